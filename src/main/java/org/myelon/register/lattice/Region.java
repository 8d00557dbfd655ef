package org.myelon.register.lattice;

import org.myelon.image.Box;
import org.myelon.image.GaussianFilter;
import org.myelon.image.Grid;
import org.myelon.image.Volume;
import org.myelon.register.Pair;
import org.myelon.step.InputException;
import org.myelon.step.Progress;

/**
 * The part of the slices in which two images are registered: where there is something in one of
 * them, and a margin in which the deformation fades out. It may reach beyond the images, which go
 * on there as at their edges and do not count.
 */
public final class Region {

  /** Width of the margin, mm. */
  public static final double MARGIN_MM = 10;

  private final Grid whole;
  private final int left;
  private final int back;
  private final Lattice lattice;

  private Region(Grid whole, int left, int back, int nx, int ny) {
    this.whole = whole;
    this.left = left;
    this.back = back;
    this.lattice = new Lattice(nx, ny, whole.extent(2), whole.spacing());
  }

  /**
   * @param grid of all the volumes
   * @param where the voxels of a slice in which there is something to register
   */
  public static Region around(Grid grid, boolean[] where) {
    final int nx = grid.extent(0), ny = grid.extent(1);
    int x0 = nx, x1 = -1, y0 = ny, y1 = -1;
    for (int n = 0; n < where.length; n++)
      if (where[n]) {
        x0 = Math.min(x0, n % nx);
        x1 = Math.max(x1, n % nx);
        y0 = Math.min(y0, n / nx);
        y1 = Math.max(y1, n / nx);
      }
    final int mx = (int) Math.ceil(MARGIN_MM / grid.spacing()[0]);
    final int my = (int) Math.ceil(MARGIN_MM / grid.spacing()[1]);
    return new Region(grid, x0 - mx, y0 - my, x1 - x0 + 1 + 2 * mx, y1 - y0 + 1 + 2 * my);
  }

  /** Its voxels. */
  public Lattice lattice() {
    return lattice;
  }

  /** Its place in the world. */
  public Grid grid() {
    return whole.cut(
        new Box(
            new long[] {left, back, 0},
            new long[] {left + lattice.nx() - 1, back + lattice.ny() - 1, lattice.nz() - 1}));
  }

  /**
   * The images of this region.
   *
   * @param counts how much each voxel of the whole grid counts, 0 to 1
   * @param smoothing standard deviation in mm along the three axes
   */
  public Scene scene(Pair pair, float[] counts, double[] smoothing, Progress progress) {
    final float[] inside = new float[lattice.count()];
    for (int n = 0; n < inside.length; n++)
      inside[n] = contains(n % lattice.nx(), n / lattice.nx() % lattice.ny()) ? 1 : 0;
    final float[] fixedWeight = cut(counts);
    for (int n = 0; n < inside.length; n++) fixedWeight[n] *= inside[n];
    return new Scene(
        lattice,
        smoothed(pair.fixed(), smoothing, progress),
        smoothed(pair.moving(), smoothing, progress),
        fixedWeight,
        inside);
  }

  private boolean contains(int i, int j) {
    return i + left >= 0
        && i + left < whole.extent(0)
        && j + back >= 0
        && j + back < whole.extent(1);
  }

  private float[] smoothed(Volume image, double[] sigma, Progress progress) {
    final float[] values = cut(image.toFloats());
    for (float v : values)
      if (!Float.isFinite(v))
        throw new InputException(
            image.name() + " holds NaN or infinite values; replace them before registering.");
    return GaussianFilter.smooth(Volume.ofFloats(values, grid(), image.name()), sigma, progress)
        .toFloats();
  }

  private float[] cut(float[] values) {
    final int nx = whole.extent(0), ny = whole.extent(1);
    final float[] part = new float[lattice.count()];
    for (int n = 0; n < part.length; n++) {
      final int i = Math.max(0, Math.min(nx - 1, n % lattice.nx() + left));
      final int j = Math.max(0, Math.min(ny - 1, n / lattice.nx() % lattice.ny() + back));
      part[n] = values[(n / lattice.plane() * ny + j) * nx + i];
    }
    return part;
  }
}
