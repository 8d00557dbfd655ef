package org.myelon.command;

import java.io.File;
import org.myelon.atlas.Atlas;
import org.myelon.step.Progress;
import org.myelon.step.Table;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Menu item List Labels: what an atlas has. */
@Plugin(
    type = Command.class,
    name = "list-labels",
    menuPath = "Plugins>Spinal Cord>Atlas>List Labels...",
    description = "Lists the labels of an atlas with their numbers.")
@Example("atlas=template/atlas table=labels.csv")
public final class ListLabelsCommand extends SpinalCordCommand {

  @Parameter(
      persist = false,
      style = "directory",
      description = "The folder of an atlas or template: it holds info_label.txt.")
  private File atlas;

  @Parameter(type = ItemIO.OUTPUT, description = "One row per label: number, name, members.")
  private Table table;

  @Override
  protected void execute(Progress progress) {
    table = Atlas.open(atlas.toPath()).table();
  }
}
