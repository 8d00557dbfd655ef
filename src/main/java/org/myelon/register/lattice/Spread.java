package org.myelon.register.lattice;

/**
 * Where the voxels lie that count.
 *
 * @param weight their sum
 * @param centre their mean place in mm from the first voxel
 * @param radius their root mean squared distance from it, mm; at least a voxel
 */
public record Spread(double weight, double[] centre, double radius) {

  /** By how much each voxel of the fixed image counts. */
  public static Spread of(Scene scene) {
    final Lattice lattice = scene.lattice();
    final double[] mm = lattice.spacing(), sum = new double[3], square = new double[3];
    double weight = 0;
    for (int v = 0; v < lattice.count(); v++) {
      final double w = scene.fixedWeight()[v];
      if (!(w > 0)) continue;
      weight += w;
      final int[] at = {v % lattice.nx(), v / lattice.nx() % lattice.ny(), v / lattice.plane()};
      for (int a = 0; a < 3; a++) {
        sum[a] += w * at[a] * mm[a];
        square[a] += w * at[a] * mm[a] * at[a] * mm[a];
      }
    }
    double variance = 0;
    for (int a = 0; a < 3 && weight > 0; a++) {
      sum[a] /= weight;
      variance += square[a] / weight - sum[a] * sum[a];
    }
    return new Spread(weight, sum, Math.sqrt(Math.max(variance, mm[0] * mm[1])));
  }
}
