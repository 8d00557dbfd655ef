package org.myelon.image;

import org.myelon.step.Progress;

/**
 * Reads a 3-D image between its voxels. Immutable, for any number of threads.
 *
 * <p>The image ends half a voxel beyond its outermost voxel centres, where its outermost voxels
 * end. Coordinates are in voxels, the centre of a voxel at whole numbers.
 */
public abstract class Sampler {

  /** Coordinates that are closer to a whole number than this count as that number. */
  static final double SNAP = 1e-6;

  final float[] values;
  final int nx;
  final int ny;
  final int nz;

  Sampler(float[] values, Grid grid) {
    this.values = values;
    this.nx = grid.extent(0);
    this.ny = grid.extent(1);
    this.nz = grid.extent(2);
  }

  /**
   * @param image 3-D; its values are handled as float32
   * @throws org.myelon.step.InputException if it is not 3-D, or for {@link Interpolation#CUBIC} if
   *     it holds NaN or infinite values (each would spoil whole lines)
   */
  public static Sampler of(Volume image, Interpolation how, Progress progress) {
    final Grid grid = image.grid();
    return switch (how) {
      case NEAREST -> new NearestSampler(Voxels.floats(image), grid);
      case LINEAR -> new LinearSampler(Voxels.floats(image), grid);
      case LABEL -> new LabelSampler(Voxels.floats(image), grid);
      case CUBIC -> new CubicSampler(BSpline.coefficients(image, progress), grid);
    };
  }

  /**
   * The value at a point of the image; a point outside gets the value of the nearest point of the
   * image's outermost voxels, see {@link #contains}.
   */
  public abstract float at(double x, double y, double z);

  /** Whether the point lies in the image: at most half a voxel beyond the outermost centres. */
  public final boolean contains(double x, double y, double z) {
    return inside(x, nx) && inside(y, ny) && inside(z, nz);
  }

  private static boolean inside(double c, int n) {
    return c >= -0.5 - SNAP && c <= n - 0.5 + SNAP;
  }

  /** The coordinate within the voxel centres 0 … n - 1, whole if it nearly is. */
  static double clamp(double c, int n) {
    if (!(c > SNAP)) return 0;
    if (c > n - 1 - SNAP) return n - 1.0;
    final double whole = Math.rint(c);
    return Math.abs(c - whole) < SNAP ? whole : c;
  }
}
