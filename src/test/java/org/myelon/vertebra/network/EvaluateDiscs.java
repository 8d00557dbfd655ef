package org.myelon.vertebra.network;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.myelon.centerline.Centerline;
import org.myelon.image.Volume;
import org.myelon.image.nifti.Nifti;
import org.myelon.label.PointLabel;
import org.myelon.label.PointLabels;
import org.myelon.segment.network.ComputeDevice;
import org.myelon.step.Progress;
import org.myelon.vertebra.DiscCandidate;

/**
 * By hand: what a model finds in the real images at hand, with pictures of the middle plane and the
 * heat. Arguments: folder of a model or - for the built-in one, shared folder, folder for pictures.
 */
final class EvaluateDiscs {

  private static final String[][] IMAGES = {
    {"data/sct-testing/t2/t2", "data/sct-testing/t2/t2_seg-manual", null},
    {"data/sct-testing/t1/t1w", "data/sct-testing/t1/t1w_seg-manual", null},
    {
      "data/sct-tutorial/single_subject/t2_lumbar/t2_lumbar",
      "reference/sct/inputs/t2_lumbar_seg",
      null
    },
    {
      "data/spine-generic-unf01/sub-unf01/anat/sub-unf01_T2w",
      "data/spine-generic-unf01/derivatives/labels/sub-unf01/anat/sub-unf01_T2w_seg-manual",
      null
    },
    {
      "data/spine-generic-unf01/sub-unf01/anat/sub-unf01_T1w",
      "data/spine-generic-unf01/derivatives/labels/sub-unf01/anat/sub-unf01_T1w_seg-manual",
      null
    },
    {
      "data/sct-testing/template/template/PAM50_small_t2",
      "data/sct-testing/template/template/PAM50_small_cord",
      "data/sct-testing/template/template/PAM50_small_label_discPosterior"
    },
  };

  private EvaluateDiscs() {}

  public static void main(String[] args) throws IOException {
    final Path model = args[0].equals("-") ? null : Path.of(args[0]);
    final Path shared = Path.of(args[1]), pictures = Files.createDirectories(Path.of(args[2]));
    try (DiscNetwork network = DiscNetwork.open(model, ComputeDevice.open("cpu", Progress.NONE))) {
      for (String[] files : IMAGES) {
        final Volume image = Nifti.read(shared.resolve(files[0] + ".nii.gz"));
        final Volume cord = Nifti.read(shared.resolve(files[1] + ".nii.gz"));
        final String name = Path.of(files[0]).getFileName().toString();
        final long start = System.nanoTime();
        final FindDiscs.Result found =
            FindDiscs.run(image, cord, network, FindDiscs.Settings.defaults(), Progress.NONE);
        System.out.printf(Locale.ROOT, "%n%s, %.2f s%n", name, (System.nanoTime() - start) / 1e9);
        for (DiscCandidate d : found.discs()) System.out.println("  " + text(d, image));
        final Junction j = found.junction();
        if (j != null)
          System.out.printf(
              Locale.ROOT, "  junction at %.1f, confidence %.2f%n", j.arc(), j.confidence());
        if (files[2] != null)
          compare(PointLabels.of(Nifti.read(shared.resolve(files[2] + ".nii.gz"))), found);
        picture(image, found, network, pictures.resolve(name + ".png"));
      }
    }
  }

  private static String text(DiscCandidate d, Volume image) {
    final double[] v = image.voxelToWorld().inverse().apply(d.point());
    return String.format(
        Locale.ROOT,
        "arc %.1f, voxel %.1f %.1f %.1f, confidence %.2f, C2/C3 %.2f",
        d.arc(),
        v[0],
        v[1],
        v[2],
        d.confidence(),
        d.c2c3());
  }

  private static void compare(PointLabels truth, FindDiscs.Result found) {
    for (PointLabel label : truth.points()) {
      final double[] p = truth.world(label);
      final DiscCandidate best =
          found.discs().stream()
              .min((a, b) -> Double.compare(distance(a.point(), p), distance(b.point(), p)))
              .orElse(null);
      if (best != null)
        System.out.printf(
            Locale.ROOT,
            "  label %d: %.1f mm, %.1f along the cord%n",
            label.value(),
            distance(best.point(), p),
            Math.abs(best.arc() - found.line().arcLengthAt(found.line().nearestPlace(p))));
    }
  }

  static double distance(double[] a, double[] b) {
    return Math.sqrt(
        Math.pow(a[0] - b[0], 2) + Math.pow(a[1] - b[1], 2) + Math.pow(a[2] - b[2], 2));
  }

  private static void picture(Volume image, FindDiscs.Result found, DiscNetwork network, Path file)
      throws IOException {
    final Centerline line = found.line();
    final CordSlab slab = CordSlab.along(line, network.model().window());
    final float[] planes = slab.read(image, Progress.NONE);
    final HeatMaps heat = network.heat(planes, Progress.NONE);
    final int columns = heat.columns(), rows = slab.rows(), n = rows * columns, zoom = 3;
    double sum = 0, squares = 0;
    int count = 0;
    for (int i = n; i < 2 * n; i++)
      if (!Float.isNaN(planes[i])) {
        sum += planes[i];
        squares += planes[i] * planes[i];
        count++;
      }
    final double mean = sum / count, sd = Math.sqrt(squares / count - mean * mean);
    final BufferedImage picture =
        new BufferedImage(2 * columns * zoom, rows * zoom, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < rows * zoom; y++)
      for (int x = 0; x < 2 * columns * zoom; x++) {
        final int at = (rows - 1 - y / zoom) * columns + x / zoom % columns;
        final double v = planes[n + at];
        final int grey = Double.isNaN(v) ? 0 : byteOf(100 + 60 * (v - mean) / sd);
        final boolean right = x >= columns * zoom;
        final int red = right ? byteOf(grey / 2.0 + 250 * heat.maps()[0][at]) : grey;
        final int green = right ? byteOf(grey / 2.0 + 250 * heat.maps()[1][at]) : grey;
        final int blue = right ? byteOf(grey / 2.0 + 250 * heat.maps()[2][at]) : grey;
        picture.setRGB(x, y, red << 16 | green << 8 | blue);
      }
    ImageIO.write(picture, "png", file.toFile());
  }

  private static int byteOf(double v) {
    return (int) Math.max(0, Math.min(255, Math.round(v)));
  }
}
