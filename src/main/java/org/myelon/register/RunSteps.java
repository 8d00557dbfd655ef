package org.myelon.register;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.myelon.image.Affine;
import org.myelon.image.Grid;
import org.myelon.image.Interpolation;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;
import org.myelon.step.Progress;
import org.myelon.transform.AffineTransform;
import org.myelon.transform.ApplyTransform;
import org.myelon.transform.CompositeTransform;
import org.myelon.transform.Transform;

/**
 * Runs registration steps one after the other. Before each, the moving data are moved by everything
 * found so far, from their original with one interpolation; the step refines what is left.
 */
final class RunSteps {

  private static final Transform STAY = new AffineTransform(Affine.IDENTITY);

  private final Map<Kind, Pair> data;
  private final Volume mask;
  private final Grid grid;
  private final Engine engine;

  /**
   * @param data original fixed and moving data, each on any grid
   * @param mask where the fixed images are compared, on any grid; null for everywhere
   * @param grid on which the steps work; RPI-oriented
   * @param engine does the steps
   */
  RunSteps(Map<Kind, Pair> data, Volume mask, Grid grid, Engine engine) {
    this.data = data;
    this.grid = grid;
    this.engine = engine;
    this.mask = mask == null ? null : toGrid(mask, STAY, Interpolation.NEAREST);
  }

  /** What the steps found. */
  record Result(Transform transform, List<StepReport> reports) {}

  /**
   * @param initial from points of the fixed to points of the moving data before the first step
   * @param steps in the order in which they run
   * @return the initial transform and all steps as one
   */
  Result run(Transform initial, List<StepSettings> steps, Progress progress) {
    final List<Transform> imageOrder = new ArrayList<>(List.of(initial));
    final List<StepReport> reports = new ArrayList<>();
    final Map<Kind, Volume> fixed = new EnumMap<>(Kind.class);
    for (int i = 0; i < steps.size(); i++) {
      final StepSettings step = steps.get(i);
      final Progress part =
          progress.part(i / (double) steps.size(), (i + 1) / (double) steps.size());
      part.check("step " + step.number() + ": " + step.algorithm(), 0);
      final StepImages images = images(step.kind(), fixed, new CompositeTransform(imageOrder));
      final StepResult found = engine.algorithm(step).run(images, step, part.part(0.1, 1));
      imageOrder.add(found.transform());
      reports.add(new StepReport(step, found.metric()));
    }
    return new Result(new CompositeTransform(imageOrder), reports);
  }

  private StepImages images(Kind kind, Map<Kind, Volume> fixed, Transform soFar) {
    final Map<Kind, Pair> pairs = new EnumMap<>(Kind.class);
    for (Kind k : kind == Kind.IMSEG ? List.of(Kind.IM, Kind.SEG) : List.of(kind)) {
      final Pair original = data.get(k);
      if (original == null) continue;
      if (k == Kind.LABEL) {
        // points need no grid, and may lie outside it
        pairs.put(k, original);
        continue;
      }
      final Interpolation how = interpolation(k);
      final Volume stays = fixed.computeIfAbsent(k, any -> toGrid(original.fixed(), STAY, how));
      pairs.put(k, new Pair(stays, toGrid(original.moving(), soFar, how)));
    }
    return new StepImages(grid, pairs, mask);
  }

  private static Interpolation interpolation(Kind kind) {
    return kind == Kind.ROOTLET ? Interpolation.LABEL : Interpolation.LINEAR;
  }

  private Volume toGrid(Volume volume, Transform transform, Interpolation how) {
    final Volume same = volume.reoriented(Orientation.RPI);
    if (transform == STAY && same.grid().differenceFrom(grid, 1e-6).isEmpty()) return same;
    return ApplyTransform.run(volume, grid, transform, how, Progress.NONE);
  }
}
