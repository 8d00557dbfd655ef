package org.myelon.command.convert;

import ij.ImagePlus;
import ij.process.ImageProcessor;
import ij.process.LUT;
import java.awt.Color;
import java.util.Arrays;
import java.util.BitSet;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
import org.myelon.image.Volume;

/** How an image is first shown: labels in colours that differ, the rest in grey with contrast. */
final class LabelColors {

  private static final int LABEL_INTENT = 1002;
  private static final int MOST_LABELS = 64;
  private static final double GOLDEN_RATIO = 0.618033988749895;
  private static final int SAMPLES = 20000;
  private static final double DARKEST = 0.005, BRIGHTEST = 0.995;

  private LabelColors() {}

  /** Sets look-up table and display range of a new window. */
  static void apply(Volume volume, ImagePlus image) {
    // the window's pixels: those of a large series would be read or computed again
    final RandomAccessibleInterval<? extends RealType<?>> pixels = StackPixels.read(image);
    final boolean intended = volume.header().intentCode() == LABEL_INTENT;
    if (volume.numDimensions() < 5 && isLabels(pixels, intended)) showLabels(image);
    else showContrast(pixels, image);
  }

  /**
   * Whether the intent says so, or the values are few whole numbers up to 255, more than just 0 and
   * 1.
   */
  private static boolean isLabels(
      RandomAccessibleInterval<? extends RealType<?>> pixels, boolean intended) {
    final BitSet seen = new BitSet(256);
    for (RealType<?> v : pixels) {
      final float f = v.getRealFloat();
      if (!(f >= 0 && f <= 255) || f != (int) f) return false;
      seen.set((int) f);
    }
    return intended || seen.length() > 2 && seen.cardinality() <= MOST_LABELS;
  }

  private static void showLabels(ImagePlus image) {
    final byte[] red = new byte[256], green = new byte[256], blue = new byte[256];
    for (int i = 1; i < 256; i++) {
      final int rgb = Color.HSBtoRGB((float) (i * GOLDEN_RATIO % 1), i % 2 == 0 ? 0.6f : 0.9f, 1);
      red[i] = (byte) (rgb >> 16);
      green[i] = (byte) (rgb >> 8);
      blue[i] = (byte) rgb;
    }
    image.setLut(new LUT(8, 256, red, green, blue));
    image.setDisplayRange(0, 255);
  }

  private static void showContrast(
      RandomAccessibleInterval<? extends RealType<?>> pixels, ImagePlus image) {
    final long step = Math.max(1, pixels.size() / SAMPLES);
    final float[] sample = new float[(int) (pixels.size() / step) + 1];
    int n = 0;
    long at = 0;
    for (RealType<?> v : pixels)
      if (at++ % step == 0 && Float.isFinite(v.getRealFloat())) sample[n++] = v.getRealFloat();
    if (n == 0) return;
    Arrays.sort(sample, 0, n);
    double low = sample[(int) (DARKEST * (n - 1))], high = sample[(int) (BRIGHTEST * (n - 1))];
    if (low == high) {
      low = sample[0];
      high = sample[n - 1] > low ? sample[n - 1] : low + 1;
    }
    setRange(image, low, high);
  }

  /** ImageJ's display range is in raw values, which an offset separates from the calibrated. */
  private static void setRange(ImagePlus image, double low, double high) {
    final ImageProcessor ip = image.getProcessor();
    final double offset = image.getCalibration().isSigned16Bit() ? 32768 : 0;
    ip.setMinAndMax(low + offset, high + offset);
    image.setDisplayRange(low + offset, high + offset);
  }
}
