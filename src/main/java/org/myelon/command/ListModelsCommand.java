package org.myelon.command;

import java.io.File;
import org.myelon.segment.catalogue.ListModels;
import org.myelon.step.Progress;
import org.myelon.step.Table;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Menu item List Models: what can be downloaded, and what is here. */
@Plugin(
    type = Command.class,
    name = "list-models",
    menuPath = "Plugins>Spinal Cord>Segment>List Models...",
    description = "Lists the models of SCT and of Myelon, and which of them are on this computer.")
@Example("search=cord table=models.csv")
public final class ListModelsCommand extends SpinalCordCommand {

  @Parameter(
      persist = false,
      description = "Words that must all occur in a model's description; empty for all models.")
  private String search = "";

  @Parameter(persist = false, description = "Only those that can be run now.")
  private boolean installed = false;

  @Parameter(
      persist = false,
      style = "directory",
      required = false,
      description = "Folder of models, if it is not the usual one.")
  private File folder;

  @Parameter(type = ItemIO.OUTPUT, description = "One row per model.")
  private Table table;

  @Override
  protected void execute(Progress progress) {
    table =
        ListModels.run(ModelPreference.store(folder), new ListModels.Settings(search, installed));
  }
}
