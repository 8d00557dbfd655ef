package org.myelon.segment.training;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import javax.imageio.ImageIO;
import org.myelon.segment.axial.AxialModel;

/**
 * By hand: 64 samples of each source and model as a picture, the slice with the outline of the
 * target, and how long one takes. Arguments: shared folder, folder for the pictures, name of a
 * model and part of an image's name or "drawn" (both optional).
 */
final class ContactSheets {

  private static final int COLUMNS = 12;
  private static final int COUNT = 60;

  private ContactSheets() {}

  public static void main(String[] args) throws IOException {
    final Path shared = Path.of(args[0]);
    final Path folder = Files.createDirectories(Path.of(args[1]));
    for (AxialModel model :
        List.of(AxialModel.cord(), AxialModel.localiser(), AxialModel.grayMatter())) {
      if (args.length > 2 && !model.name().equals(args[2])) continue;
      final Path file = folder.resolve(model.name() + "-");
      if (args.length < 4 || args[3].equals("drawn"))
        sheet(DrawnBodies.source(DrawnBodies.labels(shared), model), model, file + "drawn.png");
      for (OwnData d : OwnData.ALL) {
        final String mask = d.mask(model.target());
        final String name = Path.of(d.image()).getFileName().toString().replace(".nii.gz", "");
        if (mask == null || args.length > 3 && !name.contains(args[3])) continue;
        final LabelledImage image =
            LabelledImage.of(OwnData.read(shared, d.image()), OwnData.readMask(shared, mask));
        sheet(WindowSource.of(image, model), model, file + name + ".png");
      }
    }
  }

  private static void sheet(SampleSource source, AxialModel model, String path) throws IOException {
    final RandomGenerator random = new SplittableRandom(1);
    for (int i = 0; i < 400; i++) source.draw(random);
    final int n = model.pixels(), tile = n + 2;
    final BufferedImage picture =
        new BufferedImage(COLUMNS * tile, COUNT / COLUMNS * tile, BufferedImage.TYPE_INT_RGB);
    final long start = cpu();
    for (int i = 0; i < COUNT; i++)
      draw(source.draw(random), n, picture, i % COLUMNS * tile, i / COLUMNS * tile);
    System.out.printf("%s %.2f ms%n", path, (cpu() - start) / 1e6 / COUNT);
    ImageIO.write(picture, "png", new File(path));
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
