package org.myelon.register.metric;

import org.myelon.register.lattice.Lattice;
import org.myelon.step.Parallel;
import org.myelon.step.Progress;

/** The weighted mean of the squared differences. */
final class SquaredDifference implements Similarity {

  @Override
  public double compare(
      Lattice lattice,
      float[] fixed,
      float[] moving,
      float[] weight,
      Pull pull,
      Progress progress) {
    final double[] sum = new double[lattice.nz()], total = new double[lattice.nz()];
    Parallel.forEach(
        lattice.nz(),
        "comparing",
        progress,
        k -> {
          for (int n = k * lattice.plane(); n < (k + 1) * lattice.plane(); n++) {
            final float w = weight[n], difference = fixed[n] - moving[n];
            sum[k] += w * difference * difference;
            total[k] += w;
            pull.moving()[n] = w * difference;
            pull.fixed()[n] = w * difference;
            pull.movingStiffness()[n] = w;
            pull.fixedStiffness()[n] = w;
          }
        });
    double all = 0, weights = 0;
    for (int k = 0; k < lattice.nz(); k++) {
      all += sum[k];
      weights += total[k];
    }
    return weights == 0 ? 0 : all / weights;
  }
}
