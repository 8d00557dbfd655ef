package org.myelon.segment.ivadomed;

import org.myelon.step.Progress;

/**
 * Cuts out the surroundings of a region: of a volume those of its centre of mass, of slices, which
 * lie across the first axis, those of its centre in each.
 *
 * @param size voxels along each axis; of slices 0 along the first
 * @param from first voxel of the part along each axis, one for all or one for each slice
 */
record RegionCropStep(int[] size, int[][] from) implements Step {

  /**
   * @param region above 0 in the region, in each slice; of values that resampling has mixed those
   *     of 1 and more count, unless there are none
   */
  static RegionCropStep around(Block region, int[] size) {
    if (size[0] > 0)
      return new RegionCropStep(size, new int[][] {first(region, size, 0, region.shape()[0])});
    final int[][] from = new int[region.shape()[0]][];
    for (int s = 0; s < from.length; s++) from[s] = first(region, size, s, s + 1);
    return new RegionCropStep(size, from);
  }

  private static int[] first(Block region, int[] size, int begin, int end) {
    double[] sum = sums(region, begin, end, true);
    if (sum[3] == 0) sum = sums(region, begin, end, false);
    final int[] first = new int[3];
    for (int a = 0; a < 3; a++)
      if (size[a] > 0) first[a] = (int) (Math.rint(sum[a] / sum[3]) - Math.rint(size[a] / 2.0));
    return first;
  }

  /** The sums of the weighted places along each axis, and of the weights. */
  private static double[] sums(Block region, int begin, int end, boolean whole) {
    final int[] shape = region.shape();
    final double[] sum = new double[4];
    int at = begin * shape[1] * shape[2];
    for (int i = begin; i < end; i++)
      for (int j = 0; j < shape[1]; j++)
        for (int k = 0; k < shape[2]; k++, at++) {
          final double weight = whole ? (int) region.values()[at] : region.values()[at];
          sum[0] += weight * i;
          sum[1] += weight * j;
          sum[2] += weight * k;
          sum[3] += weight;
        }
    return sum;
  }

  @Override
  public Block forward(Block block, Progress progress) {
    return parts(block, shape(block.shape()), 1);
  }

  @Override
  public Block back(Block block, int[] shape, Progress progress) {
    return parts(block, shape, -1);
  }

  private Block parts(Block block, int[] shape, int sign) {
    if (size[0] > 0) return block.part(signed(from[0], sign), shape);
    final Block all = Block.zeros(shape);
    final int each = shape[1] * shape[2];
    for (int s = 0; s < shape[0]; s++) {
      final int[] first = signed(from[s], sign);
      first[0] = s;
      final Block slice = block.part(first, new int[] {1, shape[1], shape[2]});
      System.arraycopy(slice.values(), 0, all.values(), s * each, each);
    }
    return all;
  }

  private static int[] signed(int[] first, int sign) {
    return new int[] {sign * first[0], sign * first[1], sign * first[2]};
  }

  @Override
  public int[] shape(int[] before) {
    return CropStep.centred(size).shape(before);
  }
}
