package org.myelon.command;

import org.myelon.image.Volume;
import org.myelon.label.CompareLabels;
import org.myelon.step.Progress;
import org.myelon.step.Table;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Menu item Compare Labels: distances from a reference, and their root mean square. */
@Plugin(
    type = Command.class,
    name = "compare-labels",
    menuPath = "Plugins>Spinal Cord>Labels>Compare Labels...",
    description = "Measures how far labels lie from those of a reference, value by value.")
@Example("labels=discs reference=discs table=distances.csv")
public final class CompareLabelsCommand extends SpinalCordCommand {

  @Parameter(persist = false, description = "The label image.")
  private Volume labels;

  @Parameter(
      persist = false,
      description = "The label image to compare with, on any grid; it must hold the same values.")
  private Volume reference;

  @Parameter(
      type = ItemIO.OUTPUT,
      description = "One row per value and one with the root mean squares, in mm.")
  private Table table;

  @Override
  protected void execute(Progress progress) {
    final CompareLabels.Result result = CompareLabels.run(labels, reference);
    table = result.table();
    describe(result.methods());
  }
}
