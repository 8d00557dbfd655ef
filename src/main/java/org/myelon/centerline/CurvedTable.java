package org.myelon.centerline;

import java.util.List;
import org.myelon.step.Table;

/** The line of a curved space as a table: one row per frame, from its lower end up. */
public final class CurvedTable {

  private CurvedTable() {}

  /** Place along the line in mm, point in RAS mm, and the directions to the front and up there. */
  public static Table of(CurvedSpace space) {
    final Table.Builder rows =
        Table.withColumns(
            List.of(
                "index",
                "length [mm]",
                "x",
                "y",
                "z",
                "anterior_x",
                "anterior_y",
                "anterior_z",
                "up_x",
                "up_y",
                "up_z"));
    final List<Frame> frames = space.frames();
    for (int i = 0; i < frames.size(); i++) {
      final double[] p = frames.get(i).origin();
      final double[] a = frames.get(i).anterior(), u = frames.get(i).up();
      final double length = space.length() * i / (frames.size() - 1);
      rows.row(List.of(i, length, p[0], p[1], p[2], a[0], a[1], a[2], u[0], u[1], u[2]));
    }
    return rows.build();
  }
}
