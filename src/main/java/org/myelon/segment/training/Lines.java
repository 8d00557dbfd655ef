package org.myelon.segment.training;

/** Symmetric filters along the lines of a frame. */
final class Lines {

  private Lines() {}

  /**
   * @param kernel its centre and one half; the image is repeated at its edges
   * @param axis 0 along x, 1 along y
   */
  static void filter(Frame frame, float[] kernel, int axis) {
    final int length = axis == 0 ? frame.width : frame.height;
    final int across = axis == 0 ? frame.height : frame.width;
    final int step = axis == 0 ? 1 : frame.width, next = axis == 0 ? frame.width : 1;
    final int radius = kernel.length - 1;
    final float[] line = new float[length + 2 * radius];
    for (int z = 0; z < 3; z++)
      for (int l = 0; l < across; l++) {
        final int start = z * frame.plane() + l * next;
        for (int i = 0; i < line.length; i++)
          line[i] = frame.values[start + step * Math.max(0, Math.min(length - 1, i - radius))];
        for (int i = 0; i < length; i++) {
          float sum = kernel[0] * line[i + radius];
          for (int r = 1; r <= radius; r++)
            sum += kernel[r] * (line[i + radius - r] + line[i + radius + r]);
          frame.values[start + step * i] = sum;
        }
      }
  }
}
