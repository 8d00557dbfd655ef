package org.myelon.transform;

import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Supplier;
import org.myelon.image.Grid;
import org.myelon.image.nifti.Nifti;
import org.myelon.step.InputException;
import org.myelon.step.Progress;

/** The kinds of files into which a transform can be written. */
public enum TransformKind {
  /** A displacement field of ITK, ANTs and SCT (.nii.gz). */
  ITK_FIELD,
  /** An affine map of ITK and ANTs (.txt, .tfm, .mat). */
  ITK_AFFINE,
  /** A warp of FSL that holds places (.nii.gz). */
  FSL_ABSOLUTE,
  /** A warp of FSL that holds displacements (.nii.gz). */
  FSL_RELATIVE,
  /** An affine map of FSL's FLIRT (.mat). */
  FSL_MATRIX,
  /** A transform parameter file of elastix (.txt): affine maps and B-splines. */
  ELASTIX;

  /**
   * The kind of a name such as "fsl-relative".
   *
   * @throws IllegalArgumentException if there is none
   */
  public static TransformKind parse(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** The name as users write it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether it is an image. */
  private boolean isField() {
    return this == ITK_FIELD || this == FSL_ABSOLUTE || this == FSL_RELATIVE;
  }

  /**
   * Writes a transform.
   *
   * @param ends the images between which it leads; fields need the fixed one, FSL's files both
   * @throws InputException if an image that is needed is not known, the kind cannot hold the
   *     transform, or the file cannot be written
   */
  public void write(Transform transform, Ends ends, Path file, Progress progress) {
    final String name = file.getFileName().toString();
    if (isField() != (name.endsWith(".nii") || name.endsWith(".nii.gz")))
      throw new InputException(
          "The file of the kind "
              + this
              + " must "
              + (isField() ? "end in .nii.gz or .nii, not " : "be a text or .mat file, not ")
              + name
              + ".");
    switch (this) {
      case ITK_FIELD ->
          Nifti.write(ItkField.toVolume(field(transform, ends, progress), name), file);
      case FSL_ABSOLUTE, FSL_RELATIVE ->
          Nifti.write(
              FslField.toVolume(
                  field(transform, ends, progress), moving(ends), this == FSL_ABSOLUTE, name),
              file);
      case ITK_AFFINE -> ItkAffine.write(affine(transform), file);
      case FSL_MATRIX -> FlirtFormat.write(affine(transform), moving(ends), fixed(ends), file);
      case ELASTIX ->
          ElastixTransform.write(
              AffineTransform.of(transform).map(Transform.class::cast).orElse(transform),
              fixed(ends),
              file);
    }
  }

  private DisplacementField field(Transform transform, Ends ends, Progress progress) {
    return SampleTransform.run(transform, fixed(ends), progress);
  }

  private AffineTransform affine(Transform transform) {
    return AffineTransform.of(transform)
        .orElseThrow(
            () ->
                new InputException(
                    "The transform bends and cannot be written as " + this + "; write a field."));
  }

  private Grid moving(Ends ends) {
    return ends.moving().orElseThrow(missing("moving", "the image that is moved"));
  }

  private Grid fixed(Ends ends) {
    return ends.fixed().orElseThrow(missing("reference", "the image onto which is moved"));
  }

  private Supplier<InputException> missing(String key, String what) {
    return () -> new InputException("The kind " + this + " needs " + what + ": give " + key + "=.");
  }
}
