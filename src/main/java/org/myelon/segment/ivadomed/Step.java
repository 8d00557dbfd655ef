package org.myelon.segment.ivadomed;

import org.myelon.step.Progress;

/** A change of the voxels of a block that can be undone. */
public interface Step {

  /** On the way to the network. */
  Block forward(Block block, Progress progress);

  /**
   * Undoes it for what the network found.
   *
   * @param shape of the block before {@link #forward}
   */
  Block back(Block block, int[] shape, Progress progress);

  /** The shape that {@link #forward} gives. */
  int[] shape(int[] before);
}
