package org.myelon.register.lattice;

import java.util.Arrays;

/**
 * Two images on one lattice, at one resolution.
 *
 * @param fixedWeight how much each voxel of the fixed image counts
 * @param movingWeight likewise of the moving image
 */
public record Scene(
    Lattice lattice, float[] fixed, float[] moving, float[] fixedWeight, float[] movingWeight) {

  /** One slice as a scene of its own. */
  public Scene slice(int k) {
    final int from = k * lattice.plane(), to = from + lattice.plane();
    return new Scene(
        new Lattice(lattice.nx(), lattice.ny(), 1, lattice.spacing()),
        Arrays.copyOfRange(fixed, from, to),
        Arrays.copyOfRange(moving, from, to),
        Arrays.copyOfRange(fixedWeight, from, to),
        Arrays.copyOfRange(movingWeight, from, to));
  }

  /** The scene with so many voxels of the slices, along both axes, averaged into one. */
  public Scene shrunk(int factor) {
    if (factor == 1) return this;
    final Lattice small = shrunk(lattice, factor);
    return new Scene(
        small,
        mean(fixed, small, factor),
        mean(moving, small, factor),
        mean(fixedWeight, small, factor),
        mean(movingWeight, small, factor));
  }

  /** The lattice of a scene that was shrunk so. */
  public static Lattice shrunk(Lattice lattice, int factor) {
    final double[] mm = lattice.spacing();
    return new Lattice(
        (lattice.nx() + factor - 1) / factor,
        (lattice.ny() + factor - 1) / factor,
        lattice.nz(),
        new double[] {factor * mm[0], factor * mm[1], mm[2]});
  }

  private float[] mean(float[] values, Lattice small, int factor) {
    final float[] means = new float[small.count()];
    for (int n = 0; n < means.length; n++) {
      final int x = n % small.nx() * factor, y = n / small.nx() % small.ny() * factor;
      final int right = Math.min(x + factor, lattice.nx());
      final int front = Math.min(y + factor, lattice.ny());
      double sum = 0;
      for (int j = y; j < front; j++)
        for (int i = x; i < right; i++)
          sum += values[n / small.plane() * lattice.plane() + j * lattice.nx() + i];
      means[n] = (float) (sum / ((right - x) * (front - y)));
    }
    return means;
  }
}
