package org.myelon.segment.training;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.myelon.image.Grid;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;
import org.myelon.label.PointLabel;
import org.myelon.label.PointLabels;
import org.myelon.segment.axial.AxialSlices;
import org.myelon.segment.axial.AxialWindow;

/**
 * A picture of axial windows of 40 mm from the lowest to the highest slice, outlines of what was
 * found in red, of what was drawn in green, both in yellow; anterior is up.
 */
final class OverlaySheet {

  private static final int MOST = 32, COLUMNS = 8, PIXELS = 120;
  private static final double SPACING = 1 / 3.0;

  /** 32 of them look like 256 and make small files. */
  private static final int FEW_GREYS = 0xf8;

  private OverlaySheet() {}

  /**
   * @param found null for nothing
   * @param drawn null if nobody drew any
   */
  static void write(Volume image, Volume found, Volume drawn, Path file) {
    final AxialSlices values = AxialSlices.of(image);
    final AxialSlices a = found == null ? null : AxialSlices.of(found);
    final AxialSlices b = drawn == null ? null : AxialSlices.of(drawn);
    final int depth = values.depth(), count = Math.min(MOST, depth);
    final int tile = PIXELS + 2, rows = (count + COLUMNS - 1) / COLUMNS;
    final BufferedImage picture =
        new BufferedImage(COLUMNS * tile, rows * tile, BufferedImage.TYPE_INT_RGB);
    double[] centre = {
      (values.width() - 1) * values.spacing(0) / 2, (values.height() - 1) * values.spacing(1) / 2
    };
    for (int k = 0; k < count; k++) {
      final int z = count == 1 ? 0 : (int) Math.round(k * (depth - 1.0) / (count - 1));
      final double[] middle = middle(found != null ? found : drawn, z);
      if (middle != null) centre = middle;
      final AxialWindow window = new AxialWindow(z, centre[0], centre[1], SPACING, PIXELS);
      draw(
          window.cut(values, z),
          a == null ? null : window.cut(a, z),
          b == null ? null : window.cut(b, z),
          PIXELS,
          picture,
          k % COLUMNS * tile,
          k / COLUMNS * tile);
    }
    try {
      ImageIO.write(picture, "png", file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The middle of a mask in each slice that it has. */
  static PointLabels middles(Volume mask) {
    final Grid rpi = mask.grid().reoriented(Orientation.RPI);
    final double[] mm = rpi.spacing();
    final List<PointLabel> points = new ArrayList<>();
    for (int z = 0; z < rpi.extent(2); z++) {
      final double[] at = middle(mask, z);
      if (at != null) points.add(new PointLabel(1, new double[] {at[0] / mm[0], at[1] / mm[1], z}));
    }
    return new PointLabels(points, rpi);
  }

  private static double[] middle(Volume mask, int z) {
    if (mask == null) return null;
    final Volume rpi = mask.reoriented(Orientation.RPI);
    final float[] v = rpi.toFloats();
    final int nx = rpi.grid().extent(0), plane = nx * rpi.grid().extent(1);
    double sum = 0, x = 0, y = 0;
    for (int i = 0; i < plane; i++) {
      if (v[z * plane + i] < 0.5f) continue;
      sum++;
      x += i % nx;
      y += i / nx;
    }
    final double[] mm = rpi.grid().spacing();
    return sum == 0 ? null : new double[] {x / sum * mm[0], y / sum * mm[1]};
  }

  /**
   * Draws a plane whose lines of {@code width} pixels run from the bottom to the top.
   *
   * @param found null for nothing
   * @param drawn null if nobody drew any
   */
  static void draw(
      float[] values,
      float[] found,
      float[] drawn,
      int width,
      BufferedImage picture,
      int left,
      int top) {
    final float[] sorted = values.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    while (n > 0 && Float.isNaN(sorted[n - 1])) n--;
    if (n == 0) return;
    final float low = sorted[n / 100], high = sorted[n * 99 / 100];
    final int height = values.length / width;
    for (int y = 0; y < height; y++)
      for (int x = 0; x < width; x++) {
        final double u = (values[y * width + x] - low) / Math.max(1e-9, high - low);
        int rgb = ((int) Math.max(0, Math.min(255, 255 * u)) & FEW_GREYS) * 0x10101;
        final boolean red = isEdge(found, width, x, y), green = isEdge(drawn, width, x, y);
        if (red || green) rgb = (red ? 0xff0000 : 0) | (green ? 0xff00 : 0);
        picture.setRGB(left + x, top + height - 1 - y, rgb);
      }
  }

  private static boolean isEdge(float[] mask, int width, int x, int y) {
    if (mask == null || !(mask[y * width + x] >= 0.5f)) return false;
    final int height = mask.length / width;
    for (int d = -1; d <= 1; d += 2) {
      if (x + d >= 0 && x + d < width && !(mask[y * width + x + d] >= 0.5f)) return true;
      if (y + d >= 0 && y + d < height && !(mask[(y + d) * width + x] >= 0.5f)) return true;
    }
    return false;
  }
}
