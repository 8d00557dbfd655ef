package org.myelon.command;

import java.io.File;
import org.myelon.image.Volume;
import org.myelon.step.Methods;
import org.myelon.step.Progress;
import org.myelon.transform.Ends;
import org.myelon.transform.Transform;
import org.myelon.transform.TransformKind;
import org.myelon.transform.TransformList;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Menu item Convert Transform: a transform in the file of another program. */
@Plugin(
    type = Command.class,
    name = "convert-transform",
    menuPath = "Plugins>Spinal Cord>Transform>Convert Transform...",
    description = "Writes a transform in the file format of ITK, FSL or elastix.")
@Example("transform=shift.txt reference=cord moving=t2 kind=fsl-relative output=fsl_warp.nii.gz")
public final class ConvertTransformCommand extends SpinalCordCommand {

  @Parameter(
      persist = false,
      description =
          "The file of the transform; or several, separated by commas, in the order in which they"
              + " move the image; a minus before one takes its inverse.")
  private String transform = "";

  @Parameter(
      persist = false,
      required = false,
      description =
          "The image onto whose grid the transform moves images; an affine of ITK does without.")
  private Volume reference;

  @Parameter(
      persist = false,
      required = false,
      description = "The image that it moves; read or written files of FSL need it.")
  private Volume moving;

  @Parameter(
      persist = false,
      choices = {
        "itk-field",
        "itk-affine",
        "fsl-absolute",
        "fsl-relative",
        "fsl-matrix",
        "elastix"
      },
      description =
          "The kind of file: fields are .nii.gz, affines of ITK .txt or .mat, matrices of FSL .mat,"
              + " files of elastix .txt.")
  private String kind = "itk-field";

  @Parameter(
      persist = false,
      style = "save",
      description = "The file to write; replaced if it exists.")
  private File output;

  @Override
  protected void execute(Progress progress) {
    final Ends ends = Ends.of(moving, reference);
    final Transform t = TransformList.read(transform, ends, progress.part(0, 0.3));
    final TransformKind format = TransformKind.parse(kind);
    write(output, path -> format.write(t, ends, path, progress.part(0.3, 1)));
    describe(new Methods("The transform was written as " + kind + "."));
  }
}
