package org.myelon.command;

import java.io.File;
import org.myelon.pipeline.Demo;
import org.myelon.step.Progress;
import org.myelon.step.Table;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Menu item Demo: the analysis of a synthetic subject, compared with the truth. */
@Plugin(
    type = Command.class,
    name = "demo",
    menuPath = "Plugins>Spinal Cord>Demo...",
    description =
        "Analyses a synthetic subject with a synthetic template, and compares the area of its cord and"
            + " the values of its tracts with the truth.")
@Example("output=demo")
public final class DemoCommand extends SpinalCordCommand {

  @Parameter(
      persist = false,
      style = "directory",
      description = "A new or empty folder for the results; an earlier demo is replaced.")
  private File output = new File("myelon-demo");

  @Parameter(
      type = ItemIO.OUTPUT,
      description = "Area of each level and value of each tract, measured and true.")
  private Table table;

  @Parameter(type = ItemIO.OUTPUT, description = "The page to check the results.")
  private String page;

  @Override
  protected void execute(Progress progress) {
    final Demo.Result result = Demo.run(output.toPath(), progress);
    table = result.table();
    page = result.page().toString();
  }
}
