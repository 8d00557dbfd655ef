package org.myelon.command;

import java.util.Locale;
import org.myelon.image.Interpolation;

/** How values between voxels are found, by the words of a command. */
final class InterpolationChoice {

  /** How commands describe the choice. */
  static final String DESCRIPTION =
      "How values between voxels are found; label for masks and level maps: no new values.";

  private InterpolationChoice() {}

  /**
   * @param word one of the choices, such as linear
   */
  static Interpolation of(String word) {
    return Interpolation.valueOf(word.toUpperCase(Locale.ROOT));
  }
}
