package org.myelon.segment.ivadomed;

import java.util.ArrayList;
import java.util.List;
import org.myelon.step.Progress;

/**
 * Several steps, one after the other.
 *
 * @param steps in the order in which they are taken
 */
record Steps(List<Step> steps) {

  Steps {
    steps = List.copyOf(steps);
  }

  /** The shapes before each step, and after the last. */
  private List<int[]> shapes(int[] shape) {
    final List<int[]> shapes = new ArrayList<>(List.of(shape));
    for (Step step : steps) shapes.add(step.shape(shapes.get(shapes.size() - 1)));
    return shapes;
  }

  /** The largest number of voxels on the way. */
  double mostVoxels(int[] shape) {
    return shapes(shape).stream().mapToDouble(s -> (double) s[0] * s[1] * s[2]).max().orElse(0);
  }

  Block forward(Block block, Progress progress) {
    Block at = block;
    for (int i = 0; i < steps.size(); i++) at = steps.get(i).forward(at, part(progress, i));
    return at;
  }

  /**
   * @param shape of the block before all steps
   */
  Block back(Block block, int[] shape, Progress progress) {
    final List<int[]> shapes = shapes(shape);
    Block at = block;
    for (int i = steps.size() - 1; i >= 0; i--)
      at = steps.get(i).back(at, shapes.get(i), part(progress, steps.size() - 1 - i));
    return at;
  }

  private Progress part(Progress progress, int i) {
    return progress.part(i / (double) steps.size(), (i + 1.0) / steps.size());
  }
}
