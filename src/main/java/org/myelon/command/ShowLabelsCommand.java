package org.myelon.command;

import org.myelon.image.Volume;
import org.myelon.label.LabelTable;
import org.myelon.step.Progress;
import org.myelon.step.Table;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Menu item Show Labels: a table of the labels of an image. */
@Plugin(
    type = Command.class,
    name = "show-labels",
    menuPath = "Plugins>Spinal Cord>Labels>Show Labels...",
    description = "Lists the labels of an image with their places.")
@Example("labels=discs table=labels.csv")
public final class ShowLabelsCommand extends SpinalCordCommand {

  @Parameter(persist = false, description = "The label image.")
  private Volume labels;

  @Parameter(
      type = ItemIO.OUTPUT,
      description = "One row per labelled voxel: value, vertebra, voxel, RAS mm.")
  private Table table;

  @Override
  protected void execute(Progress progress) {
    table = LabelTable.of(labels);
  }
}
