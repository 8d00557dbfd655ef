package org.myelon.register;

import java.util.List;

/**
 * The settings of one registration step, with the words and defaults of SCT's {@code -param}; what
 * an algorithm does not use is ignored. Made from text by {@link RegistrationSteps}.
 *
 * @param number of the step; 0 is the one that aligns labels
 * @param kind "type": what is compared
 * @param algorithm "algo"
 * @param metric "metric"
 * @param levels "iter", "shrink", "smooth": the levels of resolution, the coarsest first
 * @param gradientStep "gradStep": of gradient descent, in voxels
 * @param deformation "deformation": share of the displacement along x, y and z that is kept; 1x1x0
 *     is in the slices alone
 * @param polynomialDegree "poly": of the translations along the cord (slicereg)
 * @param angleSmoothing "filter_size": standard deviation in slices of the Gaussian that smooths
 *     the angles along the cord (centermassrot)
 * @param slicewise "slicewise": each slice on its own, in two dimensions
 * @param columnSmoothing "smoothWarpXY": standard deviation in voxels of the Gaussian that smooths
 *     the columns' maps (columnwise)
 * @param rotation "rot_method", "pca_eigenratio_th", "rot_src", "rot_dest"
 * @param dof "dof": what a step on labels may change, such as Tx_Ty_Tz_Rx_Ry_Rz_Sz
 * @param samplingFraction "samplingPercentage": share of the voxels that the metric looks at; 1 if
 *     "samplingStrategy" is None
 */
public record StepSettings(
    int number,
    Kind kind,
    Algorithm algorithm,
    Metric metric,
    List<Level> levels,
    double gradientStep,
    List<Double> deformation,
    int polynomialDegree,
    double angleSmoothing,
    boolean slicewise,
    double columnSmoothing,
    Rotation rotation,
    String dof,
    double samplingFraction) {

  /**
   * One resolution.
   *
   * @param iterations at most so many
   * @param shrink voxels of the slices that become one
   * @param smoothing standard deviation in mm of the Gaussian that smooths the images
   */
  public record Level(int iterations, int shrink, double smoothing) {}

  /**
   * How the angle of the cord is found.
   *
   * @param leastEigenvalueRatio of the mask's main axes; a rounder mask has no angle
   * @param movingDegrees the angle of the moving cord if it is known; null: to be found
   * @param fixedDegrees likewise of the fixed one
   */
  public record Rotation(
      RotationMethod method,
      double leastEigenvalueRatio,
      Double movingDegrees,
      Double fixedDegrees) {}

  public StepSettings {
    levels = List.copyOf(levels);
    deformation = List.copyOf(deformation);
  }

  /** SCT's defaults: syn on the images. */
  public static StepSettings defaults(int number) {
    return new StepSettings(
        number,
        Kind.IM,
        Algorithm.SYN,
        Metric.MEANSQUARES,
        List.of(new Level(10, 1, 0)),
        0.5,
        List.of(1.0, 1.0, 0.0),
        5,
        5,
        false,
        2,
        new Rotation(RotationMethod.PCA, 1.6, null, null),
        "Tx_Ty_Tz_Rx_Ry_Rz",
        1);
  }

  /** The same step with another way to find the angle. */
  public StepSettings withRotation(Rotation other) {
    return new StepSettings(
        number,
        kind,
        algorithm,
        metric,
        levels,
        gradientStep,
        deformation,
        polynomialDegree,
        angleSmoothing,
        slicewise,
        columnSmoothing,
        other,
        dof,
        samplingFraction);
  }
}
