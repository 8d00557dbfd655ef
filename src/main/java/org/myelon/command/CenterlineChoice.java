package org.myelon.command;

import java.util.Locale;
import org.myelon.centerline.FitCenterline;

/** The curve of a centreline within its mask, by the words of a command. */
final class CenterlineChoice {

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
