package org.myelon.phantom;

/**
 * What the synthetic atlas tells apart in the cord and around it, with PAM50's numbers where PAM50
 * has the same. Left and right mirror each other.
 */
public enum Tract {
  GRACILIS_LEFT(0, "WM left fasciculus gracilis"),
  GRACILIS_RIGHT(1, "WM right fasciculus gracilis"),
  CUNEATUS_LEFT(2, "WM left fasciculus cuneatus"),
  CUNEATUS_RIGHT(3, "WM right fasciculus cuneatus"),
  LATERAL_LEFT(4, "WM left lateral funiculus"),
  LATERAL_RIGHT(5, "WM right lateral funiculus"),
  VENTRAL_LEFT(6, "WM left ventral funiculus"),
  VENTRAL_RIGHT(7, "WM right ventral funiculus"),
  GREY_LEFT(30, "GM left half"),
  GREY_RIGHT(31, "GM right half"),
  CSF_CONTOUR(36, "CSF contour");

  /** Where the contour of fluid ends, in half diameters of the cord. */
  private static final double RIM = 1.15;

  private final int id;
  private final String text;

  Tract(int id, String text) {
    this.id = id;
    this.text = text;
  }

  public int id() {
    return id;
  }

  /** The name in the atlas. */
  public String text() {
    return text;
  }

  /**
   * The tract at a place; {@code null} if there is none.
   *
   * @param x distance to the right of the cord's middle, in half diameters of the cord
   * @param y distance in front of it, likewise
   */
  static Tract of(Tissue tissue, double x, double y) {
    if (tissue == Tissue.CSF) return Math.hypot(x, y) < RIM ? CSF_CONTOUR : null;
    final int side = x < 0 ? 0 : 1;
    if (tissue == Tissue.GREY_MATTER) return values()[GREY_LEFT.ordinal() + side];
    return tissue == Tissue.WHITE_MATTER ? values()[white(Math.abs(x), y) + side] : null;
  }

  /** The horns of the grey matter part the funiculi; see {@link SpineAnatomy}. */
  private static int white(double x, double y) {
    final double behind = 0.28 - 0.30 * (y + 0.25);
    if (y < 0.02 && x < behind)
      return x < behind / 2 ? GRACILIS_LEFT.ordinal() : CUNEATUS_LEFT.ordinal();
    return y > 0.02 && x < 0.30 ? VENTRAL_LEFT.ordinal() : LATERAL_LEFT.ordinal();
  }
}
