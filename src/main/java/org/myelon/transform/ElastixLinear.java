package org.myelon.transform;

import org.myelon.image.Affine;

/**
 * The transforms of elastix that are affine maps, in LPS: y = M (x - c) + c + t about a centre c.
 */
final class ElastixLinear {

  /** From RAS to LPS and back. */
  private static final Affine FLIP = Affine.scale(-1, -1, 1);

  private ElastixLinear() {}

  /** The map that a file holds. */
  static AffineTransform of(ElastixFile file, String kind) {
    final Affine lps =
        switch (kind) {
          case "TranslationTransform" -> translation(parameters(file, 3), 0);
          case "EulerTransform" -> {
            final double[] p = parameters(file, 6);
            yield about(file, translation(p, 3).after(turns(p, isZyx(file))));
          }
          case "SimilarityTransform" -> {
            final double[] p = parameters(file, 7);
            final Affine turn = versor(file, p).after(Affine.scale(p[6], p[6], p[6]));
            yield about(file, translation(p, 3).after(turn));
          }
          case "AffineTransform" -> {
            final double[] p = parameters(file, 12);
            yield about(
                file,
                new Affine(
                    p[0], p[1], p[2], p[9], p[3], p[4], p[5], p[10], p[6], p[7], p[8], p[11]));
          }
          default -> throw file.refused("it holds a transform of the kind " + kind);
        };
    final Affine map = FLIP.after(lps).after(FLIP);
    if (!map.isUsable()) throw file.refused("its matrix is singular");
    return new AffineTransform(map);
  }

  private static double[] parameters(ElastixFile file, int count) {
    return file.numbers("TransformParameters", count);
  }

  private static boolean isZyx(ElastixFile file) {
    return file.find("ComputeZYX").filter("true"::equals).isPresent();
  }

  private static Affine translation(double[] p, int from) {
    return Affine.translation(p[from], p[from + 1], p[from + 2]);
  }

  private static Affine about(ElastixFile file, Affine map) {
    final double[] c = file.numbers("CenterOfRotationPoint", 3);
    return translation(c, 0).after(map).after(Affine.translation(-c[0], -c[1], -c[2]));
  }

  /** Turns about the axes by angles in radians: ITK's order is Z X Y, or Z Y X. */
  private static Affine turns(double[] angles, boolean zyx) {
    final double cx = Math.cos(angles[0]), sx = Math.sin(angles[0]);
    final double cy = Math.cos(angles[1]), sy = Math.sin(angles[1]);
    final double cz = Math.cos(angles[2]), sz = Math.sin(angles[2]);
    final Affine x = new Affine(1, 0, 0, 0, 0, cx, -sx, 0, 0, sx, cx, 0);
    final Affine y = new Affine(cy, 0, sy, 0, 0, 1, 0, 0, -sy, 0, cy, 0);
    final Affine z = new Affine(cz, -sz, 0, 0, sz, cz, 0, 0, 0, 0, 1, 0);
    return zyx ? z.after(y).after(x) : z.after(x).after(y);
  }

  /** The turn of a unit quaternion whose vector part is given. */
  private static Affine versor(ElastixFile file, double[] p) {
    final double x = p[0], y = p[1], z = p[2], square = x * x + y * y + z * z;
    if (square > 1 + 1e-5) throw file.refused("its versor is longer than 1");
    final double w = Math.sqrt(Math.max(0, 1 - square));
    return new Affine(
        1 - 2 * (y * y + z * z),
        2 * (x * y - z * w),
        2 * (x * z + y * w),
        0,
        2 * (x * y + z * w),
        1 - 2 * (x * x + z * z),
        2 * (y * z - x * w),
        0,
        2 * (x * z - y * w),
        2 * (y * z + x * w),
        1 - 2 * (x * x + y * y),
        0);
  }
}
