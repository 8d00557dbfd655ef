package org.myelon.segment.training;

import java.util.random.RandomGenerator;

/** The skin of a body across the spine, drawn at random: nearly an ellipse, with waves around. */
final class BodyOutline {

  final double middleX;
  final double middleY;
  final double halfX;
  final double halfY;
  private final double[] wave = new double[8];

  BodyOutline(Region region, RandomGenerator random) {
    halfX = region.halfWidth(random);
    halfY = region.halfDepth(random);
    middleX = Chance.around(random, 8);
    middleY = halfY - region.back(random);
    for (int k = 0; k < 4; k++) {
      wave[2 * k] = Chance.around(random, 0.12 / (1 + k));
      wave[2 * k + 1] = Chance.between(random, -Math.PI, Math.PI);
    }
  }

  /** About how deep under the skin a place lies, mm; negative outside. */
  double depth(double x, double y) {
    final double u = (x - middleX) / halfX, v = (y - middleY) / halfY;
    final double q = u * u + v * v;
    if (q < 0.3) return Double.MAX_VALUE;
    // about an exponent of 2.5, and waves around
    final double square = 1 - 0.35 * u * u * v * v / q;
    final double angle = Math.atan2(v, u);
    double edge = 1;
    for (int k = 0; k < 4; k++) edge += wave[2 * k] * Math.cos((k + 1) * angle + wave[2 * k + 1]);
    return (edge - Math.sqrt(q * square)) * Math.min(halfX, halfY);
  }
}
