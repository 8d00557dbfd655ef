package org.myelon.centerline;

import java.util.List;
import java.util.function.IntFunction;
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
    final double[] toStored =
        stored.voxelToWorld().inverse().after(line.grid().voxelToWorld()).toArray();
    for (int i = 0; i < toStored.length; i++)
      toStored[i] = Math.rint(toStored[i]); // axes only turn
    final Affine turn = new Affine(toStored);
    return table(line, s -> turn.apply(line.x(s), line.y(s), s));
  }

  /** The points in RAS mm. */
  public static Table inMillimetres(Centerline line) {
    return table(line, line::point);
  }

  private static Table table(Centerline line, IntFunction<double[]> place) {
    final Table.Builder rows =
        Table.withColumns(
            List.of("x", "y", "z", "Slice (I->S)", "length [mm]", "angle_AP", "angle_RL"));
    for (int s = line.firstSlice(); s <= line.lastSlice(); s++) {
      final double[] p = place.apply(s);
      rows.row(List.of(p[0], p[1], p[2], s, line.arcLength(s), line.angleAP(s), line.angleRL(s)));
    }
    return rows.build();
  }
}
