package org.myelon.command;

import org.myelon.image.Crop;
import org.myelon.image.Volume;
import org.myelon.step.Methods;
import org.myelon.step.Progress;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Menu item Pad Volume: more voxels round an image, every old one where it was in the body. */
@Plugin(
    type = Command.class,
    name = "pad-image",
    menuPath = "Plugins>Spinal Cord>Image>Pad Volume...",
    description = "Adds voxels of one value round an image.")
@Example("image=t2 before=2x2x0 after=2x2x0 output=t2_padded")
public final class PadCommand extends SpinalCordCommand {

  @Parameter(persist = false, description = "The image; 3-D, series or vector field.")
  private Volume image;

  @Parameter(
      persist = false,
      description = "How many voxels to add before the first one along each axis, such as 1x0x4.")
  private String before = "0";

  @Parameter(
      persist = false,
      description = "How many voxels to add after the last one along each axis, such as 2x3x0.")
  private String after = "0";

  @Parameter(persist = false, description = "The value of the new voxels.")
  private double background = 0;

  @Parameter(type = ItemIO.OUTPUT, description = "The larger image.")
  private Volume output;

  @Override
  protected void execute(Progress progress) {
    output =
        Crop.pad(
                image,
                AxisValues.parse("before", before, 3).voxels("before"),
                AxisValues.parse("after", after, 3).voxels("after"),
                background)
            .withName(image.name() + "_padded");
    describe(
        new Methods(
            "The image was padded with "
                + before
                + " voxels before and "
                + after
                + " after along its axes."));
  }
}
