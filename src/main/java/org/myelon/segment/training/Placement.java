package org.myelon.segment.training;

import java.util.random.RandomGenerator;

/**
 * How a window lies in a specimen: from a place in the window (mm from its centre; u towards Left,
 * v towards Anterior, w along the normal of the slices) to one in the specimen.
 */
final class Placement {

  /** A rotation by any angle is drawn so often. */
  private static final double ANY_ANGLE = 0.05;

  /** Slices that are not interpolated between are tilted no more than this, degrees. */
  private static final double THICK_TILT = 3;

  private final double[] matrix;
  private final double[] centre;
  private final double u0;
  private final double v0;
  private final ElasticField elastic;

  private Placement(double[] matrix, double[] centre, double u0, double v0, ElasticField elastic) {
    this.matrix = matrix;
    this.centre = centre;
    this.u0 = u0;
    this.v0 = v0;
    this.elastic = elastic;
  }

  /**
   * @param side of the window, mm
   */
  static Placement draw(
      Specimen specimen, double side, Augmentation settings, RandomGenerator random) {
    final double thick = specimen.sliceDistance();
    final double limit =
        thick > LabelledImage.THICK
            ? Math.min(THICK_TILT, settings.tiltDegrees())
            : settings.tiltDegrees() / Math.max(1, thick / 1.5);
    final double[] m = product(tilt(limit, random), inPlane(settings, random));
    final double[] offset = offset(side, settings, random);
    final ElasticField elastic =
        settings.elasticMm() == 0
            ? null
            : new ElasticField(side, settings.elasticMm() * Chance.between(random, 0, 1.5), random);
    return new Placement(m, specimen.centre(), offset[0], offset[1], elastic);
  }

  /** Where the middle of the cord lies in the window. */
  private static double[] offset(double side, Augmentation settings, RandomGenerator random) {
    if (!Chance.once(random, settings.empty())) {
      final double s = settings.shiftMm();
      return new double[] {Chance.between(random, -s, s), Chance.between(random, -s, s)};
    }
    final double out = side / 2 + Chance.between(random, 9, 28);
    final double along = Chance.between(random, -side / 2, side / 2);
    final double sign = random.nextBoolean() ? 1 : -1;
    return random.nextBoolean()
        ? new double[] {sign * out, along}
        : new double[] {along, sign * out};
  }

  /** Scale, shear and flip, then a rotation within the slice. */
  private static double[] inPlane(Augmentation s, RandomGenerator random) {
    final double scale = Chance.logBetween(random, 1 / s.scale(), s.scale());
    final double stretch = Math.pow(s.scale(), Chance.around(random, 0.5));
    final double flip = s.flip() && random.nextBoolean() ? -1 : 1;
    final double angle =
        s.rotationDegrees() > 0 && Chance.once(random, ANY_ANGLE)
            ? Chance.between(random, -Math.PI, Math.PI)
            : Math.toRadians(Chance.around(random, s.rotationDegrees()));
    final double a = scale * stretch, b = scale / stretch, shear = Chance.around(random, s.shear());
    final double cos = Math.cos(angle), sin = Math.sin(angle);
    return new double[] {
      flip * cos * a,
      flip * (cos * shear - sin) * b,
      0,
      sin * a,
      (sin * shear + cos) * b,
      0,
      0,
      0,
      1
    };
  }

  /** Rotation about an axis within the slice. */
  private static double[] tilt(double limit, RandomGenerator random) {
    final double angle = Math.toRadians(limit * Math.min(random.nextDouble(), random.nextDouble()));
    final double direction = Chance.between(random, -Math.PI, Math.PI);
    final double x = Math.cos(direction), y = Math.sin(direction);
    final double c = Math.cos(angle), s = Math.sin(angle);
    return new double[] {
      c + x * x * (1 - c),
      x * y * (1 - c),
      y * s,
      x * y * (1 - c),
      c + y * y * (1 - c),
      -x * s,
      -y * s,
      x * s,
      c
    };
  }

  private static double[] product(double[] a, double[] b) {
    final double[] m = new double[9];
    for (int i = 0; i < 3; i++)
      for (int j = 0; j < 3; j++)
        for (int k = 0; k < 3; k++) m[3 * i + j] += a[3 * i + k] * b[3 * k + j];
    return m;
  }

  /** The place in the specimen of one in the window. */
  void map(double u, double v, double w, double[] place) {
    final double x = u - u0, y = v - v0;
    for (int i = 0; i < 3; i++)
      place[i] = centre[i] + matrix[3 * i] * x + matrix[3 * i + 1] * y + matrix[3 * i + 2] * w;
    if (elastic != null) elastic.add(u, v, place);
  }
}
