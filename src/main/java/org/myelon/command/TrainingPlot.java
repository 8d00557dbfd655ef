package org.myelon.command;

import ij.IJ;
import ij.gui.Plot;
import ij.gui.PlotWindow;
import java.util.ArrayList;
import java.util.List;
import org.myelon.segment.training.TrainingListener;
import org.myelon.segment.training.TrainingRow;

/** A window of ImageJ in which the curve of a training grows. */
final class TrainingPlot implements TrainingListener {

  private final String title;
  private final List<TrainingRow> rows = new ArrayList<>();
  private PlotWindow window;

  private TrainingPlot(String title) {
    this.title = title;
  }

  /** A plot if ImageJ is on a screen, else nothing. */
  static TrainingListener where(String model) {
    return IJ.getInstance() == null
        ? TrainingListener.NONE
        : new TrainingPlot("Training of " + model);
  }

  /** Once closed, the window stays closed. */
  @Override
  public void row(TrainingRow row) {
    rows.add(row);
    if (rows.size() < 2) return;
    if (window == null) window = plot().show();
    else if (window.isVisible()) window.drawPlot(plot());
  }

  private Plot plot() {
    final Plot plot = new Plot(title, "Step", "Loss (blue), Dice of validation (red)");
    final List<TrainingRow> validated = rows.stream().filter(r -> !Double.isNaN(r.dice())).toList();
    plot.setColor("blue");
    plot.add("line", steps(rows), rows.stream().mapToDouble(TrainingRow::loss).toArray());
    if (!validated.isEmpty()) {
      plot.setColor("red");
      plot.add(
          "connected circle",
          steps(validated),
          validated.stream().mapToDouble(TrainingRow::dice).toArray());
    }
    plot.setLimitsToFit(false);
    return plot;
  }

  private static double[] steps(List<TrainingRow> rows) {
    return rows.stream().mapToDouble(TrainingRow::step).toArray();
  }
}
