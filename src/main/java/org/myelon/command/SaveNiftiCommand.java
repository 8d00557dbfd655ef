package org.myelon.command;

import java.io.File;
import org.myelon.image.DataType;
import org.myelon.image.Volume;
import org.myelon.image.nifti.Nifti;
import org.myelon.step.Methods;
import org.myelon.step.Progress;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Menu item Save NIfTI: an image and its place go into a file. */
@Plugin(
    type = Command.class,
    name = "save-nifti",
    menuPath = "Plugins>Spinal Cord>Image>Save NIfTI...",
    description = "Saves an image as NIfTI with its place in the body.")
@Example("image=t2 path=t2_saved.nii.gz type=uint16")
public final class SaveNiftiCommand extends SpinalCordCommand {

  private static final String KEEP = "keep";

  @Parameter(persist = false, description = "The image to save; 3-D, series or vector field.")
  private Volume image;

  @Parameter(
      persist = false,
      style = "save",
      description = "The file to write: .nii.gz, .nii, or .hdr for a pair; replaced if it exists.")
  private File path;

  @Parameter(
      persist = false,
      choices = {
        KEEP, "uint8", "int8", "uint16", "int16", "uint32", "int32", "uint64", "int64", "float32",
        "float64"
      },
      description =
          "Type of the numbers in the file; integers are rounded to the nearest and kept within"
              + " the range of the type.")
  private String type = KEEP;

  @Override
  protected void execute(Progress progress) {
    final DataType stored = KEEP.equals(type) ? null : DataType.parse(type);
    write(path, file -> Nifti.write(image, file, stored, progress));
    describe(
        new Methods(
            "The image was saved as NIfTI"
                + (KEEP.equals(type) ? "." : " with type " + type + ".")));
  }
}
