package org.myelon.segment.training;

import java.util.random.RandomGenerator;
import org.myelon.segment.axial.AxialWindow;

/**
 * How the scanner sees a specimen: thickness and distance of the slices, size of the pixels, motion
 * between slices. A pixel is the mean of a few places spread over its volume.
 */
final class Acquisition {

  /** Never more places per window than this, to keep a sample quick. */
  private static final int PLACES = 60_000;

  private final int pixels;
  private final double spacing;
  private final double thickness;
  private final double distance;
  private final double stepX;
  private final double stepY;
  private final double[][] motion;
  private final double phase;

  /**
   * @param pixels of the window along each side
   * @param spacing of the window's pixels, mm
   * @param sliceDistance of the specimen, see {@link Specimen#sliceDistance}
   */
  Acquisition(
      int pixels,
      double spacing,
      double sliceDistance,
      Augmentation settings,
      RandomGenerator random) {
    this.pixels = pixels;
    this.spacing = spacing;
    final boolean thin = sliceDistance < AxialWindow.LEAST_NEIGHBOUR_MM;
    thickness = thin && settings.thicknessMm() > 0 ? thickness(settings, random) : 0;
    distance = distance(sliceDistance, settings, random);
    final double[] steps = steps(settings, random);
    stepX = steps[0];
    stepY = steps[1];
    motion = motion(settings, random);
    phase = random.nextDouble();
  }

  /** Thin slices 40 % of the time, else any thickness up to the largest. */
  private static double thickness(Augmentation settings, RandomGenerator random) {
    final double most = settings.thicknessMm();
    return Chance.once(random, 0.4)
        ? Chance.between(random, 0, Math.min(1.2, most))
        : Chance.logBetween(random, Math.min(1, most), most);
  }

  /** One slice away and at least 2 mm, as inference does; 5 % with wide gaps. */
  private double distance(double sliceDistance, Augmentation settings, RandomGenerator random) {
    final double own = Math.max(Math.max(thickness, sliceDistance), AxialWindow.LEAST_NEIGHBOUR_MM);
    final boolean gap = settings.thicknessMm() > 0 && sliceDistance < own;
    return gap && Chance.once(random, 0.05) ? own * Chance.between(random, 1, 2.5) : own;
  }

  /** Pixels as the window's 40 % of the time, else larger; one in seven long along one axis. */
  private double[] steps(Augmentation settings, RandomGenerator random) {
    final double most = Math.max(spacing, settings.resolutionMm());
    final double own =
        most > spacing && Chance.once(random, 0.6)
            ? Chance.logBetween(random, spacing, most)
            : spacing;
    final double[] steps = {own, own};
    if (most > spacing && Chance.once(random, 1 / 7.0))
      steps[Chance.once(random, 0.7) ? 0 : 1] =
          Math.min(Math.max(own, 3.3), own * Chance.between(random, 1.3, 4));
    return steps;
  }

  /** Shift of the slices below and above against the one between, up to 1.5 mm. */
  private static double[][] motion(Augmentation settings, RandomGenerator random) {
    final double[][] shift = new double[3][2];
    if (!Chance.once(random, settings.artefacts())) return shift;
    for (int c = 0; c < 3; c += 2)
      for (int a = 0; a < 2; a++) shift[c][a] = Chance.around(random, 1.5);
    return shift;
  }

  /** Whether four of five places of the window lie beyond the specimen's image. */
  boolean isMostlyOutside(Specimen specimen, Placement placement) {
    final double[] p = new double[3];
    int outside = 0;
    for (int j = -4; j <= 4; j++)
      for (int i = -4; i <= 4; i++) {
        placement.map(i * pixels * spacing / 9, j * pixels * spacing / 9, 0, p);
        if (Float.isNaN(specimen.intensity(p[0], p[1], p[2]))) outside++;
      }
    return outside > 65;
  }

  /** What the scanner has measured, without noise. */
  Frame image(Specimen specimen, Placement placement) {
    final int w = 2 + (int) Math.ceil((pixels - 1) * spacing / stepX);
    final int h = 2 + (int) Math.ceil((pixels - 1) * spacing / stepY);
    final Frame frame = new Frame(w + (pixels - w & 1), h + (pixels - h & 1));
    final int places = places(3 * frame.plane());
    final double[] p = new double[3];
    for (int c = 0; c < 3; c++)
      for (int j = 0; j < frame.height; j++)
        for (int i = 0; i < frame.width; i++) {
          final double u = (i - (frame.width - 1) / 2.0) * stepX + motion[c][0];
          final double v = (j - (frame.height - 1) / 2.0) * stepY + motion[c][1];
          float sum = 0;
          for (int k = 0; k < places; k++) {
            place(placement, u, v, (c - 1) * distance, k, places, p);
            sum += specimen.intensity(p[0], p[1], p[2]);
          }
          frame.values[(c * frame.height + j) * frame.width + i] = sum / places;
        }
    return frame;
  }

  /** One place if pixels are points, else enough for thick slices and large pixels. */
  private int places(int count) {
    final boolean coarse = stepX > 1.5 * spacing || stepY > 1.5 * spacing;
    final int wanted = thickness > 3 ? 4 : thickness > 1 || coarse ? 3 : 2;
    return thickness == 0 && !coarse ? 1 : Math.max(1, Math.min(wanted, PLACES / count));
  }

  /** The k-th of the places that a pixel is the mean of: spread over its volume. */
  private void place(
      Placement placement, double u, double v, double w, int k, int places, double[] p) {
    if (places == 1) {
      placement.map(u, v, w, p);
      return;
    }
    final double a = fraction(phase + 0.7549 * k) - 0.5, b = fraction(phase + 0.5698 * k) - 0.5;
    placement.map(u + a * stepX, v + b * stepY, w + ((k + 0.5) / places - 0.5) * thickness, p);
  }

  private static double fraction(double x) {
    return x - Math.floor(x);
  }

  /** The window's input after the effects. */
  float[] window(Frame frame) {
    return frame.resampled(pixels, spacing / stepX, spacing / stepY);
  }

  /** How much of each pixel of the slice is what is looked for. */
  float[] target(Specimen specimen, Placement placement) {
    final float[] target = new float[pixels * pixels];
    final double[] p = new double[3];
    final int places = thickness > 1 ? 4 : 1;
    for (int j = 0; j < pixels; j++)
      for (int i = 0; i < pixels; i++) {
        final double u = (i - (pixels - 1) / 2.0) * spacing;
        final double v = (j - (pixels - 1) / 2.0) * spacing;
        float sum = 0;
        for (int k = 0; k < places; k++) {
          placement.map(u, v, ((k + 0.5) / places - 0.5) * thickness, p);
          sum += specimen.target(p[0], p[1], p[2]);
        }
        target[j * pixels + i] = sum / places;
      }
    return target;
  }
}
