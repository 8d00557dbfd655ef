package org.myelon.segment.training;

import java.util.random.RandomGenerator;

/** Images that a filter has blurred or sharpened. */
final class Sharpness {

  private Sharpness() {}

  /** Blurred by 0.4 to 1.2 pixels 60 % of the time, else sharpened by 30 to 150 %. */
  static void change(Frame frame, RandomGenerator random) {
    final boolean blur = Chance.once(random, 0.6);
    final double sigma = blur ? Chance.between(random, 0.4, 1.2) : 0.8;
    final float[] before = blur ? null : frame.values.clone();
    final float[] kernel = gaussian(sigma);
    Lines.filter(frame, kernel, 0);
    Lines.filter(frame, kernel, 1);
    if (blur) return;
    final float amount = (float) Chance.between(random, 0.3, 1.5);
    for (int i = 0; i < before.length; i++)
      frame.values[i] = before[i] + amount * (before[i] - frame.values[i]);
  }

  private static float[] gaussian(double sigma) {
    final int radius = (int) Math.ceil(2.5 * sigma);
    final float[] kernel = new float[radius + 1];
    double sum = 0;
    for (int r = 0; r <= radius; r++) {
      kernel[r] = (float) Math.exp(-r * r / (2 * sigma * sigma));
      sum += (r == 0 ? 1 : 2) * kernel[r];
    }
    for (int r = 0; r <= radius; r++) kernel[r] /= (float) sum;
    return kernel;
  }
}
