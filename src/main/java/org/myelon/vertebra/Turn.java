package org.myelon.vertebra;

import java.util.Locale;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;

/** How a header may be wrong such that a body shows it. Left and right look the same. */
public enum Turn {
  NONE(""),
  FRONT_BACK("front and back", 1),
  HEAD_FEET("head and feet", 2),
  BOTH("front and back, and head and feet,", 1, 2);

  private final String exchanged;
  private final int[] worldAxes;

  Turn(String exchanged, int... worldAxes) {
    this.exchanged = exchanged;
    this.worldAxes = worldAxes;
  }

  /** Whether front and back are exchanged. */
  boolean turnsFront() {
    return this == FRONT_BACK || this == BOTH;
  }

  /** The code that a wrong one should be. */
  public Orientation mended(Orientation wrong) {
    Orientation code = wrong;
    for (int axis : worldAxes) code = code.reversed(axis);
    return code;
  }

  /** The image with the header that it has if this is what is wrong. */
  Volume mended(Volume image) {
    return this == NONE
        ? image
        : image.withVoxelToWorld(image.grid().renamed(mended(image.orientation())).voxelToWorld());
  }

  /** Such as "front and back". */
  @Override
  public String toString() {
    return this == NONE ? name().toLowerCase(Locale.ROOT) : exchanged;
  }
}
