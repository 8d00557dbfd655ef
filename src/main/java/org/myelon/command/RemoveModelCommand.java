package org.myelon.command;

import java.io.File;
import org.myelon.segment.catalogue.ModelStore;
import org.myelon.segment.catalogue.RemoveModel;
import org.myelon.step.Progress;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Menu item Remove Model: makes room on the disk. */
@Plugin(
    type = Command.class,
    name = "remove-model",
    menuPath = "Plugins>Spinal Cord>Segment>Remove Model...",
    description = "Deletes a model that Download Model has fetched.")
@Example("model=canal folder=models")
public final class RemoveModelCommand extends SpinalCordCommand {

  @Parameter(persist = false, description = "Its name in List Models.")
  private String model = "";

  @Parameter(
      persist = false,
      style = "directory",
      required = false,
      description = "Folder of models, if it is not the usual one.")
  private File folder;

  @Parameter(type = ItemIO.OUTPUT, description = "What was done, in words.")
  private String done;

  @Override
  protected void execute(Progress progress) {
    final ModelStore store = ModelPreference.store(folder);
    done =
        RemoveModel.run(store, model)
            ? "Removed " + model.strip() + " from " + store.root()
            : model.strip() + " is not in " + store.root();
  }
}
