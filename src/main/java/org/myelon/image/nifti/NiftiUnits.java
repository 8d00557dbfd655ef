package org.myelon.image.nifti;

import org.myelon.image.Affine;

/** The codes of xyzt_units. */
final class NiftiUnits {

  static final int MILLIMETRE = 2;

  private NiftiUnits() {}

  /** Millimetres of one spatial unit; an unknown unit counts as mm. */
  static double millimetres(int code) {
    return switch (code) {
      case 1 -> 1000;
      case 3 -> 0.001;
      default -> 1;
    };
  }

  /** Seconds of one unit of time; other units stay as they are. */
  static double seconds(int code) {
    return switch (code) {
      case 16 -> 1e-3;
      case 24 -> 1e-6;
      default -> 1;
    };
  }

  /** A map to world points in a file's unit as one to mm. */
  static Affine inMillimetres(Affine map, int unit) {
    final double mm = millimetres(unit);
    return mm == 1 ? map : Affine.scale(mm, mm, mm).after(map);
  }
}
