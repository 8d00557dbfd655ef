package org.myelon.command;

import org.myelon.image.Volume;
import org.myelon.label.LabelCord;
import org.myelon.step.Progress;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Menu item Label Cord: points in the middle of the cord. */
@Plugin(
    type = Command.class,
    name = "label-cord",
    menuPath = "Plugins>Spinal Cord>Labels>Label Cord...",
    description = "Puts point labels in the middle of a cord mask, in given slices.")
@Example("segmentation=cord at=mid,3 labels=points")
public final class LabelCordCommand extends SpinalCordCommand {

  @Parameter(persist = false, description = "The cord mask.")
  private Volume segmentation;

  @Parameter(
      persist = false,
      description =
          "slice,value, several with colons between them; mid is the middle of the image.")
  private String at = "mid,3";

  @Parameter(type = ItemIO.OUTPUT, description = "The label image on the grid of the mask.")
  private Volume labels;

  @Override
  protected void execute(Progress progress) {
    final LabelCord.Result result =
        LabelCord.run(segmentation, new LabelCord.Settings(at), progress);
    labels = result.labels();
    describe(result.methods());
  }
}
