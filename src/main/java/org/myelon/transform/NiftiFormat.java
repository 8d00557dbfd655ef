package org.myelon.transform;

import java.nio.file.Path;
import org.myelon.image.Grid;
import org.myelon.image.Volume;
import org.myelon.image.nifti.Nifti;
import org.myelon.step.InputException;
import org.myelon.step.Progress;

/** Displacement fields in NIfTI files: of ITK (five axes) or FSL (four). */
final class NiftiFormat implements TransformFormat {

  @Override
  public boolean canRead(FileStart start) {
    return start.isNamed(".nii", ".nii.gz", ".hdr", ".hdr.gz", ".img", ".img.gz");
  }

  @Override
  public DisplacementField read(Path file, Ends ends, Progress progress) {
    final Volume volume = Nifti.read(file, progress);
    if (!FslField.hasItsShape(volume)) return ItkField.of(volume);
    final Grid moving =
        ends.moving()
            .orElseThrow(
                () ->
                    new InputException(
                        file
                            + " is a warp of FSL, which needs the image that it moves: give it as"
                            + " the first transform of that image, or turn it into an ITK field by"
                            + " convert-transform first."));
    return FslField.of(volume, moving);
  }
}
