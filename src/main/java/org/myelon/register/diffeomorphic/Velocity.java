package org.myelon.register.diffeomorphic;

import java.util.Arrays;
import org.myelon.register.lattice.Cursor;
import org.myelon.register.lattice.Lattice;
import org.myelon.register.lattice.Scene;
import org.myelon.step.Progress;

/** Velocity fields as arrays: three of them, voxels; the third is null if all is in the slices. */
final class Velocity {

  private static final double[] ONE = {1, 1, 1};

  private Velocity() {}

  static float[][] zero(Lattice lattice, boolean planar) {
    return new float[][] {
      new float[lattice.count()],
      new float[lattice.count()],
      planar ? null : new float[lattice.count()]
    };
  }

  /**
   * The same field at another resolution.
   *
   * @param full the lattice of both before shrinking
   * @param from so many voxels of the slices are one where the field is given
   * @param to likewise where it is asked for
   */
  static float[][] resampled(float[][] velocity, Lattice full, int from, int to) {
    if (from == to) return velocity;
    final Lattice was = Scene.shrunk(full, from), is = Scene.shrunk(full, to);
    final boolean planar = velocity[2] == null;
    final float[][] field = zero(is, planar);
    final Cursor cursor = new Cursor(was, true);
    final double scale = to / (double) from;
    for (int n = 0; n < is.count(); n++) {
      final int i = n % is.nx(), j = n / is.nx() % is.ny(), k = n / is.plane();
      cursor.set((i + 0.5) * scale - 0.5, (j + 0.5) * scale - 0.5, k);
      field[0][n] = (float) (cursor.read(velocity[0]) / scale);
      field[1][n] = (float) (cursor.read(velocity[1]) / scale);
      if (!planar) field[2][n] = (float) cursor.read(velocity[2]);
    }
    return field;
  }

  /** One slice. */
  static float[][] slice(float[][] velocity, Lattice lattice, int k) {
    final float[][] slice = new float[3][];
    for (int a = 0; a < 3; a++)
      if (velocity[a] != null)
        slice[a] = Arrays.copyOfRange(velocity[a], k * lattice.plane(), (k + 1) * lattice.plane());
    return slice;
  }

  /** Writes one slice. */
  static void setSlice(float[][] velocity, Lattice lattice, int k, float[][] slice) {
    for (int a = 0; a < 3; a++)
      if (velocity[a] != null)
        System.arraycopy(slice[a], 0, velocity[a], k * lattice.plane(), lattice.plane());
  }

  /** Smoothed a little: a Gaussian of one voxel. */
  static float[][] smoothed(float[][] velocity, Lattice lattice, Progress progress) {
    final Lattice voxels = new Lattice(lattice.nx(), lattice.ny(), lattice.nz(), ONE);
    final SmoothBasis gaussian = SmoothBasis.gaussian(voxels, 1);
    final float[][] smooth = new float[3][];
    for (int a = 0; a < 3; a++)
      if (velocity[a] != null)
        smooth[a] = gaussian.expand(gaussian.reduce(velocity[a], progress), progress);
    return smooth;
  }
}
