package org.myelon.command;

import java.io.File;
import org.myelon.image.Volume;
import org.myelon.image.nifti.Nifti;
import org.myelon.step.Progress;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Menu item Open NIfTI: an image file becomes an image that knows where it lies. */
@Plugin(
    type = Command.class,
    name = "open-nifti",
    menuPath = "Plugins>Spinal Cord>Image>Open NIfTI...",
    description =
        "Opens a NIfTI file (.nii, .nii.gz, .hdr/.img) with its place in the body and its data"
            + " type.")
@Example("path=t2 image=t2_opened")
public final class OpenNiftiCommand extends SpinalCordCommand {

  @Parameter(persist = false, description = "The file; of a pair .hdr/.img either.")
  private File path;

  @Parameter(type = ItemIO.OUTPUT, description = "The image in the file.")
  private Volume image;

  @Override
  protected void execute(Progress progress) {
    image = Nifti.read(path.toPath(), progress);
  }
}
