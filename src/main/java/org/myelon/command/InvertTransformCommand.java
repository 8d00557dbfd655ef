package org.myelon.command;

import org.myelon.image.Volume;
import org.myelon.step.Progress;
import org.myelon.transform.Ends;
import org.myelon.transform.InvertTransform;
import org.myelon.transform.ItkField;
import org.myelon.transform.Transform;
import org.myelon.transform.TransformList;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Menu item Invert Transform: the way back as a displacement field. */
@Plugin(
    type = Command.class,
    name = "invert-transform",
    menuPath = "Plugins>Spinal Cord>Transform>Invert Transform...",
    description =
        "Inverts a transform as a displacement field of ITK, and says how far both are from undoing"
            + " each other.")
@Example("transform=shift.txt reference=cord output=inverse")
public final class InvertTransformCommand extends SpinalCordCommand {

  @Parameter(
      persist = false,
      description =
          "The file of the transform; or several, separated by commas, in the order in which they"
              + " move the image.")
  private String transform = "";

  @Parameter(
      persist = false,
      description = "The image that the transform moves: the inverse gets its grid.")
  private Volume reference;

  @Parameter(
      persist = false,
      required = false,
      description = "The image onto which the transform moves it; only a matrix of FSL needs it.")
  private Volume fixed;

  @Parameter(
      type = ItemIO.OUTPUT,
      description = "The inverse on the grid of the reference: x, y, z, 1, 3, mm LPS.")
  private Volume output;

  @Override
  protected void execute(Progress progress) {
    final Ends ends = Ends.of(reference, fixed);
    final Transform forward = TransformList.read(transform, ends, progress.part(0, 0.1));
    final InvertTransform.Result result =
        InvertTransform.run(forward, reference.grid(), progress.part(0.1, 1));
    output = ItkField.toVolume(result.field(), "inverse_to_" + reference.name());
    note("foundPercent", 100 * result.found());
    note("largestResidualMm", result.largestMm());
    note("meanResidualMm", result.meanMm());
    describe(result.methods());
  }
}
