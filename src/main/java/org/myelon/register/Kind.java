package org.myelon.register;

import java.util.Locale;

/** What of the subject and of the template a step compares, in SCT's words ("type"). */
public enum Kind {
  /** The images themselves. */
  IM("images"),
  /** The masks of the cord. */
  SEG("segmentations"),
  /** Masks and, for the angle of the cord, images. */
  IMSEG("images and segmentations"),
  /** Maps of the nerve rootlets. */
  ROOTLET("rootlet maps"),
  /** Point labels. */
  LABEL("labels");

  private final String plural;

  Kind(String plural) {
    this.plural = plural;
  }

  /** For messages: "segmentations". */
  public String plural() {
    return plural;
  }

  /** SCT's word. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
