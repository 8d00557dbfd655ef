package org.myelon.command;

import org.myelon.image.Volume;
import org.myelon.step.Progress;
import org.myelon.transform.Ends;
import org.myelon.transform.ItkField;
import org.myelon.transform.SampleTransform;
import org.myelon.transform.Transform;
import org.myelon.transform.TransformList;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Menu item Concatenate Transforms: several transforms as one displacement field. */
@Plugin(
    type = Command.class,
    name = "concatenate-transforms",
    menuPath = "Plugins>Spinal Cord>Transform>Concatenate Transforms...",
    description = "Composes transforms and samples them once as a displacement field of ITK.")
@Example("transforms=shift.txt,-shift.txt,shift.txt reference=cord output=warp")
public final class ConcatenateTransformsCommand extends SpinalCordCommand {

  @Parameter(
      persist = false,
      description =
          "Files of transforms, separated by commas, in the order in which they move the image; a"
              + " minus before one takes its inverse.")
  private String transforms = "";

  @Parameter(persist = false, description = "The image onto whose grid they move images.")
  private Volume reference;

  @Parameter(
      persist = false,
      required = false,
      description = "The image that they move; only files of FSL need it.")
  private Volume moving;

  @Parameter(
      type = ItemIO.OUTPUT,
      description = "The displacement field on the grid of the reference: x, y, z, 1, 3, mm LPS.")
  private Volume output;

  @Override
  protected void execute(Progress progress) {
    final Ends ends = Ends.of(moving, reference);
    final Transform all = TransformList.read(transforms, ends, progress.part(0, 0.3));
    output =
        ItkField.toVolume(
            SampleTransform.run(all, reference.grid(), progress.part(0.3, 1)),
            "warp_to_" + reference.name());
    describe(SampleTransform.methods());
  }
}
