package org.myelon.centerline;

import java.util.List;
import org.myelon.image.Affine;
import org.myelon.image.Grid;
import org.myelon.step.Table;

/** A centreline as a table: one row per slice, from the inferior end up. */
public final class CenterlineTable {

  private CenterlineTable() {}

  /**
   * The points as voxels of an image as it is stored.
   *
   * @param stored the image's grid, on which the line was fitted, in any orientation
   */
  public static Table inVoxels(Centerline line, Grid stored) {
    return table(line, stored.voxelToWorld().inverse());
  }

  /** The points in RAS mm. */
  public static Table inMillimetres(Centerline line) {
    return table(line, Affine.IDENTITY);
  }

  private static Table table(Centerline line, Affine fromWorld) {
    final Table.Builder rows =
        Table.withColumns(
            List.of("x", "y", "z", "Slice (I->S)", "length [mm]", "angle_AP", "angle_RL"));
    for (int s = line.firstSlice(); s <= line.lastSlice(); s++) {
      final double[] p = fromWorld.apply(line.point(s));
      rows.row(List.of(p[0], p[1], p[2], s, line.arcLength(s), line.angleAP(s), line.angleRL(s)));
    }
    return rows.build();
  }
}
