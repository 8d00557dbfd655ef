package org.myelon.segment.training;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import javax.imageio.ImageIO;
import org.myelon.segment.axial.AxialModel;

/**
 * By hand: 64 samples of each source and model as a picture, the slice with the outline of the
 * target, and how long one takes. Arguments: shared folder, folder for the pictures, name of a
 * model and of a source (both optional).
 */
final class ContactSheets {

  private static final int COLUMNS = 12;
  private static final int COUNT = 60;

  private ContactSheets() {}

  public static void main(String[] args) throws IOException {
    final Path folder = Files.createDirectories(Path.of(args[1]));
    for (AxialModel model :
        List.of(AxialModel.cord(), AxialModel.localiser(), AxialModel.grayMatter())) {
      if (args.length > 2 && !model.name().equals(args[2])) continue;
      final Map<String, MixedSource.Part> sources =
          new TrainingMaterial(Path.of(args[0])).sources(model, "");
      for (Map.Entry<String, MixedSource.Part> e : sources.entrySet())
        if (args.length < 4 || e.getKey().startsWith(args[3]))
          sheet(e.getValue().source(), model, folder.resolve(model.name() + "-" + e.getKey()));
    }
  }

  private static void sheet(SampleSource source, AxialModel model, Path path) throws IOException {
    final RandomGenerator random = new SplittableRandom(1);
    for (int i = 0; i < 400; i++) source.draw(random);
    final int n = model.pixels(), tile = n + 2;
    final BufferedImage picture =
        new BufferedImage(COLUMNS * tile, COUNT / COLUMNS * tile, BufferedImage.TYPE_INT_RGB);
    final long start = cpu();
    for (int i = 0; i < COUNT; i++)
      draw(source.draw(random), n, picture, i % COLUMNS * tile, i / COLUMNS * tile);
    System.out.printf("%s %.2f ms%n", path.getFileName(), (cpu() - start) / 1e6 / COUNT);
    ImageIO.write(picture, "png", Path.of(path + ".png").toFile());
  }

  /** Time of this thread in ns: the machine may be busy with other things. */
  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static void draw(Sample sample, int n, BufferedImage picture, int left, int top) {
    for (int y = 0; y < n; y++)
      for (int x = 0; x < n; x++) {
        final float v = sample.input()[(n + y) * n + x];
        final int grey = (int) Math.max(0, Math.min(255, (v + 1.8) / 4.8 * 255));
        final int rgb = isEdge(sample.target(), n, x, y) ? 0xff3020 : grey * 0x10101;
        picture.setRGB(left + x, top + n - 1 - y, rgb);
      }
  }

  private static boolean isEdge(float[] target, int n, int x, int y) {
    if (target[y * n + x] < 0.5 || x == 0 || y == 0 || x == n - 1 || y == n - 1) return false;
    return target[y * n + x - 1] < 0.5
        || target[y * n + x + 1] < 0.5
        || target[(y - 1) * n + x] < 0.5
        || target[(y + 1) * n + x] < 0.5;
  }
}
