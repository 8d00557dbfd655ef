package org.myelon.vertebra;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.myelon.step.Parallel;
import org.myelon.step.Progress;

/**
 * Compares the surroundings of each disc of a template with every place along a subject's cord:
 * SCT's pattern before the cord, {@link MutualInformation} as the measure of likeness.
 */
final class MatchPatterns {

  /** The pattern from back to front, mm before the cord, and half its height (SCT: 16 ± 5.5). */
  private static final double BACK = 10.5, FRONT = 21.5, HALF_HEIGHT = 6;

  private static final int FIRST_COLUMN = SagittalSlab.column(BACK);
  private static final int COLUMNS = SagittalSlab.column(FRONT) - FIRST_COLUMN + 1;
  private static final int HALF = (int) (HALF_HEIGHT / SagittalSlab.STEP_MM);
  private static final int SAMPLES = (2 * HALF + 1) * COLUMNS;

  /** Part of a pattern that must be in the image. */
  private static final double LEAST_PART = 0.4;

  /** Samples below which nothing can be said. */
  private static final int FEWEST = 60;

  /** Discs are not quite straight across the cord: their front is higher by these slopes. */
  private static final double[] SLOPES = {-0.36, -0.18, 0, 0.18, 0.36};

  /** Where a tilted disc keeps its place: its posterior tip, about, mm before the cord. */
  private static final int HINGE = SagittalSlab.column(TemplateSpine.USUAL_FRONT);

  /** How far a disc may be moved when its own pattern places it, mm along and before the cord. */
  private static final double REFINE_ALONG = 3, REFINE_FRONT = 2;

  /** Likeness that a millimetre squared of such a move must gain. */
  private static final double MOVE_PRICE = 0.01;

  private final SagittalSlab subject;
  private final TemplateSpine template;
  private final SortedMap<Integer, byte[]> patterns = new TreeMap<>();

  /**
   * How much a place looks like a disc.
   *
   * @param likeness mutual information, nats; NaN where the image shows too little
   * @param slope of the disc
   */
  record Match(double likeness, double slope) {}

  MatchPatterns(SagittalSlab subject, TemplateSpine template) {
    this.subject = subject;
    this.template = template;
    template
        .arcs()
        .forEach(
            (disc, arc) -> {
              if (TemplateSpine.isVisible(disc))
                patterns.put(disc, window(template.slab(), template.slab().row(arc), 0, 0));
            });
  }

  private static byte[] window(SagittalSlab slab, int row, int shift, double slope) {
    final float[] samples = new float[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      final int column = FIRST_COLUMN + i % COLUMNS;
      final int rise = (int) Math.round(slope * (column - HINGE));
      samples[i] = slab.at(row - HALF + i / COLUMNS + rise, column + shift);
    }
    return MutualInformation.bins(samples);
  }

  private static double likeness(byte[] pattern, byte[] here) {
    final int there = MutualInformation.count(pattern);
    return MutualInformation.of(pattern, here, Math.max(FEWEST, (int) (LEAST_PART * there)));
  }

  /**
   * How much each place looks like a disc: the best mean of three neighbouring discs of the
   * template, since a single one is sometimes met by chance.
   */
  Match[] discs(Progress progress) {
    final Match[] matches = new Match[subject.rows()];
    final List<byte[]> all = new ArrayList<>(patterns.values());
    Parallel.forEach(
        matches.length,
        "comparing with the template",
        progress,
        row -> {
          matches[row] = new Match(Double.NaN, 0);
          for (double slope : SLOPES) {
            final byte[] here = window(subject, row, 0, slope);
            final double mean =
                bestMean(all.stream().mapToDouble(p -> likeness(p, here)).toArray());
            if (!(mean <= matches[row].likeness)) matches[row] = new Match(mean, slope);
          }
        });
    return matches;
  }

  private static double bestMean(double[] each) {
    final int together = Math.min(3, each.length);
    double best = Double.NEGATIVE_INFINITY;
    for (int i = 0; i + together <= each.length; i++)
      best = Math.max(best, Arrays.stream(each, i, i + together).average().orElseThrow());
    return Double.isInfinite(best) ? Double.NaN : best;
  }

  /**
   * The place near another one at which the patterns of a disc and its neighbours fit best.
   *
   * @param slope of the disc
   * @return mm along the cord and mm before it, of the disc's tip
   */
  double[] refined(int disc, double arc, double slope) {
    final Collection<byte[]> own = patterns.subMap(disc - 1, disc + 2).values();
    final double[] best = {arc, template.front(disc)};
    double highest = Double.NEGATIVE_INFINITY;
    final int row = subject.row(arc);
    final double step = SagittalSlab.STEP_MM;
    final int along = (int) (REFINE_ALONG / step), front = (int) (REFINE_FRONT / step);
    for (int r = -along; r <= along; r++)
      for (int f = -front; f <= front; f++) {
        final byte[] here = window(subject, row + r, f, slope);
        final double fit = own.stream().mapToDouble(p -> likeness(p, here)).average().orElse(0);
        final double near = fit - MOVE_PRICE * (r * r + f * f) * step * step;
        if (!(near > highest)) continue;
        highest = near;
        best[0] = subject.arc(row + r);
        best[1] = template.front(disc) + f * step;
      }
    return best;
  }
}
