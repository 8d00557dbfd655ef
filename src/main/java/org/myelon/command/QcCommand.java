package org.myelon.command;

import ij.IJ;
import ij.plugin.BrowserLauncher;
import java.awt.GraphicsEnvironment;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.myelon.report.study.StudyFolder;
import org.myelon.report.study.StudyServer;
import org.myelon.step.InputException;
import org.myelon.step.Progress;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Menu item Open QC Page: all results of a study on one page, to look at and to mark. */
@Plugin(
    type = Command.class,
    name = "qc",
    menuPath = "Plugins>Spinal Cord>Quality Control>Open QC Page...",
    description =
        "Collects what commands wrote into the folder of their qc=, and what analyses left in folders"
            + " below it, on one page, to check and mark the results.")
@Example("folder=qc open=false")
public final class QcCommand extends SpinalCordCommand {

  private static final int TICK_MILLIS = 200;

  @Parameter(
      persist = false,
      style = "directory",
      description =
          "The folder that commands were given as qc=, or the one that holds the folders of"
              + " analyses.")
  private File folder;

  @Parameter(
      persist = false,
      description =
          "Serve the page to this machine's browser and save marks directly beside the data, until"
              + " the page says that it is done, or Escape or Ctrl-C.")
  private boolean serve = false;

  @Parameter(
      persist = false,
      min = "0",
      max = "65535",
      description = "Port of the server; 0 for any that is free.")
  private int port = 0;

  @Parameter(persist = false, description = "Show the page in a browser, if there is a screen.")
  private boolean open = true;

  @Parameter(type = ItemIO.OUTPUT, description = "The page.")
  private String page;

  @Override
  protected void execute(Progress progress) {
    progress.check("Collecting the results", 0);
    final StudyFolder study = StudyFolder.open(folder.toPath());
    final Path written = study.refresh();
    study.refreshLists();
    page = written.toString();
    if (serve) serve(study, progress);
    else show(written.toUri());
    progress.check("Collecting the results", 1);
  }

  private void serve(StudyFolder study, Progress progress) {
    try (StudyServer server = StudyServer.start(study, port)) {
      IJ.log("QC page: " + server.address());
      show(server.address());
      do progress.check("Serving the QC page; end it there, by Escape or by Ctrl-C", 0.5);
      while (!server.isEndedWithin(TICK_MILLIS));
    }
  }

  private void show(URI address) {
    if (!open || GraphicsEnvironment.isHeadless()) return;
    try {
      BrowserLauncher.openURL(address.toString());
    } catch (IOException e) {
      throw new InputException("No browser could be started; open " + address + " in yours.", e);
    }
  }
}
