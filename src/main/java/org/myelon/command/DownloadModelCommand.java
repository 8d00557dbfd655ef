package org.myelon.command;

import java.io.File;
import java.util.List;
import java.util.stream.Stream;
import org.myelon.segment.catalogue.DownloadModel;
import org.myelon.segment.catalogue.ModelStore;
import org.myelon.step.InputException;
import org.myelon.step.Progress;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Menu item Download Model: a model to where Segment With Model finds it by name. */
@Plugin(
    type = Command.class,
    name = "download-model",
    menuPath = "Plugins>Spinal Cord>Segment>Download Model...",
    description = "Fetches a model to where Segment With Model finds it by its name.")
@Example("model=toy archive=model.zip folder=models")
public final class DownloadModelCommand extends SpinalCordCommand {

  @Parameter(
      persist = false,
      description = "Its name in List Models; with url or archive any name for something new.")
  private String model = "";

  @Parameter(
      persist = false,
      description =
          "Address (https://) of another zip archive; several that hold the folds of one model with"
              + " commas between.")
  private String url = "";

  @Parameter(persist = false, required = false, description = "Or a zip archive on this computer.")
  private File archive;

  @Parameter(
      persist = false,
      description =
          "The SHA-256 that the archive must have, with commas between those of several; empty if"
              + " it is not known.")
  private String sha256 = "";

  @Parameter(
      persist = false,
      style = "directory",
      required = false,
      description = "Folder of models, if it is not the usual one.")
  private File folder;

  @Parameter(
      persist = false,
      description = "Make that folder the usual one of this Fiji or ImageJ.")
  private boolean remember = false;

  @Parameter(type = ItemIO.OUTPUT, description = "The folder of the model.")
  private String installed;

  @Override
  protected void execute(Progress progress) {
    if (archive != null && !url.isBlank())
      throw new InputException("Give url= or archive=, not both.");
    final ModelStore store = ModelPreference.store(folder);
    final List<String> sources = archive == null ? list(url) : List.of(archive.getPath());
    final DownloadModel.Result result =
        DownloadModel.run(
            new DownloadModel.Settings(model, sources, list(sha256), store), progress);
    if (remember) ModelPreference.set(store);
    installed = result.model().folder().toString();
    note("archives", result.model().archives().stream().map(a -> a.source()).toList());
    note("sha256", result.model().archives().stream().map(a -> a.sha256()).toList());
  }

  private static List<String> list(String words) {
    return Stream.of(words.strip().split("[,\\s]+")).filter(w -> !w.isEmpty()).toList();
  }
}
