package org.myelon.command;

import org.myelon.image.Volume;
import org.myelon.step.Progress;
import org.myelon.transform.Ends;
import org.myelon.transform.Jacobian;
import org.myelon.transform.Transform;
import org.myelon.transform.TransformList;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Menu item Jacobian Map: where a transform stretches, shrinks and folds. */
@Plugin(
    type = Command.class,
    name = "jacobian",
    menuPath = "Plugins>Spinal Cord>Transform>Jacobian Map...",
    description =
        "Maps how much a transform stretches space at each voxel, and counts where it folds.")
@Example("transform=shift.txt reference=cord output=jacobian")
public final class JacobianCommand extends SpinalCordCommand {

  @Parameter(
      persist = false,
      description =
          "The file of the transform; or several, separated by commas, in the order in which they"
              + " move the image; a minus before one takes its inverse.")
  private String transform = "";

  @Parameter(persist = false, description = "The image onto whose grid the transform moves images.")
  private Volume reference;

  @Parameter(
      persist = false,
      required = false,
      description = "The image that it moves; only files of FSL need it.")
  private Volume moving;

  @Parameter(
      type = ItemIO.OUTPUT,
      description =
          "The determinant on the grid of the reference: 1 keeps volumes, 2 doubles them from the"
              + " reference to the moved image, 0 or less folds; NaN where nothing is known.")
  private Volume output;

  @Override
  protected void execute(Progress progress) {
    final Ends ends = Ends.of(moving, reference);
    final Transform t = TransformList.read(transform, ends, progress.part(0, 0.2));
    output = Jacobian.run(t, reference.grid(), progress.part(0.2, 1));
    note("folds", Jacobian.countFolds(output));
    describe(Jacobian.methods());
  }
}
