package org.myelon.segment.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.myelon.image.Volume;
import org.myelon.step.InputException;

/**
 * An image with a mask of what is looked for: of any orientation, spacing and field of view. Only
 * slices in which the mask has something are shown: others may just not have been marked.
 */
public final class LabelledImage implements Anatomy {

  /** Slices farther apart than this, mm, are not interpolated between. */
  static final double THICK = 4;

  private final VoxelBlock image;
  private final VoxelBlock mask;
  private final List<double[]> centres;

  private LabelledImage(VoxelBlock image, VoxelBlock mask, List<double[]> centres) {
    this.image = image;
    this.mask = mask;
    this.centres = centres;
  }

  /**
   * @param image 3-D
   * @param mask on the same grid: how much of each voxel is what is looked for, 0 to 1
   * @return the image, its values scaled so that all but the most extreme lie from 0 to 1
   * @throws InputException if the grids differ, the image holds values that are not finite or has
   *     no contrast, or the mask is empty or goes beyond 0 to 1
   */
  public static LabelledImage of(Volume image, Volume mask) {
    image.require3D().grid().requireSame(mask.require3D().grid(), image.name(), mask.name());
    final VoxelBlock values = VoxelBlock.of(image), marked = VoxelBlock.of(mask);
    for (float v : values.values)
      if (!Float.isFinite(v))
        throw new InputException(
            image.name() + " has values that are not finite; replace them before training.");
    for (float v : marked.values)
      if (!(v >= 0 && v <= 1))
        throw new InputException(
            mask.name() + " is no mask: it has values other than 0 to 1. Threshold it first.");
    scale(values.values, image.name());
    final List<double[]> centres = centres(marked);
    if (centres.isEmpty())
      throw new InputException(mask.name() + " is empty: there is nothing to learn from it.");
    return new LabelledImage(values, marked, centres);
  }

  private static void scale(float[] values, String name) {
    final float[] sorted = values.clone();
    Arrays.sort(sorted);
    final int n = sorted.length;
    float low = sorted[(int) (0.01 * (n - 1))], high = sorted[(int) (0.99 * (n - 1))];
    if (!(high > low)) {
      low = sorted[0];
      high = sorted[n - 1];
    }
    if (!(high > low)) throw new InputException(name + " has no contrast: all values are equal.");
    for (int i = 0; i < n; i++) values[i] = (values[i] - low) / (high - low);
  }

  /** Centre of mass of the mask in each slice that has enough of it. */
  private static List<double[]> centres(VoxelBlock mask) {
    final List<double[]> centres = new ArrayList<>();
    for (int z = 0; z < mask.nz; z++) {
      double sum = 0, mx = 0, my = 0;
      for (int y = 0; y < mask.ny; y++)
        for (int x = 0; x < mask.nx; x++) {
          final float v = mask.values[(z * mask.ny + y) * mask.nx + x];
          sum += v;
          mx += v * x;
          my += v * y;
        }
      if (sum >= 0.5)
        centres.add(new double[] {mx / sum * mask.sx, my / sum * mask.sy, z * mask.sz});
    }
    return List.copyOf(centres);
  }

  /**
   * Shows slices below the lowest marked one as well, so that a network learns where the cord ends:
   * for images whose mask ends there with the cord.
   *
   * @param mm how far below
   */
  public LabelledImage withSlicesBelow(double mm) {
    final double[] lowest = centres.get(0);
    final List<double[]> more = new ArrayList<>();
    for (double z = lowest[2] - image.sz; z >= Math.max(0, lowest[2] - mm); z -= image.sz)
      more.add(new double[] {lowest[0], lowest[1], z});
    more.addAll(centres);
    return new LabelledImage(image, mask, List.copyOf(more));
  }

  /** The same image as windows of larger pixels see it: averaged before it is sampled. */
  public LabelledImage inPlane(double spacing) {
    final VoxelBlock large = image.inPlane(spacing);
    if (large == image) return this;
    final double dx = (large.sx - image.sx) / 2, dy = (large.sy - image.sy) / 2;
    final List<double[]> moved =
        centres.stream().map(c -> new double[] {c[0] - dx, c[1] - dy, c[2]}).toList();
    return new LabelledImage(large, mask.inPlane(spacing), moved);
  }

  /** Number of slices that can be shown. */
  public int slices() {
    return centres.size();
  }

  @Override
  public Specimen draw(RandomGenerator random) {
    final double[] centre = centres.get(Chance.index(random, centres.size())).clone();
    if (image.sz <= THICK) centre[2] += image.sz * Chance.between(random, -0.5, 0.5);
    return new Shown(centre);
  }

  private final class Shown implements Specimen {
    private final double[] centre;
    private final boolean thick = image.sz > THICK;

    Shown(double[] centre) {
      this.centre = centre;
    }

    @Override
    public float intensity(double x, double y, double z) {
      return image.at(x, y, z, thick);
    }

    @Override
    public float target(double x, double y, double z) {
      final float v = mask.at(x, y, z, thick);
      return Float.isNaN(v) ? 0 : v;
    }

    @Override
    public double[] centre() {
      return centre.clone();
    }

    @Override
    public double sliceDistance() {
      return image.sz;
    }
  }
}
