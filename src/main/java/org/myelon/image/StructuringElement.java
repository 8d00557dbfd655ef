package org.myelon.image;

import org.myelon.step.InputException;

/**
 * The neighbourhood of a voxel by which masks grow and shrink: an ellipsoid or a box centred on it.
 *
 * @param radius half widths along the three axes of the image, 0 where it does not reach beyond the
 *     voxel; a neighbour belongs to it if its centre lies within (border included)
 * @param inMm whether the half widths are in mm or in voxels
 * @param box a box instead of an ellipsoid
 */
public record StructuringElement(double[] radius, boolean inMm, boolean box) {

  public StructuringElement {
    if (radius.length != 3) throw new IllegalArgumentException("three half widths needed");
    radius = radius.clone();
    for (double r : radius)
      if (!(r >= 0) || Double.isInfinite(r))
        throw new InputException("A radius of " + r + " is not possible; give 0 or more.");
  }

  /** A ball. */
  public static StructuringElement ball(double mm) {
    return new StructuringElement(new double[] {mm, mm, mm}, true, false);
  }

  /** A ball in voxels: an ellipsoid in the body if the voxels are not cubes. */
  public static StructuringElement ballVoxels(double radius) {
    return new StructuringElement(new double[] {radius, radius, radius}, false, false);
  }

  /** A disk in the slices across an axis of the image. */
  public static StructuringElement disk(double mm, int sliceAxis) {
    return flat(mm, sliceAxis, true);
  }

  /** A disk in voxels in the slices across an axis of the image. */
  public static StructuringElement diskVoxels(double radius, int sliceAxis) {
    return flat(radius, sliceAxis, false);
  }

  /** A box given by its half widths along the axes of the image. */
  public static StructuringElement box(double... halfWidthMm) {
    return new StructuringElement(halfWidthMm, true, true);
  }

  /** A box of 2 r + 1 voxels along each axis of the image. */
  public static StructuringElement boxVoxels(double... halfWidth) {
    return new StructuringElement(halfWidth, false, true);
  }

  private static StructuringElement flat(double r, int sliceAxis, boolean inMm) {
    final double[] radius = {r, r, r};
    radius[sliceAxis] = 0;
    return new StructuringElement(radius, inMm, false);
  }

  @Override
  public double[] radius() {
    return radius.clone();
  }

  /** The half widths in voxels of a grid. */
  double[] voxels(Grid grid) {
    final double[] v = radius.clone();
    if (inMm) for (int a = 0; a < 3; a++) v[a] /= grid.voxelToWorld().spacing(a);
    return v;
  }
}
