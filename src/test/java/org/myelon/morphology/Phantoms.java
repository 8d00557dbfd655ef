package org.myelon.morphology;

import java.util.function.DoubleBinaryOperator;
import org.myelon.image.Affine;
import org.myelon.image.Grid;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;

/** Cords with a known cross-section, drawn with partial volume on any grid. */
final class Phantoms {

  /** Sub-samples per voxel and axis. */
  private static final int FINE = 8;

  /** No cord here is wider, half a voxel included, mm. */
  private static final double REACH = 10;

  private Phantoms() {}

  /** A grid of RPI order, centred on the world's origin, turned by an orthonormal map. */
  static Grid grid(double px, double py, double pz, Affine turn) {
    final long[] size = {Math.round(36 / px), Math.round(32 / py), Math.round(60 / pz)};
    return new Grid(
        size,
        turn.after(Affine.scale(-px, py, pz))
            .after(
                Affine.translation(
                    -(size[0] - 1) / 2.0, -(size[1] - 1) / 2.0, -(size[2] - 1) / 2.0)));
  }

  /** Turned about the inferior-superior, then the right-left axis, degrees. */
  static Affine turned(double aboutIs, double aboutRl) {
    final double c = Math.cos(Math.toRadians(aboutIs)), s = Math.sin(Math.toRadians(aboutIs));
    final double d = Math.cos(Math.toRadians(aboutRl)), t = Math.sin(Math.toRadians(aboutRl));
    return new Affine(1, 0, 0, 0, 0, d, -t, 0, 0, t, d, 0)
        .after(new Affine(c, -s, 0, 0, s, c, 0, 0, 0, 0, 1, 0));
  }

  /**
   * A straight cord through the origin.
   *
   * @param axis direction in world mm (right, anterior, superior), any length
   * @param inside at most 0 inside the cross-section; of mm to the left and to anterior in the
   *     plane perpendicular to the axis
   */
  static Volume cord(Grid grid, double[] axis, DoubleBinaryOperator inside) {
    final double[] t = unit(axis);
    final double[] left = unit(new double[] {-1 + t[0] * t[0], t[0] * t[1], t[0] * t[2]});
    final double[] front = cross(left, t);
    final int nx = grid.extent(0), ny = grid.extent(1), nz = grid.extent(2);
    final float[] values = new float[nx * ny * nz];
    final double[] p = new double[3];
    for (int z = 0; z < nz; z++)
      for (int y = 0; y < ny; y++)
        for (int x = 0; x < nx; x++) {
          p[0] = x;
          p[1] = y;
          p[2] = z;
          grid.voxelToWorld().apply(p, p);
          if (Math.hypot(dot(p, left), dot(p, front)) > REACH) continue;
          int hits = 0;
          for (int i = 0; i < FINE; i++)
            for (int j = 0; j < FINE; j++) {
              p[0] = x + (i + 0.5) / FINE - 0.5;
              p[1] = y + (j + 0.5) / FINE - 0.5;
              p[2] = z;
              grid.voxelToWorld().apply(p, p);
              if (inside.applyAsDouble(dot(p, left), dot(p, front)) <= 0) hits++;
            }
          values[(z * ny + y) * nx + x] = hits / (float) (FINE * FINE);
        }
    return Volume.ofFloats(values, grid, "phantom");
  }

  static DoubleBinaryOperator disc(double radius) {
    return (l, f) -> l * l + f * f - radius * radius;
  }

  /** Half axes along right-left and posterior-anterior, turned from left to anterior. */
  static DoubleBinaryOperator ellipse(double rl, double ap, double degrees) {
    final double c = Math.cos(Math.toRadians(degrees)), s = Math.sin(Math.toRadians(degrees));
    return (l, f) -> {
      final double u = (c * l + s * f) / rl, v = (-s * l + c * f) / ap;
      return u * u + v * v - 1;
    };
  }

  static Volume stored(Volume v, String orientation) {
    return v.reoriented(Orientation.parse(orientation));
  }

  private static double dot(double[] a, double[] b) {
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  }

  private static double[] unit(double[] v) {
    final double n = Math.sqrt(dot(v, v));
    return new double[] {v[0] / n, v[1] / n, v[2] / n};
  }

  private static double[] cross(double[] a, double[] b) {
    return new double[] {
      a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]
    };
  }
}
