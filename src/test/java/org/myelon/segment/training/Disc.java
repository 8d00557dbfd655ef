package org.myelon.segment.training;

import java.util.random.RandomGenerator;

/** A bright disc in noise, somewhere in a window: the least that a network can learn. */
record Disc(int n) implements SampleSource {

  @Override
  public Sample draw(RandomGenerator random) {
    final double radius = n * random.nextDouble(0.15, 0.3);
    final double x = random.nextDouble(radius, n - radius),
        y = random.nextDouble(radius, n - radius);
    final float[] input = new float[3 * n * n], target = new float[n * n];
    for (int i = 0; i < n * n; i++) {
      final double away = Math.hypot(i % n - x, i / n - y) - radius;
      target[i] = (float) Math.max(0, Math.min(1, 0.5 - away));
      for (int c = 0; c < 3; c++)
        input[c * n * n + i] = (float) (2 * target[i] - 0.5 + 0.3 * random.nextGaussian());
    }
    return new Sample(input, target);
  }
}
