package org.myelon.segment.ivadomed;

/**
 * Values in three axes, the last fastest.
 *
 * @param values of all voxels; not to be changed
 * @param shape voxels along the three axes
 */
public record Block(float[] values, int[] shape) {

  /** A block of zeros. */
  static Block zeros(int[] shape) {
    return new Block(new float[shape[0] * shape[1] * shape[2]], shape.clone());
  }

  /**
   * The part that begins at a voxel, which may lie outside; what lies outside is 0.
   *
   * @param from first voxel along each axis
   * @param size voxels along each axis
   */
  Block part(int[] from, int[] size) {
    final Block part = zeros(size);
    final int[] first = new int[3], end = new int[3];
    for (int a = 0; a < 3; a++) {
      first[a] = Math.max(0, -from[a]);
      end[a] = Math.min(size[a], shape[a] - from[a]);
    }
    if (end[2] <= first[2]) return part;
    for (int i = first[0]; i < end[0]; i++)
      for (int j = first[1]; j < end[1]; j++)
        System.arraycopy(
            values,
            at(i + from[0], j + from[1], first[2] + from[2]),
            part.values,
            part.at(i, j, first[2]),
            end[2] - first[2]);
    return part;
  }

  private int at(int i, int j, int k) {
    return (i * shape[1] + j) * shape[2] + k;
  }
}
