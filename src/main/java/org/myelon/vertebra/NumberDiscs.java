package org.myelon.vertebra;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.myelon.label.Vertebra;
import org.myelon.step.InputException;
import org.myelon.vertebra.SpineModel.Weights;

/** Numbers the candidates of a source, with what the user knows. */
record NumberDiscs(SpineView view, Start start, double scale) {

  /** A given disc is the seen one that is at most so many vertebrae away. */
  private static final double SAME = 0.3;

  /** A place with sure discs at most so many vertebrae above and below is between them. */
  private static final double BETWEEN = 0.75, SURE = 0.6;

  /** How sure a disc is that the user gave and that is not seen. */
  private static final double GIVEN = 0.95;

  /** Log likelihood that a given number may cost before it must be wrong. */
  private static final double MOST_COST = 7;

  /** A disc may lie at most this far beyond the cord, mm. */
  private static final double BEYOND = 15;

  /**
   * @throws InputException if there is no disc, or the user's numbers do not fit
   */
  Outcome run(DiscSource source) {
    final List<DiscCandidate> seen = source.candidates();
    if (seen.isEmpty() && start.isAutomatic()) throw nothingSeen();
    final List<Spine> free = spines(source, source.weights(), seen, Map.of());
    if (start.isAutomatic()) return new Outcome(Proposal.of(source, free), "");
    final List<DiscCandidate> all = new ArrayList<>(seen);
    final Map<DiscCandidate, Integer> known = known(all, source);
    final List<Spine> fitting = spines(source, source.weights(), all, known);
    if (fitting.isEmpty() || cost(source, seen, all, known) > MOST_COST) throw misfit(free);
    final Set<DiscCandidate> added = new HashSet<>(known.keySet());
    seen.forEach(added::remove);
    final Proposal given = Proposal.of(source, fitting).withAdded(added);
    return new Outcome(given, free.isEmpty() ? "" : doubt(given, Proposal.of(source, free)));
  }

  /**
   * @param proposal the most plausible numbers
   * @param doubt what speaks against the numbers that the user gave; empty if nothing does
   */
  record Outcome(Proposal proposal, String doubt) {}

  /** How badly the numbers that the user gave fit the places; the look does not count. */
  private double cost(
      DiscSource source,
      List<DiscCandidate> seen,
      List<DiscCandidate> all,
      Map<DiscCandidate, Integer> known) {
    final List<Spine> free = spines(source, Weights.PLACES, seen, Map.of());
    return free.isEmpty()
        ? 0
        : free.get(0).score() - spines(source, Weights.PLACES, all, known).get(0).score();
  }

  private static String doubt(Proposal given, Proposal free) {
    return free.isCertain() && free.numbersDifferently(given)
        ? String.format(
            Locale.ROOT,
            "; without the label they would be %s (probability %.2f): check it",
            free.range(),
            free.certainty())
        : "";
  }

  private InputException nothingSeen() {
    return new InputException(
        "No disc is seen beside the cord in "
            + view.image()
            + ": give an image that shows the vertebrae, and the mask of its cord.");
  }

  private List<Spine> spines(
      DiscSource source,
      Weights weights,
      List<DiscCandidate> candidates,
      Map<DiscCandidate, Integer> known) {
    final SpineModel model =
        new SpineModel(source.lengths(), weights, scale, 0, view.line().length());
    return new Numbering(model, candidates, known).spines();
  }

  /** The candidates with known numbers; those that are not among the candidates are added. */
  private Map<DiscCandidate, Integer> known(List<DiscCandidate> candidates, DiscSource source) {
    final Map<DiscCandidate, Integer> known = new HashMap<>();
    start
        .known()
        .forEach(
            (disc, point) -> {
              final double arc = requireBeside(view.arc(point), disc);
              final double near = SAME * scale * source.lengths().below(disc);
              DiscCandidate nearest = null;
              for (DiscCandidate c : candidates)
                if (!known.containsKey(c)
                    && Math.abs(c.arc() - arc)
                        <= (nearest == null ? near : Math.abs(nearest.arc() - arc))) nearest = c;
              if (nearest == null) {
                requireNotBetween(arc, near / SAME, candidates, disc);
                nearest = view.candidate(arc, source.front(disc), GIVEN).orElseThrow();
                candidates.add(nearest);
              }
              known.put(nearest, disc);
            });
    return known;
  }

  /** Refuses a place that lies between two discs, as the middle of a vertebra does. */
  private void requireNotBetween(
      double arc, double vertebra, List<DiscCandidate> candidates, int disc) {
    final List<DiscCandidate> beside =
        candidates.stream()
            .filter(c -> c.confidence() >= SURE && Math.abs(c.arc() - arc) < BETWEEN * vertebra)
            .toList();
    final boolean above = beside.stream().anyMatch(c -> c.arc() > arc);
    final boolean below = beside.stream().anyMatch(c -> c.arc() < arc);
    if (above && below)
      throw new InputException(
          String.format(
              "The place given for disc %d (%s) lies between discs of %s, seen at slices %s, as the"
                  + " middle of a vertebra does: give that of a disc.",
              disc, Vertebra.discName(disc), view.image(), view.slices(beside)));
  }

  private double requireBeside(double arc, int disc) {
    if (arc >= -BEYOND && arc <= view.line().length() + BEYOND) return arc;
    throw new InputException(
        String.format(
            "The disc %d (%s) of start= does not lie beside the cord of %s: give one that does.",
            disc, Vertebra.discName(disc), view.image()));
  }

  private InputException misfit(List<Spine> free) {
    final String seen = free.isEmpty() ? "none" : view.slices(free.get(0).discs().values());
    return new InputException(
        String.format(
            "The discs of start= (%s) do not fit those seen in %s, at slices %s: give the right"
                + " number at one of these slices, or scale= if the vertebrae are unusually short"
                + " or long.",
            start.known().keySet(), view.image(), seen));
  }
}
