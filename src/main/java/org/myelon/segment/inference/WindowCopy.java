package org.myelon.segment.inference;

/**
 * The part of an image that lies under a window, row by row. The window may reach beyond the image.
 *
 * @param shape of the image along z, y, x, the last axis fastest
 * @param size of the window, likewise
 * @param start first voxel of the window in the image
 */
record WindowCopy(int[] shape, int[] size, int[] start) {

  /** What is done with one row of voxels that lies in both. */
  private interface Row {
    void at(int inImage, int inWindow, int length);
  }

  /** Copies from the image into the window; what lies beyond the image stays as it is. */
  void read(float[] image, float[] window, int offset) {
    rows((i, w, n) -> System.arraycopy(image, i, window, offset + w, n));
  }

  /** Adds window times weight to the image. */
  void add(float[] window, int offset, float[] weights, float[] image) {
    rows(
        (i, w, n) -> {
          for (int k = 0; k < n; k++) image[i + k] += window[offset + w + k] * weights[w + k];
        });
  }

  /** Adds a window to the image. */
  void add(float[] window, float[] image) {
    rows(
        (i, w, n) -> {
          for (int k = 0; k < n; k++) image[i + k] += window[w + k];
        });
  }

  private void rows(Row row) {
    final int x = Math.max(0, start[2]);
    final int length = Math.min(shape[2], start[2] + size[2]) - x;
    for (int z = Math.max(0, start[0]); z < Math.min(shape[0], start[0] + size[0]); z++)
      for (int y = Math.max(0, start[1]); y < Math.min(shape[1], start[1] + size[1]); y++)
        row.at(
            (z * shape[1] + y) * shape[2] + x,
            ((z - start[0]) * size[1] + y - start[1]) * size[2] + x - start[2],
            length);
  }
}
