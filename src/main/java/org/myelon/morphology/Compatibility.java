package org.myelon.morphology;

import java.util.Locale;
import org.myelon.step.InputException;

/** Which of two rules is followed where the Spinal Cord Toolbox (SCT) is known to be wrong. */
public enum Compatibility {
  /** The right one. */
  MYELON,
  /** The one of SCT 7.3, to continue a study that began with it. */
  SCT;

  /**
   * Reads the value of a command's key.
   *
   * @throws InputException if it is neither "myelon" nor "sct"
   */
  public static Compatibility parse(String text) {
    for (Compatibility c : values())
      if (c.name().toLowerCase(Locale.ROOT).equals(text.strip().toLowerCase(Locale.ROOT))) return c;
    throw new InputException("compatibility is '" + text + "'; give myelon or sct.");
  }
}
