package org.myelon.segment.inference;

import org.myelon.segment.network.PatchNetwork;

/**
 * A network that gives probabilities, so that what it gives looks like the raw outputs of others:
 * softmax and sigmoid bring the probabilities back.
 *
 * @param network whose outputs lie between 0 and 1
 * @param sigmoid whether each output stands for itself; else they sum to 1
 */
record ProbabilityNetwork(PatchNetwork network, boolean sigmoid) implements PatchNetwork {

  /** So that none becomes infinite. */
  private static final double LEAST = 1e-7;

  @Override
  public int inputs() {
    return network.inputs();
  }

  @Override
  public int outputs() {
    return network.outputs();
  }

  @Override
  public float[] predict(float[] patch, int... shape) {
    final float[] values = network.predict(patch, shape);
    for (int i = 0; i < values.length; i++) {
      final double p = Math.max(LEAST, Math.min(1 - LEAST, values[i]));
      values[i] = (float) (sigmoid ? Math.log(p / (1 - p)) : Math.log(p));
    }
    return values;
  }

  @Override
  public void close() {
    network.close();
  }
}
