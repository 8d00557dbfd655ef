package org.myelon.segment.ivadomed;

import org.myelon.step.Progress;

/**
 * Brings voxels to another size: images by a quadratic spline, what the network found linearly.
 *
 * @param factor new by old number of voxels along each axis
 */
record ResampleStep(double[] factor) implements Step {

  @Override
  public Block forward(Block block, Progress progress) {
    return Zoom.run(block, shape(block.shape()), true, progress);
  }

  @Override
  public Block back(Block block, int[] shape, Progress progress) {
    return Zoom.run(block, shape, false, progress);
  }

  @Override
  public int[] shape(int[] before) {
    final int[] shape = new int[3];
    for (int a = 0; a < 3; a++) shape[a] = (int) Math.max(1, Math.rint(before[a] * factor[a]));
    return shape;
  }
}
