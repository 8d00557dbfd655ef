package org.myelon.segment.ivadomed;

import org.myelon.step.Progress;

/**
 * Cuts a part out, with 0 where it leaves the image.
 *
 * @param size voxels along each axis; 0 leaves an axis as it is
 * @param from first voxel of the part; null to take the middle of the image
 */
record CropStep(int[] size, int[] from) implements Step {

  /** The middle of the image. */
  static CropStep centred(int[] size) {
    return new CropStep(size, null);
  }

  @Override
  public Block forward(Block block, Progress progress) {
    return block.part(first(block.shape()), shape(block.shape()));
  }

  @Override
  public Block back(Block block, int[] shape, Progress progress) {
    final int[] first = first(shape);
    for (int a = 0; a < 3; a++) first[a] = -first[a];
    return block.part(first, shape);
  }

  @Override
  public int[] shape(int[] before) {
    final int[] shape = before.clone();
    for (int a = 0; a < 3; a++) if (size[a] > 0) shape[a] = size[a];
    return shape;
  }

  /** Of two middles the even one, as Python rounds. */
  private int[] first(int[] shape) {
    final int[] first = new int[3];
    for (int a = 0; a < 3; a++)
      if (size[a] > 0)
        first[a] = from == null ? (int) Math.rint((shape[a] - size[a]) / 2.0) : from[a];
    return first;
  }
}
