package org.myelon.vertebra;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleBiFunction;
import org.myelon.centerline.Centerline;
import org.myelon.centerline.FitCenterline;
import org.myelon.image.Volume;
import org.myelon.image.nifti.Nifti;
import org.myelon.segment.training.DrawnSubject;
import org.myelon.step.InputException;
import org.myelon.step.Progress;
import org.myelon.template.Template;
import org.myelon.vertebra.LabelDiscs.Method;
import org.myelon.vertebra.network.NetworkDiscs;

/**
 * How many discs are found, how far off they are, and how often their numbers are right, wrong or
 * asked for.
 *
 * <p>Arguments: {@code pieces|disguised|drawn SHARED FIRST COUNT [METHODS]} for pieces of the
 * template, the same in other contrasts, and spines that do not exist, by their seeds; {@code real
 * SHARED [METHODS]} for the real images at hand. Methods with commas; {@code auto} if not given.
 */
public final class LabelDiscsBenchmark {

  private static final String TESTING = "data/sct-testing/";

  private static final String TUTORIAL = "data/sct-tutorial/single_subject/";

  private static final String UNF01 = "data/spine-generic-unf01/";

  /** Image, cord, and its discs by eye as {@link Start} reads them, or null. */
  private static final String[][] REAL = {
    {TESTING + "t2/t2", TESTING + "t2/t2_seg-manual", "53,3:34,4:16,5:1,6"},
    {TESTING + "t1/t1w", TESTING + "t1/t1w_seg-manual", "55,3:36,4:18,5:3,6"},
    {
      TUTORIAL + "t2_lumbar/t2_lumbar",
      "reference/sct/inputs/t2_lumbar_seg",
      "19,83,187,17:19,85,162,18:19,88,133,19:19,93,101,20"
    },
    {TUTORIAL + "mt/mt1", "reference/sct/inputs/mt1_seg", null},
    {
      UNF01 + "sub-unf01/anat/sub-unf01_T2w",
      UNF01 + "derivatives/labels/sub-unf01/anat/sub-unf01_T2w_seg-manual",
      null
    },
    {
      UNF01 + "sub-unf01/anat/sub-unf01_T1w",
      UNF01 + "derivatives/labels/sub-unf01/anat/sub-unf01_T1w_seg-manual",
      null
    },
  };

  /** A disc is found if it lies at most so far off; the numbers count up to the other, mm. */
  private static final double NEAR = 3, SAME = 8;

  /**
   * @param along whether only the place of a disc along the cord is known
   */
  private record Subject(
      String name, Volume image, Volume cord, SortedMap<Integer, double[]> discs, boolean along) {

    ToDoubleBiFunction<double[], double[]> distance() {
      if (!along) return LabelDiscsBenchmark::distance;
      final Centerline line =
          FitCenterline.ofCord(cord, FitCenterline.Settings.defaults(), Progress.NONE);
      return (p, q) -> Math.abs(arc(line, p) - arc(line, q));
    }

    private static double arc(Centerline line, double[] p) {
      return line.arcLengthAt(line.nearestPlace(p));
    }
  }

