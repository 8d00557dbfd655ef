package org.myelon.command;

import org.myelon.image.Orientation;
import org.myelon.image.Volume;
import org.myelon.step.Methods;
import org.myelon.step.Progress;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/**
 * Menu item Reorient: the axes of an image in another order and direction, nothing is resampled.
 */
@Plugin(
    type = Command.class,
    name = "reorient",
    menuPath = "Plugins>Spinal Cord>Image>Reorient...",
    description = "Puts the axes of an image into another order and direction without resampling.")
@Example("image=t2 orientation=RPI output=t2_rpi")
public final class ReorientCommand extends SpinalCordCommand {

  @Parameter(persist = false, description = "The image to reorient; 3-D, series or vector field.")
  private Volume image;

  @Parameter(
      persist = false,
      description = "Three letters, where each axis starts: RPI is right, posterior, inferior.")
  private String orientation = "RPI";

  @Parameter(type = ItemIO.OUTPUT, description = "The same image with the axes asked for.")
  private Volume output;

  @Override
  protected void execute(Progress progress) {
    final Orientation target = Orientation.parse(orientation);
    output =
        image.reoriented(target).withName(image.name() + "_" + target.toString().toLowerCase());
    describe(new Methods("The image was put into orientation " + target + " without resampling."));
  }
}
