package org.myelon.image;

import org.myelon.step.InputException;
import org.myelon.step.Progress;

/**
 * Gaussian smoothing, separable, with a standard deviation in millimetres along each axis of the
 * image. The kernel is sampled at the voxel centres, cut off at {@value #TRUNCATE} standard
 * deviations and normalised to sum 1; beyond the border the image is continued by reflection at the
 * outer face of its last voxel (the rule of scipy's mode "reflect"), so a constant image stays
 * constant.
 */
public final class GaussianFilter {

  /** Standard deviations at which the kernel ends. */
  public static final double TRUNCATE = 4;

  private GaussianFilter() {}

  /**
   * @param image 3-D, series or vector field; a NaN spreads as far as the kernel reaches
   * @param sigmaMm standard deviation along the three axes of the image in mm, 0 for no smoothing
   * @param progress listens, and may cancel
   * @return float32, under the name of the image
   * @throws InputException if a sigma is negative or not a number
   * @implNote op names='myelon.image.gaussian'
   */
  public static Volume smooth(Volume image, double[] sigmaMm, Progress progress) {
    for (double s : sigmaMm)
      if (!(s >= 0) || Double.isInfinite(s))
        throw new InputException(
            "A Gaussian with sigma " + s + " mm is not possible; give 0 or more.");
    return EachVolume.map(image, (v, p) -> smooth3D(v, sigmaMm, p), progress);
  }

  /**
   * One line of numbers, by the same rule.
   *
   * @param sigma standard deviation in numbers of the line
   * @return a new array
   */
  public static double[] smooth(double[] line, double sigma) {
    final double[] out = line.clone(), kernel = kernel(sigma);
    if (kernel.length > 1 && line.length > 0) new Convolution(kernel).apply(out);
    return out;
  }

  private static Volume smooth3D(Volume image, double[] sigmaMm, Progress progress) {
    final Grid grid = image.grid();
    final float[] values = image.toFloats();
    for (int axis = 0; axis < 3; axis++) {
      final double[] kernel = kernel(sigmaMm[axis] / grid.spacing()[axis]);
      if (kernel.length == 1) continue;
      Lines.filter(
          values,
          grid,
          axis,
          () -> new Convolution(kernel),
          "smoothing",
          progress.part(axis / 3.0, (axis + 1) / 3.0));
    }
    return Volume.ofFloats(values, grid, image.name());
  }

  /** The half kernel, centre first. */
  private static double[] kernel(double sigma) {
    final int radius = (int) (TRUNCATE * sigma + 0.5);
    final double[] k = new double[radius + 1];
    double sum = 0;
    for (int i = 0; i <= radius; i++) {
      k[i] = i == 0 ? 1 : Math.exp(-0.5 * i * i / (sigma * sigma));
      sum += i == 0 ? k[i] : 2 * k[i];
    }
    for (int i = 0; i <= radius; i++) k[i] /= sum;
    return k;
  }

  /** Convolution of a line with a symmetric kernel. */
  private static final class Convolution implements Lines.Filter {

    private final double[] kernel;
    private double[] padded = new double[0];

    Convolution(double[] halfKernel) {
      kernel = halfKernel;
    }

    @Override
    public void apply(double[] line) {
      final int n = line.length, radius = kernel.length - 1;
      if (padded.length != n + 2 * radius) padded = new double[n + 2 * radius];
      System.arraycopy(line, 0, padded, radius, n);
      for (int i = 1; i <= radius; i++) {
        padded[radius - i] = line[reflect(-i, n)];
        padded[radius + n - 1 + i] = line[reflect(n - 1 + i, n)];
      }
      final double centre = kernel[0];
      for (int i = 0; i < n; i++) line[i] = centre * padded[radius + i];
      for (int t = 1; t <= radius; t++) {
        final double weight = kernel[t];
        final int left = radius - t, right = radius + t;
        for (int i = 0; i < n; i++) line[i] += weight * (padded[left + i] + padded[right + i]);
      }
    }

    private static int reflect(int index, int n) {
      final int m = Math.floorMod(index, 2 * n);
      return m < n ? m : 2 * n - 1 - m;
    }
  }
}
