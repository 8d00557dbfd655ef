package org.myelon.image;

import java.util.Arrays;
import org.myelon.step.Progress;

/**
 * Exact Euclidean distance transform in millimetres, in linear time: the lower envelope of
 * parabolas along each axis. P.F. Felzenszwalb, D.P. Huttenlocher, Distance transforms of sampled
 * functions, Theory of Computing 2012. Distances are between voxel centres; anisotropic voxels are
 * taken into account, sheared axes are not.
 */
public final class DistanceTransform {

  private DistanceTransform() {}

  /**
   * The distance of every voxel from the nearest voxel of the mask, 0 in the mask itself.
   *
   * @param mask 3-D; the object is where it is not zero
   * @param progress listens, and may cancel
   * @return float32 mm; infinite everywhere if the mask is empty
   * @implNote op names='myelon.image.distance'
   */
  public static Volume toObject(Volume mask, Progress progress) {
    return mm(Voxels.nonZero(mask), mask, progress);
  }

  /**
   * The distance of every voxel of the mask from the nearest voxel of its background, 0 in the
   * background itself. What lies outside the image is not background.
   *
   * @param mask 3-D; the object is where it is not zero
   * @param progress listens, and may cancel
   * @return float32 mm; infinite everywhere if the mask has no background
   * @implNote op names='myelon.image.depth'
   */
  public static Volume toBackground(Volume mask, Progress progress) {
    final boolean[] sites = Voxels.nonZero(mask);
    for (int i = 0; i < sites.length; i++) sites[i] = !sites[i];
    return mm(sites, mask, progress);
  }

  private static Volume mm(boolean[] sites, Volume mask, Progress progress) {
    final float[] d = squared(sites, mask.grid(), mask.grid().spacing(), progress);
    for (int i = 0; i < d.length; i++) d[i] = (float) Math.sqrt(d[i]);
    return Volume.ofFloats(d, mask.grid(), mask.name());
  }

  /**
   * The squared distance of every voxel from the nearest site.
   *
   * @param step distance between neighbours along each axis; infinite: sites reach no other plane
   */
  static float[] squared(boolean[] sites, Grid grid, double[] step, Progress progress) {
    final float[] d = new float[sites.length];
    for (int i = 0; i < d.length; i++) d[i] = sites[i] ? 0 : Float.POSITIVE_INFINITY;
    for (int axis = 0; axis < 3; axis++) {
      final double s = step[axis];
      if (grid.size(axis) == 1 || Double.isInfinite(s)) continue;
      Lines.filter(
          d,
          grid,
          axis,
          () -> new Envelope(s),
          "distances",
          progress.part(axis / 3.0, (axis + 1) / 3.0));
    }
    return d;
  }

  /** Replaces f(q) by the minimum over p of f(p) + (step (q - p))². */
  private static final class Envelope implements Lines.Filter {

    private final double step;
    private int[] site = new int[0];
    private double[] height;
    private double[] from;

    Envelope(double step) {
      this.step = step;
    }

    @Override
    public void apply(double[] f) {
      final int n = f.length;
      if (site.length != n) {
        site = new int[n];
        height = new double[n];
        from = new double[n];
      }
      final int parabolas = envelope(f);
      if (parabolas == 0) {
        Arrays.fill(f, Double.POSITIVE_INFINITY);
        return;
      }
      for (int q = 0, v = 0; q < n; q++) {
        while (v + 1 < parabolas && from[v + 1] < q) v++;
        final double d = step * (q - site[v]);
        f[q] = height[v] + d * d;
      }
    }

    /** Collects the parabolas that are lowest somewhere, and from where on each is. */
    private int envelope(double[] f) {
      int count = 0;
      for (int q = 0; q < f.length; q++) {
        if (f[q] == Double.POSITIVE_INFINITY) continue;
        double start = Double.NEGATIVE_INFINITY;
        while (count > 0 && (start = crossing(count - 1, q, f[q])) <= from[count - 1]) count--;
        site[count] = q;
        height[count] = f[q];
        from[count] = count == 0 ? Double.NEGATIVE_INFINITY : start;
        count++;
      }
      return count;
    }

    private double crossing(int v, int q, double fq) {
      final int p = site[v];
      return (p + q) / 2.0 + (fq - height[v]) / (2 * step * step * (q - p));
    }
  }
}
