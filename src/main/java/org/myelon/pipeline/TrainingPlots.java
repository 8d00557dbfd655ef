package org.myelon.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.myelon.report.LinePlot;
import org.myelon.segment.training.TrainingRow;

/** The curve of a training. */
public final class TrainingPlots {

  private TrainingPlots() {}

  /** Loss, and Dice of the validation if there was one, over the steps. */
  public static List<LinePlot> of(List<TrainingRow> curve) {
    final List<LinePlot> plots = new ArrayList<>();
    plots.add(plot("Loss (soft Dice and cross entropy)", curve, TrainingRow::loss));
    final List<TrainingRow> validated =
        curve.stream().filter(r -> !Double.isNaN(r.dice())).toList();
    if (!validated.isEmpty())
      plots.add(plot("Dice of the images held out", validated, TrainingRow::dice));
    return plots;
  }

  private static LinePlot plot(
      String title, List<TrainingRow> rows, ToDoubleFunction<TrainingRow> value) {
    return new LinePlot(
        title,
        "Step",
        rows.stream().mapToDouble(TrainingRow::step).toArray(),
        List.of(new LinePlot.Series(title, rows.stream().mapToDouble(value).toArray(), false)),
        List.of());
  }
}
