package org.myelon.transform;

import java.nio.file.Path;
import org.myelon.image.nifti.Nifti;
import org.myelon.step.Progress;

/** Displacement fields in NIfTI files. */
final class NiftiFormat implements TransformFormat {

  @Override
  public boolean canRead(FileStart start) {
    return start.isNamed(".nii", ".nii.gz", ".hdr", ".img");
  }

  @Override
  public Transform read(Path file, Ends ends, Progress progress) {
    return ItkField.of(Nifti.read(file, progress));
  }
}
