package org.myelon.segment.training;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import javax.imageio.ImageIO;
import org.myelon.vertebra.network.DiscModel;
import org.myelon.vertebra.network.DiscModel.Window;

/**
 * By hand: samples of the network that finds discs as a picture, discs red, C2/C3 yellow, the
 * junction blue. Arguments: shared folder, folder for the pictures.
 */
final class DiscSheets {

  private static final int COLUMNS = 16, COUNT = 48;

  private DiscSheets() {}

  public static void main(String[] args) throws IOException {
    final Path shared = Path.of(args[0]);
    final Path folder = Files.createDirectories(Path.of(args[1]));
    final Window window = Window.standard();
    sheet(DiscData.drawn(window), window, folder.resolve("drawn.png"));
    sheet(DiscData.template(shared, window), window, folder.resolve("template.png"));
  }

  private static void sheet(SampleSource source, Window w, Path file) throws IOException {
    final RandomGenerator random = new SplittableRandom(1);
    for (int i = 0; i < 20; i++) source.draw(random);
    final BufferedImage picture =
        new BufferedImage(
            COLUMNS * (w.columns() + 2),
            COUNT / COLUMNS * (w.rows() + 2),
            BufferedImage.TYPE_INT_RGB);
    final long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    for (int i = 0; i < COUNT; i++)
      draw(
          source.draw(random),
          w,
          picture,
          i % COLUMNS * (w.columns() + 2),
          i / COLUMNS * (w.rows() + 2));
    System.out.printf(
        "%s %.1f ms%n",
        file,
        (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1e6 / COUNT);
    ImageIO.write(picture, "png", file.toFile());
  }

  /** The middle plane, upside up, the front to the right. */
  private static void draw(Sample s, Window w, BufferedImage picture, int left, int top) {
    final int n = w.pixels();
    for (int r = 0; r < w.rows(); r++)
      for (int c = 0; c < w.columns(); c++) {
        final int at = (w.rows() - 1 - r) * w.columns() + c;
        final float grey = 128 + 50 * s.input()[n + at];
        final float disc = s.target()[DiscModel.DISC * n + at];
        final float c2c3 = s.target()[DiscModel.C2_C3 * n + at];
        final float pmj = s.target()[DiscModel.PMJ * n + at];
        picture.setRGB(
            left + c,
            top + r,
            byteOf(grey + 200 * disc) << 16
                | byteOf(grey + 200 * c2c3) << 8
                | byteOf(grey + 250 * pmj));
      }
  }

  private static int byteOf(float v) {
    return Math.max(0, Math.min(255, Math.round(v)));
  }
}
