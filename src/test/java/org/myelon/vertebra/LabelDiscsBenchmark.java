package org.myelon.vertebra;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.myelon.image.Volume;
import org.myelon.image.nifti.Nifti;
import org.myelon.step.InputException;
import org.myelon.step.Progress;
import org.myelon.step.Table;
import org.myelon.template.Template;

/**
 * How many discs are found and how far off they are: pieces of a template, and single images.
 *
 * <p>Arguments: {@code pieces TEMPLATE COUNT} or {@code image TEMPLATE IMAGE CORD START [FOLDER]},
 * where the results go.
 */
public final class LabelDiscsBenchmark {

  private static final int FIRST_SEED = Integer.getInteger("seed", 1);

  private LabelDiscsBenchmark() {}

  public static void main(String[] args) {
    final Template template = Template.open(Path.of(args[1]));
    if (args[0].equals("pieces")) pieces(template, Integer.parseInt(args[2]));
    else image(template, args);
  }

  private static void pieces(Template template, int count) {
    int all = 0, right = 0, refused = 0;
    for (int seed = FIRST_SEED; seed < FIRST_SEED + count; seed++) {
      final BentTemplate piece = BentTemplate.draw(template, seed, 80, 220);
      int own = 0, good = 0;
      final StringBuilder errors = new StringBuilder();
      try {
        final LabelDiscs.Result result =
            LabelDiscs.run(
                new LabelDiscs.Inputs(piece.image(), piece.cord(), template),
                LabelDiscs.Settings.defaults(),
                Progress.NONE);
        final Map<Integer, double[]> found = Start.of(result.discs()).known();
        for (Map.Entry<Integer, double[]> disc : piece.discs().entrySet()) {
          own++;
          final double[] f = found.get(disc.getKey());
          final double d = f == null ? Double.NaN : distance(f, disc.getValue());
          if (d <= 3) good++;
          errors.append(String.format(Locale.ROOT, " %d:%.1f", disc.getKey(), d));
          if (f != null && d > 2)
            errors.append(
                String.format(
                    Locale.ROOT,
                    "(%.1f,%.1f)",
                    f[1] - disc.getValue()[1],
                    f[2] - disc.getValue()[2]));
        }
        errors.append(' ').append(result.reason());
      } catch (InputException e) {
        own = piece.discs().size();
        refused++;
        errors.append(' ').append(piece.discs().keySet()).append(e.getMessage());
      }
      all += own;
      right += good;
      System.out.println(seed + ": " + good + " of " + own + errors);
    }
    System.out.println(right + " of " + all + " discs within 3 mm, refused " + refused);
  }

  private static void image(Template template, String[] args) {
    final Volume image = Nifti.read(Path.of(args[2])), cord = Nifti.read(Path.of(args[3]));
    final long begin = System.nanoTime();
    final LabelDiscs.Result result =
        LabelDiscs.run(
            new LabelDiscs.Inputs(image, cord, template),
            LabelDiscs.Settings.defaults().withStart(Start.parse(args[4], cord)),
            Progress.NONE);
    System.out.printf(
        Locale.ROOT, "%s%n%.1f s%n", result.reason(), (System.nanoTime() - begin) / 1e9);
    final Table table = result.table();
    for (int r = 0; r < table.rowCount(); r++) System.out.println(table.row(r));
    if (args.length < 6) return;
    final Path folder = Path.of(args[5]);
    Nifti.write(result.discs(), folder.resolve("discs.nii.gz"));
    Nifti.write(result.levels(), folder.resolve("levels.nii.gz"));
    Nifti.write(result.bodies(), folder.resolve("bodies.nii.gz"));
  }

  private static double distance(double[] p, double[] q) {
    return Math.hypot(Math.hypot(p[0] - q[0], p[1] - q[1]), p[2] - q[2]);
  }
}
