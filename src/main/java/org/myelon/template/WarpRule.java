package org.myelon.template;

import java.util.Optional;
import org.myelon.template.Template.Part;

/** How the values of an image of a template are carried over, as SCT does unless said otherwise. */
enum WarpRule {
  /** Images and partial volumes: linear between voxels. */
  LINEAR,

  /** Masks and level maps: no new value. */
  NEAREST,

  /**
   * A coordinate that is 0 where there is no cord: linear between the voxels of the cord, so that
   * it does not fall towards 0 at the cord's rim; 0 where more than half lies outside. (SCT
   * interpolates towards 0.)
   */
  COORDINATE,

  /** Single voxels with a number: each becomes the voxel that comes nearest to its place. */
  POINTS;

  /** The rule for an image of the folder {@code template}; linear for those PAM50 does not have. */
  static WarpRule of(Optional<Part> part) {
    if (part.isEmpty()) return LINEAR;
    return switch (part.get()) {
      // SCT takes rootlets as linear, which mixes the numbers of levels
      case CORD, CSF, LEVELS, SPINAL_LEVELS, ROOTLETS -> NEAREST;
      case BODIES, DISCS, DISCS_POSTERIOR, SPINAL_MIDPOINTS, ROOTLET_MIDPOINTS -> POINTS;
      case LEVELS_CONTINUOUS -> COORDINATE;
      default -> LINEAR;
    };
  }

  /** Reads between two planes; see {@link Places.Rule}. */
  Places.Rule reader() {
    return switch (this) {
      case LINEAR -> WarpRule::linear;
      case COORDINATE -> WarpRule::coordinate;
      default -> WarpRule::nearest;
    };
  }

  private static float linear(
      float[] near, float[] far, int c, int right, int back, float u, float v, float w) {
    final float a = plane(near, c, right, back, u, v);
    return w == 0 ? a : a + w * (plane(far, c, right, back, u, v) - a);
  }

  private static float plane(float[] p, int c, int right, int back, float u, float v) {
    final float a = row(p, c, right, u);
    return v == 0 ? a : a + v * (row(p, c + back, right, u) - a);
  }

  /** A neighbour with weight 0 is not read: it may be NaN. */
  private static float row(float[] p, int c, int right, float u) {
    return u == 0 ? p[c] : p[c] + u * (p[c + right] - p[c]);
  }

  /** Half way, the lower index. */
  private static float nearest(
      float[] near, float[] far, int c, int right, int back, float u, float v, float w) {
    return (w > 0.5f ? far : near)[c + (u > 0.5f ? right : 0) + (v > 0.5f ? back : 0)];
  }

  private static float coordinate(
      float[] near, float[] far, int c, int right, int back, float u, float v, float w) {
    float sum = 0, weight = 0;
    for (int n = 0; n < 8; n++) {
      final boolean r = (n & 1) != 0, b = (n & 2) != 0, f = (n & 4) != 0;
      final float part = (r ? u : 1 - u) * (b ? v : 1 - v) * (f ? w : 1 - w);
      final float value = (f ? far : near)[c + (r ? right : 0) + (b ? back : 0)];
      if (value == 0 || part == 0) continue;
      sum += part * value;
      weight += part;
    }
    return weight > 0.5f ? sum / weight : 0;
  }
}
