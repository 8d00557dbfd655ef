package org.myelon.phantom;

import org.myelon.image.Grid;
import org.myelon.image.Volume;

/** Labels of {@link StraightSpine} on its grid: levels, discs, bodies, rootlets. */
public final class StraightLabels {

  private final StraightSpine spine;
  private final SpineAnatomy anatomy;
  private final StraightLevels along;
  private final Grid grid;
  private final int voxels;

  StraightLabels(StraightSpine spine, SpineAnatomy anatomy, StraightLevels along) {
    this.spine = spine;
    this.anatomy = anatomy;
    this.along = along;
    grid = spine.grid();
    voxels = Math.toIntExact(grid.voxelCount());
  }

  /** The cord with its vertebral levels; the slice of a disc belongs to the level above it. */
  public Volume levels() {
    final byte[] levels = spine.cordMask();
    for (int i = 0; i < levels.length; i++) levels[i] *= (byte) along.level(spine.slice(i));
    return Volume.ofBytes(levels, grid, "levels");
  }

  /** The cord with a coordinate that grows from disc to disc by 1. */
  public Volume levelsContinuous() {
    final byte[] cord = spine.cordMask();
    final float[] values = new float[cord.length];
    for (int i = 0; i < cord.length; i++) {
      final int slice = spine.slice(i), v = along.level(slice);
      if (cord[i] == 0 || v == 0) continue;
      values[i] = v + (along.disc(v) - slice - 0.5f) / (along.disc(v) - along.disc(v + 1));
    }
    return Volume.ofFloats(values, grid, "levels_continuous");
  }

  /** A voxel for each disc, on the centreline. */
  public Volume discs() {
    final byte[] points = new byte[voxels];
    for (int v = 1; v <= along.discCount(); v++) points[spine.middle(along.disc(v))] = (byte) v;
    return Volume.ofBytes(points, grid, "label_disc");
  }

  /** A voxel for each disc, at its posterior tip. */
  public Volume discsPosterior() {
    final byte[] points = new byte[voxels];
    for (int v = 1; v <= along.discCount(); v++) {
      final double tip = anatomy.discTip(anatomy.discArcLength(v));
      points[spine.middle(along.disc(v), tip)] = (byte) v;
    }
    return Volume.ofBytes(points, grid, "label_discPosterior");
  }

  /** A voxel for the middle of each vertebra, on the centreline. */
  public Volume bodies() {
    final byte[] points = new byte[voxels];
    for (int v = 1; v < along.discCount(); v++)
      points[spine.middle((along.disc(v) + along.disc(v + 1)) / 2)] = (byte) v;
    return Volume.ofBytes(points, grid, "label_body");
  }

  /** A voxel in each slice. */
  public Volume centerline() {
    final byte[] points = new byte[voxels];
    for (int k = 0; k < grid.extent(2); k++) points[spine.middle(k)] = 1;
    return Volume.ofBytes(points, grid, "centerline");
  }

  /** The cord with its spinal levels. */
  public Volume spinalLevels() {
    final byte[] levels = spine.cordMask();
    for (int i = 0; i < levels.length; i++) levels[i] *= (byte) along.spinalLevel(spine.slice(i));
    return Volume.ofBytes(levels, grid, "spinal_levels");
  }

  /** A voxel for the middle of each spinal level, on the centreline. */
  public Volume spinalMidpoints() {
    return spinalPoints(1, "spinal_midpoint");
  }

  private Volume spinalPoints(int first, String name) {
    final byte[] points = new byte[voxels];
    for (int v = first; v <= along.discCount(); v++)
      points[spine.middle(along.spinalMiddle(v))] = (byte) v;
    return Volume.ofBytes(points, grid, name);
  }

  /** Dorsal rootlets of the levels from C2, in the fluid before the posterior horns. */
  public Volume rootlets() {
    final byte[] rootlets = new byte[voxels];
    for (int i = 0; i < voxels; i++) {
      final int k = spine.slice(i), v = along.spinalLevel(k);
      if (!spine.isFluid(i) || v < 2) continue;
      final int length =
          v == along.discCount() ? 8 : along.spinalMiddle(v - 1) - along.spinalMiddle(v);
      final double[] at = spine.inRadii(i);
      final double x = Math.abs(at[0]), y = at[1];
      final boolean bundle = Math.hypot(x, y) < 1.4 && Math.abs(x + 0.55 * y) < 0.12;
      if (bundle && 3 * Math.abs(k - along.spinalMiddle(v)) <= length) rootlets[i] = (byte) v;
    }
    return Volume.ofBytes(rootlets, grid, "rootlets");
  }

  /** A voxel for the middle of each level's rootlets, on the centreline. */
  public Volume rootletMidpoints() {
    return spinalPoints(2, "rootlets_midpoint");
  }
}
