package org.myelon.segment.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** How well a network marks images that it has not learnt from. */
final class Validation {

  private Validation() {}

  /**
   * Dice coefficient of each image over all its windows together; probabilities and targets count
   * from one half on. NaN if neither holds anything.
   *
   * @param predict n x n probabilities for each window of a batch
   */
  static Map<String, Double> dice(
      List<ValidationImage> images, int batch, Function<List<Sample>, float[]> predict) {
    final Map<String, Double> dice = new LinkedHashMap<>();
    for (ValidationImage image : images) {
      final long[] counts = new long[2];
      for (int i = 0; i < image.windows().size(); i += batch) {
        final List<Sample> part =
            image.windows().subList(i, Math.min(image.windows().size(), i + batch));
        count(part, predict.apply(part), counts);
      }
      dice.put(image.name(), counts[1] == 0 ? Double.NaN : 2.0 * counts[0] / counts[1]);
    }
    return dice;
  }

  /** Adds pixels that both have, and the pixels of both. */
  private static void count(List<Sample> windows, float[] found, long[] counts) {
    int p = 0;
    for (Sample window : windows)
      for (float target : window.target()) {
        final boolean there = target >= 0.5f, said = found[p++] >= 0.5f;
        if (there && said) counts[0]++;
        if (there) counts[1]++;
        if (said) counts[1]++;
      }
  }

  /** Mean over the images that have a value; NaN if none has. */
  static double mean(Map<String, Double> dice) {
    return dice.values().stream()
        .filter(d -> !d.isNaN())
        .mapToDouble(d -> d)
        .average()
        .orElse(Double.NaN);
  }
}