  /** What came out of one method, over all subjects. */
  private static final class Tally {
    private int right, wrong, asked, discs, found;

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "numbers right %d, wrong %d, asked for %d; discs within %.0f mm: %d of %d",
          right,
          wrong,
          asked,
          NEAR,
          found,
          discs);
    }
  }

  private LabelDiscsBenchmark() {}

  public static void main(String[] args) {
    final Path shared = Path.of(args[1]);
    final boolean real = args[0].equals("real");
    final int methods = real ? 2 : 4;
    final Map<String, Tally> tallies = new LinkedHashMap<>();
    for (String m : (args.length > methods ? args[methods] : "auto").split(","))
      tallies.put(m, new Tally());
    final Template template = Template.open(shared.resolve(TESTING + "template"));
    final int first = real ? 0 : Integer.parseInt(args[2]);
    final int count = real ? REAL.length : Integer.parseInt(args[3]);
    for (int i = first; i < first + count; i++) {
      final Subject subject = real ? real(shared, REAL[i]) : subject(args[0], template, i);
      for (Map.Entry<String, Tally> t : tallies.entrySet())
        System.out.println(
            subject.name
                + ", "
                + t.getKey()
                + ": "
                + one(subject, template, t.getKey(), t.getValue()));
    }
    tallies.forEach((m, tally) -> System.out.println(m + ": " + tally));
  }

  private static Subject subject(String kind, Template template, long seed) {
    if (kind.equals("drawn")) {
      final DrawnSubject s = DrawnSubject.draw(seed, 40, 220);
      return new Subject("drawn " + seed, s.image(), s.cord(), s.discs(), false);
    }
    final boolean own = kind.equals("pieces");
    final BentTemplate piece = BentTemplate.draw(template, seed, own ? 80 : 40, 220);
    final BentTemplate s = own ? piece : piece.disguised(seed);
    return new Subject(kind + " " + seed, s.image(), s.cord(), s.discs(), false);
  }

  private static Subject real(Path shared, String[] files) {
    final Volume cord = Nifti.read(shared.resolve(files[1] + ".nii.gz"));
    return new Subject(
        Path.of(files[0]).getFileName().toString(),
        Nifti.read(shared.resolve(files[0] + ".nii.gz")),
        cord,
        files[2] == null ? new TreeMap<>() : Start.parse(files[2], cord).known(),
        true);
  }

  private static String one(Subject subject, Template template, String method, Tally tally) {
    final SortedMap<Integer, double[]> truth = subject.discs.tailMap(SpineModel.FIRST);
    tally.discs += truth.size();
    try {
      final LabelDiscs.Result result =
          LabelDiscs.run(
              new LabelDiscs.Inputs(subject.image, subject.cord, template, new NetworkDiscs("cpu")),
              LabelDiscs.Settings.defaults().withMethod(Method.of(method)),
              Progress.NONE);
      final SortedMap<Integer, double[]> found = Start.of(result.discs()).known();
      if (truth.isEmpty()) return "numbered " + result.reason();
      final ToDoubleBiFunction<double[], double[]> distance = subject.distance();
      final boolean right = shift(truth, found, distance) == 0;
      if (right) tally.right++;
      else tally.wrong++;
      return (right ? "right" : "WRONG")
          + errors(truth, found, distance, tally)
          + "  "
          + result.reason();
    } catch (InputException e) {
      tally.asked++;
      return "asked " + truth.keySet() + "  " + e.getMessage();
    }
  }

  private static String errors(
      SortedMap<Integer, double[]> truth,
      SortedMap<Integer, double[]> found,
      ToDoubleBiFunction<double[], double[]> distance,
      Tally tally) {
    final List<String> errors = new ArrayList<>();
    truth.forEach(
        (number, place) -> {
          final double[] own = found.get(number);
          final double d = own == null ? Double.NaN : distance.applyAsDouble(own, place);
          if (d <= NEAR) tally.found++;
          errors.add(String.format(Locale.ROOT, "%d:%.1f", number, d));
        });
    return " " + String.join(" ", errors);
  }

  /** By how much most numbers are too high; a large number if no disc is where one should be. */
  private static int shift(
      SortedMap<Integer, double[]> truth,
      SortedMap<Integer, double[]> found,
      ToDoubleBiFunction<double[], double[]> distance) {
    final Map<Integer, Integer> votes = new TreeMap<>();
    found.forEach(
        (number, p) ->
            truth.forEach(
                (true_, q) -> {
                  if (distance.applyAsDouble(p, q) <= SAME)
                    votes.merge(number - true_, 1, Integer::sum);
                }));
    return votes.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse(Integer.MAX_VALUE);
  }

  private static double distance(double[] p, double[] q) {
    return Math.hypot(Math.hypot(p[0] - q[0], p[1] - q[1]), p[2] - q[2]);
  }
}
