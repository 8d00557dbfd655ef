package org.myelon.vertebra;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.myelon.step.Methods;
import org.myelon.step.Progress;

/** Finds discs by their likeness to those of a template. */
final class TemplateSource implements DiscSource {

  /** Two discs are at least this far apart, mm. */
  private static final double APART = 8;

  /** A likeness that stands out by less than this is chance. */
  private static final double LEAST_CONTRAST = 0.06;

  /** Where between the usual and the highest likeness a disc becomes more probable than not. */
  private static final double MIDDLE = 0.5;

  private static final double STEEPNESS = 6;

  /** The rank of the likeness that counts as the highest, so that one odd place does not. */
  private static final double HIGHEST = 0.97;

  /** What is compared as a whole, mm before the cord. */
  private static final int FIRST_COLUMN = SagittalSlab.column(-25),
      LAST_COLUMN = SagittalSlab.column(30);

  /** Log likelihood for a nat of mutual information; neighbouring samples say much the same. */
  private static final double WEIGHT = 30;

  private final SagittalSlab subject;
  private final SpineView view;
  private final TemplateSpine template;
  private final MatchPatterns patterns;
  private final MatchPatterns.Match[] matches;

  private TemplateSource(
      SpineView view,
      TemplateSpine template,
      MatchPatterns patterns,
      MatchPatterns.Match[] matches) {
    this.view = view;
    this.subject = view.slab();
    this.template = template;
    this.patterns = patterns;
    this.matches = matches;
  }

  static TemplateSource look(SpineView view, TemplateSpine template, Progress progress) {
    final MatchPatterns patterns = new MatchPatterns(view.slab(), template);
    return new TemplateSource(view, template, patterns, patterns.discs(progress));
  }

  @Override
  public String name() {
    return "template";
  }

  @Override
  public SpineLengths lengths() {
    return template.lengths();
  }

  @Override
  public double front(int disc) {
    return template.front(disc);
  }

  @Override
  public List<DiscCandidate> candidates() {
    final double[] likeness =
        Arrays.stream(matches).mapToDouble(MatchPatterns.Match::likeness).toArray();
    final double[] sorted =
        Arrays.stream(likeness).filter(v -> !Double.isNaN(v)).sorted().toArray();
    if (sorted.length == 0) return List.of();
    final double usual = sorted[sorted.length / 2];
    final double high = sorted[(int) (HIGHEST * (sorted.length - 1))];
    final List<DiscCandidate> found = new ArrayList<>();
    if (high - usual < LEAST_CONTRAST) return found;
    for (int r = 0; r < likeness.length; r++) {
      if (!isPeak(likeness, r)) continue;
      final double part = (likeness[r] - usual) / (high - usual);
      final double confidence = 1 / (1 + Math.exp(-STEEPNESS * (part - MIDDLE)));
      view.candidate(subject.arc(r), TemplateSpine.USUAL_FRONT, confidence).ifPresent(found::add);
    }
    return found;
  }

  /** Of the disc at a place; 0 beyond the slab, where other sources may see discs. */
  private double slope(double arc) {
    final int row = subject.row(arc);
    return row < 0 || row >= subject.rows() ? 0 : matches[row].slope();
  }

  private static boolean isPeak(double[] values, int r) {
    if (Double.isNaN(values[r])) return false;
    final int reach = (int) (APART / 2 / SagittalSlab.STEP_MM);
    for (int i = Math.max(0, r - reach); i <= Math.min(values.length - 1, r + reach); i++)
      if (values[i] > values[r] || values[i] == values[r] && i < r) return false;
    return true;
  }

  /** How alike the whole slabs are once the discs of both lie at the same places. */
  @Override
  public double evidence(Spine spine) {
    final SortedMap<Double, double[]> links = new TreeMap<>();
    spine
        .discs()
        .forEach(
            (disc, candidate) -> {
              final double arc = candidate.arc();
              if (template.arcs().containsKey(disc))
                links.put(arc, new double[] {template.arcs().get(disc), slope(arc)});
            });
    if (links.isEmpty()) return Double.NaN;
    final int columns = LAST_COLUMN - FIRST_COLUMN + 1;
    final float[] own = new float[subject.rows() * columns], other = new float[own.length];
    for (int row = 0; row < subject.rows(); row++) {
      final double[] there = linked(links, subject.arc(row), spine.scale());
      for (int c = 0; c < columns; c++) {
        final int column = FIRST_COLUMN + c;
        own[row * columns + c] = subject.sloped(row, column, there[1]);
        other[row * columns + c] = (float) template.slab().at(there[0], column);
      }
    }
    return WEIGHT
        * MutualInformation.of(
            MutualInformation.bins(own), MutualInformation.bins(other), own.length / 4);
  }

  /** The place along the template that belongs to one along the subject, and the slope there. */
  private static double[] linked(SortedMap<Double, double[]> links, double arc, double scale) {
    final SortedMap<Double, double[]> below = links.headMap(arc), above = links.tailMap(arc);
    if (below.isEmpty()) return beyond(links.get(links.firstKey()), arc - links.firstKey(), scale);
    if (above.isEmpty()) return beyond(links.get(links.lastKey()), arc - links.lastKey(), scale);
    final double a = below.lastKey(), b = above.firstKey(), part = (arc - a) / (b - a);
    final double[] from = links.get(a), to = links.get(b);
    return new double[] {from[0] + part * (to[0] - from[0]), from[1] + part * (to[1] - from[1])};
  }

  private static double[] beyond(double[] end, double distance, double scale) {
    return new double[] {end[0] + distance / scale, end[1]};
  }

  @Override
  public DiscCandidate placed(int disc, DiscCandidate candidate) {
    final double[] place = patterns.refined(disc, candidate.arc(), slope(candidate.arc()));
    return view.candidate(place[0], place[1], candidate.confidence()).orElse(candidate);
  }

  @Override
  public List<Methods> methods() {
    return List.of(
        new Methods(
            "Discs were found by the mutual information of the straightened image and the discs of the"
                + " template.",
            "Ullmann E, et al. Automatic labeling of vertebral levels using a robust template-based"
                + " approach. Int J Biomed Imaging 2014;2014:719520. doi:10.1155/2014/719520"));
  }
}
