package org.myelon.register;

import java.util.ArrayList;
import java.util.List;
import org.myelon.transform.Transform;

/**
 * What a step found.
 *
 * @param transform from points of the fixed to points of the moving image, RAS mm; it knows its
 *     inverse and is valid everywhere: beyond the grid it goes on as at the nearest slice
 * @param metric the value of what was minimised, before and after each iteration, the coarsest
 *     level first; empty where the answer was computed directly
 */
public record StepResult(Transform transform, List<Double> metric) {

  public StepResult {
    metric = List.copyOf(metric);
  }

  /** The result of a step that computes its answer directly. */
  static StepResult direct(Transform transform) {
    return new StepResult(transform, List.of());
  }

  /**
   * The metric of a step that goes slice by slice: the mean over the slices, of which one that was
   * ready sooner keeps its value.
   */
  public static List<Double> mean(List<List<Double>> slices) {
    final int length = slices.stream().mapToInt(List::size).max().orElse(0);
    final List<Double> mean = new ArrayList<>();
    for (int it = 0; it < length; it++) {
      final int at = it;
      mean.add(
          slices.stream()
              .filter(s -> !s.isEmpty())
              .mapToDouble(s -> s.get(Math.min(at, s.size() - 1)))
              .average()
              .orElse(0));
    }
    return mean;
  }
}
