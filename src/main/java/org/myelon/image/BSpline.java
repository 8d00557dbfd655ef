package org.myelon.image;

import org.myelon.step.InputException;
import org.myelon.step.Progress;

/**
 * The cubic B-spline with mirror boundary that passes through all voxels of an image: its weights,
 * and its coefficients by a recursive filter along each axis. M. Unser, A. Aldroubi, M. Eden,
 * B-spline signal processing: part II, IEEE Trans Signal Process 1993.
 */
final class BSpline {

  private static final double POLE = Math.sqrt(3) - 2;

  /** After so many voxels the influence of the border is below double precision. */
  private static final int HORIZON = 30;

  private BSpline() {}

  /** One coefficient for each voxel of a 3-D image, x fastest. */
  static float[] coefficients(Volume image, Progress progress) {
    final float[] c = image.toFloats();
    for (float v : c)
      if (!Float.isFinite(v))
        throw new InputException(
            image.name()
                + " holds NaN or infinite values, which cubic interpolation would spread over whole"
                + " lines; use linear or nearest, or replace them first.");
    for (int axis = 0; axis < 3; axis++)
      if (image.grid().size(axis) > 1)
        Lines.filter(
            c,
            image.grid(),
            axis,
            () -> BSpline::prefilter,
            "spline coefficients",
            progress.part(axis / 3.0, (axis + 1) / 3.0));
    return c;
  }

  private static void prefilter(double[] s) {
    final int n = s.length;
    for (int i = 0; i < n; i++) s[i] *= 6;
    s[0] = firstCausal(s);
    for (int i = 1; i < n; i++) s[i] += POLE * s[i - 1];
    s[n - 1] = POLE / (POLE * POLE - 1) * (s[n - 1] + POLE * s[n - 2]);
    for (int i = n - 2; i >= 0; i--) s[i] = POLE * (s[i + 1] - s[i]);
  }

  /** The start of the causal filter: the sum over the signal mirrored for ever. */
  private static double firstCausal(double[] s) {
    final int n = s.length;
    double power = 1, sum = 0;
    if (n > HORIZON) {
      for (int i = 0; i < HORIZON; i++, power *= POLE) sum += power * s[i];
      return sum;
    }
    final int period = 2 * n - 2;
    for (int i = 0; i < period; i++, power *= POLE) sum += power * s[i < n ? i : period - i];
    return sum / (1 - power);
  }

  /** The cubic B-spline at distance t + 1, t, 1 - t and 2 - t. */
  static double weight(int tap, double t) {
    final double r = 1 - t;
    return switch (tap) {
      case 0 -> r * r * r / 6;
      case 1 -> 2.0 / 3 - t * t * (2 - t) / 2;
      case 2 -> 2.0 / 3 - r * r * (2 - r) / 2;
      default -> t * t * t / 6;
    };
  }

  /** The derivative of the weight by t. */
  static double slope(int tap, double t) {
    final double r = 1 - t;
    return switch (tap) {
      case 0 -> -r * r / 2;
      case 1 -> t * (1.5 * t - 2);
      case 2 -> r * (2 - 1.5 * r);
      default -> t * t / 2;
    };
  }

  /** The index reflected at the first and the last voxel centre. */
  static int mirror(int index, int n) {
    if (index >= 0 && index < n) return index;
    if (n == 1) return 0;
    final int m = Math.floorMod(index, 2 * n - 2);
    return m < n ? m : 2 * n - 2 - m;
  }
}
