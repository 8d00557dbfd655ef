package org.myelon.register.diffeomorphic;

import java.util.Arrays;
import org.myelon.register.lattice.Cursor;
import org.myelon.register.lattice.Lattice;
import org.myelon.step.Parallel;
import org.myelon.step.Progress;

/**
 * The diffeomorphism exp(v) of a stationary velocity field v: each point travels for one unit of
 * time along v (V. Arsigny et al., A log-Euclidean framework for statistics on diffeomorphisms,
 * MICCAI 2006), followed with the midpoint rule. Backward in time gives the inverse.
 */
final class Flow {

  /** Longest stretch of a path in voxels while registering; a quarter of it for the result. */
  static final double STRETCH = 1;

  private final Lattice lattice;
  private final float[][] velocity;
  private final boolean planar;
  private final double[] fastest;

  /**
   * @param velocity three arrays, voxels per unit of time along the axes; the third is null where
   *     all stays in the slices
   */
  Flow(Lattice lattice, float[][] velocity) {
    this.lattice = lattice;
    this.velocity = velocity;
    this.planar = velocity[2] == null;
    this.fastest = fastest();
  }

  boolean planar() {
    return planar;
  }

  /**
   * Steps in which points of a slice pass a time so that no component of a step is longer than a
   * stretch. Where all stays in the slices, each has its own.
   */
  int steps(int slice, double time, double stretch) {
    return Math.max(1, (int) Math.ceil(Math.abs(time) * fastest[slice] / stretch));
  }

  /** The largest component of the velocity in each slice, or of all where points leave theirs. */
  private double[] fastest() {
    final double[] most = new double[lattice.nz()];
    for (float[] component : velocity) {
      if (component == null) continue;
      for (int n = 0; n < component.length; n++) {
        final int k = n / lattice.plane();
        most[k] = Math.max(most[k], Math.abs(component[n]));
      }
    }
    if (!planar) Arrays.fill(most, Arrays.stream(most).max().orElse(0));
    return most;
  }

  /** Takes the voxel-coordinate point p along the flow. */
  void travel(double[] p, double time, int steps, Cursor cursor) {
    final double dt = time / steps;
    for (int s = 0; s < steps; s++) {
      cursor.set(p[0], p[1], p[2]);
      final double hx = p[0] + dt / 2 * cursor.read(velocity[0]);
      final double hy = p[1] + dt / 2 * cursor.read(velocity[1]);
      final double hz = planar ? p[2] : p[2] + dt / 2 * cursor.read(velocity[2]);
      cursor.set(hx, hy, hz);
      p[0] += dt * cursor.read(velocity[0]);
      p[1] += dt * cursor.read(velocity[1]);
      if (!planar) p[2] += dt * cursor.read(velocity[2]);
    }
  }

  /** Whether a voxel does not move. */
  boolean rests(int voxel) {
    return velocity[0][voxel] == 0
        && velocity[1][voxel] == 0
        && (planar || velocity[2][voxel] == 0);
  }

  /** The displacement of each voxel after a time, in voxels; the third array may be null. */
  float[][] displacement(double time, Progress progress) {
    final float[][] u = new float[3][];
    for (int a = 0; a < 3; a++) if (velocity[a] != null) u[a] = new float[lattice.count()];
    Parallel.forEach(lattice.nz(), "following the flow", progress, k -> slice(k, time, u));
    return u;
  }

  private void slice(int k, double time, float[][] u) {
    final int steps = steps(k, time, STRETCH / 4);
    final Cursor cursor = new Cursor(lattice, planar);
    final double[] p = new double[3];
    for (int j = 0; j < lattice.ny(); j++)
      for (int i = 0; i < lattice.nx(); i++) {
        final int n = (k * lattice.ny() + j) * lattice.nx() + i;
        if (rests(n)) continue;
        p[0] = i;
        p[1] = j;
        p[2] = k;
        travel(p, time, steps, cursor);
        u[0][n] = (float) (p[0] - i);
        u[1][n] = (float) (p[1] - j);
        if (!planar) u[2][n] = (float) (p[2] - k);
      }
  }
}
