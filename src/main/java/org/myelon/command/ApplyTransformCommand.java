package org.myelon.command;

import java.util.Locale;
import org.myelon.image.Interpolation;
import org.myelon.image.Volume;
import org.myelon.step.Progress;
import org.myelon.transform.ApplyTransform;
import org.myelon.transform.Ends;
import org.myelon.transform.Transform;
import org.myelon.transform.TransformList;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Menu item Apply Transform: an image onto the grid of another. */
@Plugin(
    type = Command.class,
    name = "apply-transform",
    menuPath = "Plugins>Spinal Cord>Transform>Apply Transform...",
    description = "Moves an image by transforms onto the grid of another, with one interpolation.")
@Example("image=t2 reference=t2 transforms=shift.txt interpolation=linear output=t2_moved")
public final class ApplyTransformCommand extends SpinalCordCommand {

  @Parameter(persist = false, description = "The image to move; 3-D or series.")
  private Volume image;

  @Parameter(persist = false, description = "The image whose grid the result has.")
  private Volume reference;

  @Parameter(
      persist = false,
      description =
          "Files of transforms, separated by commas, in the order in which they move the image:"
              + " displacement fields of ITK or FSL, affines of ITK, FSL or elastix; a minus before"
              + " one takes its inverse.")
  private String transforms = "";

  @Parameter(
      persist = false,
      choices = {"nearest", "linear", "cubic", "label"},
      description =
          "How values between voxels are found; label for masks and level maps: no new values.")
  private String interpolation = "linear";

  @Parameter(type = ItemIO.OUTPUT, description = "The image on the grid of the reference.")
  private Volume output;

  @Override
  protected void execute(Progress progress) {
    final Interpolation how = Interpolation.valueOf(interpolation.toUpperCase(Locale.ROOT));
    final Transform transform =
        TransformList.read(transforms, Ends.of(image, reference), progress.part(0, 0.2));
    output =
        ApplyTransform.run(image, reference.grid(), transform, how, progress.part(0.2, 1))
            .withName(image.name() + "_moved");
    describe(ApplyTransform.methods(how));
  }
}
