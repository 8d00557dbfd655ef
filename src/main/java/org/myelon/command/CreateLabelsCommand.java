package org.myelon.command;

import org.myelon.image.Volume;
import org.myelon.label.CreateLabels;
import org.myelon.step.Progress;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Menu item Create Labels: points at voxels that the user names. */
@Plugin(
    type = Command.class,
    name = "create-labels",
    menuPath = "Plugins>Spinal Cord>Labels>Create Labels...",
    description = "Puts point labels into an image at given voxels.")
@Example("image=t2 points=20,30,20,4:20,20,20,3 labels=points")
public final class CreateLabelsCommand extends SpinalCordCommand {

  @Parameter(persist = false, description = "Gives the grid, and with keep its labels.")
  private Volume image;

  @Parameter(
      persist = false,
      description = "x,y,z,value in voxels of the stored axes, several with colons between them.")
  private String points = "20,20,20,3";

  @Parameter(persist = false, description = "Keep the labels that the image already holds.")
  private boolean keep = false;

  @Parameter(type = ItemIO.OUTPUT, description = "The label image on the grid of the image.")
  private Volume labels;

  @Override
  protected void execute(Progress progress) {
    final CreateLabels.Result result =
        CreateLabels.run(image, new CreateLabels.Settings(points, keep));
    labels = result.labels();
    describe(result.methods());
  }
}
