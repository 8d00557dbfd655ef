package org.myelon.command.byhand;

import java.awt.Color;

/** Colours of labels: neighbours differ, and all stand out from grey. */
final class LabelColor {

  private static final double GOLDEN_RATIO = 0.618033988749895;

  private LabelColor() {}

  static Color of(int value) {
    return Color.getHSBColor((float) (value * GOLDEN_RATIO % 1), 0.55f, 1);
  }
}
