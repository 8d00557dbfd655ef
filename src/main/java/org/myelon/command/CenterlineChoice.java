package org.myelon.command;

import java.util.Locale;
import org.myelon.centerline.FitCenterline;

/** The curve of a centreline within its mask, by the words of a command. */
final class CenterlineChoice {

  /** How commands describe the choice, and its smoothing. */
  static final String DESCRIPTION = "The kind of curve of the centreline.",
      SMOOTHING = "Smoothing of the centreline (for linear the window in mm).";

  private CenterlineChoice() {}

  /**
   * @param algorithm one of the choices, such as bspline
   * @param smooth its smoothing; for linear the window in mm
   * @throws org.myelon.step.InputException if the smoothing is below 0
   */
  static FitCenterline.Settings of(String algorithm, double smooth) {
    return new FitCenterline.Settings(
        FitCenterline.Algorithm.valueOf(algorithm.toUpperCase(Locale.ROOT)), smooth, false);
  }
}
