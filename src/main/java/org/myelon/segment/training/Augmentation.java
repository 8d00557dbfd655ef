package org.myelon.segment.training;

import org.myelon.step.InputException;

/**
 * How far samples are taken from what the images show: how the window lies in the body, how the
 * scanner would have seen it, and how often its grey values are changed. Each number is the end of
 * the range that is drawn from; 0 switches it off.
 *
 * @param tiltDegrees of the slices against the body, to any side
 * @param rotationDegrees within the slice; seldom (5 %) any angle
 * @param flip whether left and right are exchanged half of the time
 * @param scale largest enlargement; the smallest is its inverse
 * @param shear largest tangent
 * @param elasticMm typical size of a smooth displacement within the slice
 * @param shiftMm of the window's centre from the middle of the cord, along both axes
 * @param empty fraction of samples from windows beside the cord, in which nothing is to be found
 * @param thicknessMm of the slices: what is seen is the mean over it
 * @param resolutionMm of the pixels of the scanner; one in seven has pixels three times as long
 *     along one axis
 * @param contrast fraction of samples with other grey values: curve, inversion, gamma
 * @param noise fraction of samples with noise added, of a signal-to-noise ratio from 3 to 50
 * @param artefacts fraction of samples with each kind of artefact: ghosts, ringing, stripes,
 *     spikes, lost field of view, motion between slices
 */
public record Augmentation(
    double tiltDegrees,
    double rotationDegrees,
    boolean flip,
    double scale,
    double shear,
    double elasticMm,
    double shiftMm,
    double empty,
    double thicknessMm,
    double resolutionMm,
    double contrast,
    double noise,
    double artefacts) {

  /**
   * @throws InputException if a number is out of its range
   */
  public Augmentation {
    if (!(tiltDegrees >= 0 && tiltDegrees < 80 && scale >= 1 && scale < 3))
      throw new InputException(
          "Augmentation needs a tilt from 0 to 80 degrees and a scale from 1 to 3.");
    if (!(rotationDegrees >= 0 && shear >= 0 && elasticMm >= 0 && shiftMm >= 0)
        || !(thicknessMm >= 0 && resolutionMm >= 0))
      throw new InputException("Ranges of augmentation cannot be negative.");
    if (!(isFraction(empty) && isFraction(contrast) && isFraction(noise) && isFraction(artefacts)))
      throw new InputException("Fractions of augmented samples lie between 0 and 1.");
  }

  private static boolean isFraction(double f) {
    return f >= 0 && f <= 1;
  }

  /** Nothing is changed: windows centred on the cord, as the image shows it. */
  public static Augmentation none() {
    return new Augmentation(0, 0, false, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  /**
   * What suits a window: one of at least 100 mm shows a whole axial field in which the cord may be
   * anywhere, one of less than 30 mm the grey matter, else the cord.
   *
   * @param sideMm length of the window's side
   */
  public static Augmentation of(double sideMm) {
    if (sideMm >= 100)
      return new Augmentation(
          35, 20, true, 1.25, 0.15, 4, 0.35 * sideMm, 0.1, 8, 2, 0.6, 0.8, 0.12);
    if (sideMm < 30)
      return new Augmentation(15, 20, true, 1.25, 0.12, 0.4, 3, 0.05, 8, 0.8, 0.5, 0.8, 0.1);
    return new Augmentation(35, 20, true, 1.25, 0.15, 1, 8, 0.1, 8, 1.2, 0.6, 0.8, 0.12);
  }

  public Augmentation withContrast(double fraction) {
    return new Augmentation(
        tiltDegrees,
        rotationDegrees,
        flip,
        scale,
        shear,
        elasticMm,
        shiftMm,
        empty,
        thicknessMm,
        resolutionMm,
        fraction,
        noise,
        artefacts);
  }
}
