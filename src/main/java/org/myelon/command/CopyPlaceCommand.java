package org.myelon.command;

import org.myelon.image.CopyPlace;
import org.myelon.image.Volume;
import org.myelon.step.Progress;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Menu item Copy Place: for an image that has lost its place in the body. */
@Plugin(
    type = Command.class,
    name = "copy-place",
    menuPath = "Plugins>Spinal Cord>Image>Copy Place...",
    description =
        "Gives an image the place in the body of another one with as many voxels: for a new image"
            + " made by ImageJ's Image Calculator, or by any program that does not keep the place.")
@Example("image=t2 reference=cord output=t2_placed")
public final class CopyPlaceCommand extends SpinalCordCommand {

  @Parameter(
      persist = false,
      description = "The image whose place is wrong or lost; 3-D, series or vector field.")
  private Volume image;

  @Parameter(
      persist = false,
      description =
          "An image of the same size whose place is right: voxel size, orientation and position are"
              + " taken from it.")
  private Volume reference;

  @Parameter(type = ItemIO.OUTPUT, description = "The same voxels in the other place.")
  private Volume output;

  @Override
  protected void execute(Progress progress) {
    final CopyPlace.Result result = CopyPlace.run(image, reference);
    output = result.output().withName(image.name() + "_placed");
    note("movedMm", result.movedMm());
    describe(result.methods());
  }
}
