package org.myelon.command;

import java.io.File;
import java.nio.file.Path;
import org.myelon.register.elastix.ElastixMaps;
import org.myelon.step.Methods;
import org.myelon.step.Progress;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Menu item Write Elastix Parameters: the parameter maps, to be read and edited. */
@Plugin(
    type = Command.class,
    name = "elastix-parameters",
    menuPath = "Plugins>Spinal Cord>Register>Write Elastix Parameters...",
    description =
        "Writes the parameter maps that the engine elastix uses into a folder, to be edited and"
            + " given to a registration.")
@Example("output=maps")
public final class ElastixParametersCommand extends SpinalCordCommand {

  @Parameter(
      persist = false,
      style = "directory",
      description = "The folder; made if it is not there. Maps that are in it are kept.")
  private File output;

  @Override
  protected void execute(Progress progress) {
    for (Path file : ElastixMaps.write(output.toPath())) wrote(file);
    describe(new Methods("The parameter maps for elastix were written."));
  }
}
