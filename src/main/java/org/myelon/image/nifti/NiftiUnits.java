package org.myelon.image.nifti;

import org.myelon.image.Affine;
import org.myelon.image.Header;

/** The codes of xyzt_units. */
final class NiftiUnits {

  static final int MILLIMETRE = 2;

  private NiftiUnits() {}

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
    final double mm = Header.StoredGeometry.millimetres(unit);
    return mm == 1 ? map : Affine.scale(mm, mm, mm).after(map);
  }
}
