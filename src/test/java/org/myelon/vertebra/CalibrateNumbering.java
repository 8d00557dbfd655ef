package org.myelon.vertebra;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.myelon.centerline.Centerline;
import org.myelon.centerline.FitCenterline;
import org.myelon.image.Volume;
import org.myelon.segment.training.DrawnSubject;
import org.myelon.step.Progress;
import org.myelon.template.Template;
import org.myelon.template.Template.Part;
import org.myelon.vertebra.network.NetworkDiscs;

/**
 * By hand: whether numbers are right as often as their probability says, by the template, the
 * network and both together. The weights of {@link FusedSource} are those with the least mean
 * surprise, which is minus the logarithm of the probability of the right numbers.
 *
 * <p>Arguments: {@code disguised|drawn SHARED FIRST COUNT}: pieces of the template in other
 * contrasts, or spines that do not exist, 40 to 220 mm, by their seeds.
 */
final class CalibrateNumbering {

  /** A candidate that lies so near to a disc is this disc, mm along the cord. */
  private static final double SAME = 5;

  private static final double[] BINS = {0, 0.3, 0.5, 0.75, 0.9, 1.01};

  /** Numbers with their probability, whether they are right, and that of the right ones. */
  private record Answer(double certainty, boolean right, double ofRight) {}

  private CalibrateNumbering() {}

  public static void main(String[] args) {
    final Template template = Template.open(Path.of(args[1]).resolve("data/sct-testing/template"));
    final TemplateSpine spine = TemplateSpine.read(template, Part.T2, Progress.NONE);
    final Map<String, List<Answer>> answers = new LinkedHashMap<>();
    final int first = Integer.parseInt(args[2]);
    for (int seed = first; seed < first + Integer.parseInt(args[3]); seed++) {
      if (args[0].equals("drawn")) {
        final DrawnSubject s = DrawnSubject.draw(seed, 40, 220);
        answer(spine, s.image(), s.cord(), s.discs(), answers);
      } else {
        final BentTemplate s = BentTemplate.draw(template, seed, 40, 220).disguised(seed);
        answer(spine, s.image(), s.cord(), s.discs(), answers);
      }
    }
    answers.forEach(CalibrateNumbering::print);
  }

  private static void answer(
      TemplateSpine spine,
      Volume image,
      Volume cord,
      SortedMap<Integer, double[]> discs,
      Map<String, List<Answer>> answers) {
    final Centerline line =
        FitCenterline.ofCord(cord, FitCenterline.Settings.defaults(), Progress.NONE);
    final SpineView view = SpineView.of(image, line, Progress.NONE);
    final SortedMap<Integer, Double> truth = new TreeMap<>();
    discs.tailMap(SpineModel.FIRST).forEach((number, p) -> truth.put(number, view.arc(p)));
    final DiscSource template = TemplateSource.look(view, spine, Progress.NONE);
    final DiscSource network = NetworkSource.look(view, new NetworkDiscs("cpu"), Progress.NONE);
    final DiscSource both = new FusedSource(template, network, line.length());
    for (DiscSource source : List.of(template, network, both)) {
      final SpineModel model =
          new SpineModel(source.lengths(), source.weights(), 1, 0, line.length());
      final List<Spine> spines = new Numbering(model, source.candidates(), Map.of()).spines();
      if (!spines.isEmpty())
        answers
            .computeIfAbsent(source.name(), name -> new ArrayList<>())
            .add(answer(Posterior.of(spines, source::evidence), truth));
    }
  }

  private static Answer answer(Posterior posterior, SortedMap<Integer, Double> truth) {
    double all = 0, right = 0;
    for (Spine s : posterior.spines()) {
      final double p = Math.exp(s.score() - posterior.best().score());
      all += p;
      if (isRight(s, truth)) right += p;
    }
    return new Answer(posterior.certainty(), isRight(posterior.best(), truth), right / all);
  }

  /** Whether most of its discs have their number. */
  private static boolean isRight(Spine spine, SortedMap<Integer, Double> truth) {
    final Map<Integer, Integer> votes = new TreeMap<>();
    spine
        .discs()
        .forEach(
            (number, c) ->
                truth.forEach(
                    (is, arc) -> {
                      if (Math.abs(arc - c.arc()) < SAME) votes.merge(number - is, 1, Integer::sum);
                    }));
    return votes.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .filter(most -> most.getKey() == 0)
        .isPresent();
  }

  private static void print(String name, List<Answer> answers) {
    System.out.printf(
        Locale.ROOT,
        "%s: %d images, mean surprise %.2f%n",
        name,
        answers.size(),
        // numbers that are impossible count as a chance in a hundred thousand
        answers.stream()
            .mapToDouble(a -> -Math.log(Math.max(1e-5, a.ofRight)))
            .average()
            .orElse(0));
    for (int b = 0; b + 1 < BINS.length; b++) {
      final double low = BINS[b], high = BINS[b + 1];
      final List<Answer> own =
          answers.stream().filter(a -> a.certainty >= low && a.certainty < high).toList();
      System.out.printf(
          Locale.ROOT,
          "  probability from %.2f: %d, mean %.2f, %d right%n",
          low,
          own.size(),
          own.stream().mapToDouble(Answer::certainty).average().orElse(Double.NaN),
          own.stream().filter(Answer::right).count());
    }
  }
}
