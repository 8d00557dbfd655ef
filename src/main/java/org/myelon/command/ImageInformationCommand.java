package org.myelon.command;

import org.myelon.image.ImageInformation;
import org.myelon.image.Volume;
import org.myelon.step.Progress;
import org.myelon.step.Table;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Menu item Image Information: what is known about an image, and what may surprise. */
@Plugin(
    type = Command.class,
    name = "image-info",
    menuPath = "Plugins>Spinal Cord>Image>Image Information...",
    description =
        "Tells size, voxel size, orientation, data type, both matrices of the file and what may"
            + " surprise about them.")
@Example("image=t2")
public final class ImageInformationCommand extends SpinalCordCommand {

  @Parameter(persist = false, description = "The image; 3-D, series or vector field.")
  private Volume image;

  @Parameter(type = ItemIO.OUTPUT, description = "Properties and values.")
  private Table table;

  @Override
  protected void execute(Progress progress) {
    table = ImageInformation.of(image);
  }
}
