package org.myelon.segment.training;

import java.util.random.RandomGenerator;
import org.myelon.segment.axial.AxialWindow;
import org.myelon.vertebra.network.DiscModel;
import org.myelon.vertebra.network.DiscModel.Window;

/** Samples for the network that finds discs, from spines of any kind. */
final class SlabSource implements SampleSource {

  /** Of the heat around a tip, mm. */
  static final double SIGMA = 2;

  private static final double SHORT_FIELD = 0.6;

  private final Spines spines;
  private final Window window;
  private final Augmentation effects;

  /** Where spines come from. */
  @FunctionalInterface
  interface Spines {
    SlabSpecimen draw(Window window, RandomGenerator random);
  }

  SlabSource(Spines spines, Window window, double contrast) {
    this.spines = spines;
    this.window = window;
    this.effects = new Augmentation(0, 0, false, 1, 0, 0, 0, 0, 0, 0, contrast, 0.55, 0.12);
  }

  @Override
  public Sample draw(RandomGenerator random) {
    final SlabSpecimen specimen = spines.draw(window, random);
    final Frame frame = image(specimen, random);
    acquire(frame, random);
    Effects.apply(frame, effects, random);
    endField(frame, specimen.c2c3(), random);
    final float[] target = new float[DiscModel.MAPS * window.pixels()];
    for (double[] tip : specimen.discs()) heat(tip, DiscModel.DISC, frame, target);
    heat(specimen.c2c3(), DiscModel.C2_C3, frame, target);
    heat(specimen.pmj(), DiscModel.PMJ, frame, target);
    final float[] input = frame.values;
    if (random.nextBoolean())
      for (int i = 0; i < input.length; i++) if (Float.isNaN(input[i])) input[i] = 0;
    AxialWindow.normalise(input);
    return new Sample(input, target);
  }

  private Frame image(SlabSpecimen specimen, RandomGenerator random) {
    final Frame frame = new Frame(window.columns(), window.rows());
    final double aside = window.aside() * Chance.between(random, 0.6, 1.3);
    final double middle = Chance.around(random, 3);
    final boolean flip = random.nextBoolean();
    double phase = random.nextDouble();
    for (int p = 0; p < DiscModel.PLANES; p++)
      for (int r = 0; r < window.rows(); r++)
        for (int c = 0; c < window.columns(); c++) {
          float sum = 0;
          for (int k = 0; k < 2; k++) {
            phase = (phase + 0.6180339887) % 1;
            final double other = phase * 7.13 % 1;
            final double x = middle + (flip ? 1 - p : p - 1) * aside + (k - 0.5) * 1.5;
            sum +=
                specimen.at(
                    x,
                    (c + phase - 0.5) * window.spacing() - window.behind(),
                    (r + other - 0.5) * window.spacing());
          }
          frame.values[p * frame.plane() + r * window.columns() + c] = sum / 2;
        }
    return frame;
  }

  /** Larger voxels than the slab's pixels: along the cord, to the front, across. */
  private static void acquire(Frame frame, RandomGenerator random) {
    if (Chance.once(random, 0.6)) blur(frame, 1, Chance.logBetween(random, 1, 2.5));
    if (Chance.once(random, 0.12)) blur(frame, 1, Chance.logBetween(random, 2.5, 5));
    if (Chance.once(random, 0.5)) blur(frame, 0, Chance.logBetween(random, 1, 2));
    final float mix = (float) Math.max(0, Chance.between(random, -0.2, 0.33));
    final float[] v = frame.values;
    final int n = frame.plane();
    for (int i = 0; i < n; i++) {
      final float a = v[i], b = v[n + i], c = v[2 * n + i];
      v[i] = a + mix * (b - a);
      v[n + i] = b + mix * (a + c - 2 * b);
      v[2 * n + i] = c + mix * (b - c);
    }
  }

  private static void blur(Frame frame, int axis, double size) {
    final double sigma = 0.4 * size;
    final float[] kernel = new float[(int) Math.ceil(3 * sigma) + 1];
    double sum = 0;
    for (int i = 0; i < kernel.length; i++) {
      kernel[i] = (float) Math.exp(-i * i / (2 * sigma * sigma));
      sum += (i == 0 ? 1 : 2) * kernel[i];
    }
    for (int i = 0; i < kernel.length; i++) kernel[i] /= (float) sum;
    Lines.filter(frame, kernel, axis);
  }

  /**
   * The image seldom fills the window: it ends below and above, and often before and behind; often
   * soon above C2/C3, which then is harder to tell.
   */
  private void endField(Frame frame, double[] c2c3, RandomGenerator random) {
    final int rows = window.rows(), columns = window.columns();
    int low = 0, high = rows;
    if (Chance.once(random, SHORT_FIELD)) {
      final int length = (int) Chance.between(random, 45, rows);
      low = (int) Chance.between(random, 0, rows - length);
      high = low + length;
      final double above = c2c3[1] / window.spacing() + Chance.between(random, 4, 45);
      if (above > 40 && above < rows && random.nextBoolean()) {
        high = (int) above;
        low = (int) Math.max(0, high - Chance.between(random, 45, rows));
      }
    }
    final double lean = Chance.once(random, 0.3) ? Chance.around(random, 0.5) : 0;
    final double front = Chance.once(random, 0.25) ? Chance.between(random, 40, columns) : columns;
    final double back = Chance.once(random, 0.15) ? Chance.between(random, 0, 12) : 0;
    for (int p = 0; p < DiscModel.PLANES; p++)
      for (int r = 0; r < rows; r++)
        for (int c = 0; c < columns; c++) {
          final double rr = r + lean * (c - 20);
          if (rr < low && low > 0 || rr >= high && high < rows || c > front || c < back)
            frame.values[p * frame.plane() + r * columns + c] = Float.NaN;
        }
  }

  /** Adds the heat of one tip, if the image shows it. */
  private void heat(double[] tip, int map, Frame frame, float[] target) {
    if (tip == null) return;
    final int rows = window.rows(), columns = window.columns();
    final double column = (tip[0] + window.behind()) / window.spacing();
    final double row = tip[1] / window.spacing();
    final int c0 = (int) Math.rint(column), r0 = (int) Math.rint(row);
    if (c0 < 1 || c0 >= columns - 1 || r0 < 1 || r0 >= rows - 1) return;
    if (Float.isNaN(frame.values[frame.plane() + r0 * columns + c0])) return;
    final double sigma = SIGMA / window.spacing();
    final int reach = (int) Math.ceil(3.5 * sigma);
    for (int r = Math.max(0, r0 - reach); r <= Math.min(rows - 1, r0 + reach); r++)
      for (int c = Math.max(0, c0 - reach); c <= Math.min(columns - 1, c0 + reach); c++) {
        final double d = (r - row) * (r - row) + (c - column) * (c - column);
        final int at = (map * rows + r) * columns + c;
        target[at] = Math.max(target[at], (float) Math.exp(-d / (2 * sigma * sigma)));
      }
  }
}
