package org.myelon.command;

import org.myelon.image.Interpolation;
import org.myelon.image.Volume;
import org.myelon.label.MovePoints;
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

  /** The choice that moves points instead of reading values between voxels. */
  private static final String POINTS = "points";

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
      choices = {"nearest", "linear", "cubic", "label", POINTS},
      description =
          "How values between voxels are found; label for masks and level maps: no new values;"
              + " points for labels of single voxels such as discs: each becomes one voxel.")
  private String interpolation = "linear";

  @Parameter(type = ItemIO.OUTPUT, description = "The image on the grid of the reference.")
  private Volume output;

  @Override
  protected void execute(Progress progress) {
    final Transform transform =
        TransformList.read(transforms, Ends.of(image, reference), progress.part(0, 0.2));
    final Progress rest = progress.part(0.2, 1);
    final Volume moved =
        POINTS.equals(interpolation) ? movePoints(transform, rest) : moveImage(transform, rest);
    output = moved.withName(image.name() + "_moved");
  }

  private Volume moveImage(Transform transform, Progress progress) {
    final Interpolation how = InterpolationChoice.of(interpolation);
    final Volume moved = ApplyTransform.run(image, reference.grid(), transform, how, progress);
    describe(ApplyTransform.methods(how));
    return moved;
  }

  private Volume movePoints(Transform transform, Progress progress) {
    final MovePoints.Result result = MovePoints.run(image, reference.grid(), transform, progress);
    describe(result.methods());
    note("lostLabels", result.lost());
    return result.labels();
  }
}
