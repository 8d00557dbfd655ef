package org.myelon.report;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * Values on a plane through an image, row by row from the upper left, at the image's own voxel
 * size: the browser magnifies it.
 *
 * @param values row by row; NaN outside the image
 * @param columns values in a row
 * @param pixelWidth mm
 * @param pixelHeight mm
 * @param window the values shown as black and as white
 */
record Plane(float[] values, int columns, double pixelWidth, double pixelHeight, double[] window) {

  int rows() {
    return values.length / columns;
  }

  double widthMm() {
    return columns * pixelWidth;
  }

  double heightMm() {
    return rows() * pixelHeight;
  }

  Plane withWindow(double[] other) {
    return new Plane(values, columns, pixelWidth, pixelHeight, other);
  }

  /** From the darkest to the brightest value of several planes, without the outermost 0.5 %. */
  static double[] windowOf(List<Plane> planes) {
    int n = 0;
    for (Plane p : planes) n += p.values.length;
    final float[] all = new float[n];
    int count = 0;
    for (Plane p : planes) for (float v : p.values) if (Float.isFinite(v)) all[count++] = v;
    if (count == 0) return new double[] {0, 1};
    Arrays.sort(all, 0, count);
    final double low = all[(int) (0.005 * (count - 1))], high = all[(int) (0.995 * (count - 1))];
    return new double[] {low, high > low ? high : low + 1};
  }

  /** As a PNG file with 256 shades of grey. */
  byte[] png() {
    final BufferedImage image = new BufferedImage(columns, rows(), BufferedImage.TYPE_BYTE_GRAY);
    final byte[] grey = new byte[values.length];
    for (int i = 0; i < grey.length; i++) {
      final double part = (values[i] - window[0]) / (window[1] - window[0]);
      grey[i] = (byte) Math.round(255 * Math.max(0, Math.min(1, Double.isNaN(part) ? 0 : part)));
    }
    image.getRaster().setDataElements(0, 0, columns, rows(), grey);
    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.setUseCache(false);
      if (!ImageIO.write(image, "png", out)) throw new IllegalStateException("No PNG writer");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
