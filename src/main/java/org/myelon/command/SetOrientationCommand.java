package org.myelon.command;

import org.myelon.image.Orientation;
import org.myelon.image.Volume;
import org.myelon.step.Methods;
import org.myelon.step.Progress;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Menu item Set Orientation: corrects a file that names its axes wrongly. */
@Plugin(
    type = Command.class,
    name = "set-orientation",
    menuPath = "Plugins>Spinal Cord>Image>Set Orientation...",
    description =
        "Corrects an image whose file names its axes wrongly: the voxels stay as they are stored,"
            + " their directions in the body change. For a correct file use Reorient.")
@Example("image=t2 orientation=LPI output=t2_corrected")
public final class SetOrientationCommand extends SpinalCordCommand {

  @Parameter(persist = false, description = "The image to correct; 3-D, series or vector field.")
  private Volume image;

  @Parameter(
      persist = false,
      description =
          "Three letters, where each stored axis really starts: RPI is right, posterior, inferior.")
  private String orientation = "RPI";

  @Parameter(type = ItemIO.OUTPUT, description = "The same voxels with the directions asked for.")
  private Volume output;

  @Override
  protected void execute(Progress progress) {
    final Orientation was = image.orientation(), target = Orientation.parse(orientation);
    output =
        image
            .withVoxelToWorld(image.grid().renamed(target).voxelToWorld())
            .withName(image.name() + "_" + target.toString().toLowerCase());
    describe(
        new Methods(
            "The orientation of the image was corrected from " + was + " to " + target + "."));
  }
}
