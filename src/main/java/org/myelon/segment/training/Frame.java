package org.myelon.segment.training;

/**
 * The slices of a window as the scanner has them, before they are resampled; effects change it in
 * place. Only one thread works on it.
 */
final class Frame {

  final int width;
  final int height;

  /** Three planes of width x height values; NaN where there is no image. */
  final float[] values;

  Frame(int width, int height) {
    this.width = width;
    this.height = height;
    values = new float[3 * width * height];
  }

  /** Number of pixels of a plane. */
  int plane() {
    return width * height;
  }

  /** Mean of what is not air: values above a tenth of the largest; 1 if there are none. */
  double signal() {
    float largest = 0;
    for (float v : values) if (v > largest) largest = v;
    double sum = 0;
    int n = 0;
    for (float v : values)
      if (v > 0.1f * largest) {
        sum += v;
        n++;
      }
    return n == 0 ? 1 : sum / n;
  }

  /**
   * The frame's planes at the pixels of a square window.
   *
   * @param pixels along each side of the window
   * @param stepX of the window's pixels, in pixels of the frame; the centres of both coincide
   * @param stepY likewise
   */
  float[] resampled(int pixels, double stepX, double stepY) {
    final float[] out = new float[3 * pixels * pixels];
    for (int c = 0; c < 3; c++)
      for (int j = 0; j < pixels; j++) {
        final double y = (height - 1) / 2.0 + (j - (pixels - 1) / 2.0) * stepY;
        for (int i = 0; i < pixels; i++) {
          final double x = (width - 1) / 2.0 + (i - (pixels - 1) / 2.0) * stepX;
          out[(c * pixels + j) * pixels + i] = at(x, y, c * plane());
        }
      }
    return out;
  }

  private float at(double px, double py, int start) {
    final double x = Math.max(0, Math.min(width - 1.0, px));
    final double y = Math.max(0, Math.min(height - 1.0, py));
    final int i = Math.min(width - 2, (int) x), j = Math.min(height - 2, (int) y);
    final float u = (float) (x - i), v = (float) (y - j);
    final int at = start + j * width + i;
    final float a = values[at], b = values[at + 1];
    final float c = values[at + width], d = values[at + width + 1];
    final float mixed = a + u * (b - a) + v * (c - a + u * (d - c - b + a));
    return Float.isNaN(mixed)
        ? values[start + (int) Math.rint(y) * width + (int) Math.rint(x)]
        : mixed;
  }
}
