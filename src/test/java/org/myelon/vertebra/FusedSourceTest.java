package org.myelon.vertebra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.myelon.step.Methods;

/** Two sources with known answers, joined. */
class FusedSourceTest {

  private static final SpineLengths LENGTHS = SpineLengths.average();
  private static final double TOP = 200;

  /** What it says of a spine depends on the number of its highest disc. */
  private record Known(String name, List<DiscCandidate> candidates, IntToDoubleFunction ofTop)
      implements DiscSource {

    @Override
    public SpineLengths lengths() {
      return LENGTHS;
    }

    @Override
    public double evidence(Spine spine) {
      return ofTop.applyAsDouble(spine.top());
    }

    @Override
    public DiscCandidate placed(int disc, DiscCandidate c) {
      return new DiscCandidate(c.arc() + 1, c.point(), c.confidence(), c.c2c3());
    }

    @Override
    public double front(int disc) {
      return 9;
    }

    @Override
    public List<Methods> methods() {
      return List.of(new Methods("Discs were seen by the " + name + "."));
    }
  }

  private static DiscCandidate at(double arc, double confidence, double c2c3) {
    return new DiscCandidate(arc, new double[] {0, 9, arc}, confidence, c2c3);
  }

  /** Five discs of a neck. Nothing above the highest one is in view. */
  private static List<DiscCandidate> neck(double off, double c2c3) {
    final List<DiscCandidate> discs = new ArrayList<>();
    for (int v = 3; v <= 7; v++)
      discs.add(at(TOP + off - LENGTHS.between(3, v), 0.8, v == 3 ? c2c3 : c2c3 * 0.01));
    return discs;
  }

  /** Sees discs but not which ones, but for how the whole looks if the highest has a number. */
  private static DiscSource template(int top, double evidence) {
    return new Known("template", neck(1, Double.NaN), k -> k == top ? evidence : 0);
  }

  private static DiscSource network(double c2c3) {
    return new Known("network", neck(0, c2c3), k -> Double.NaN);
  }

  private static DiscSource blind(String name) {
    return new Known(name, List.of(), k -> Double.NaN);
  }

  private static Posterior numbered(DiscSource source) {
    final double lowest = TOP - LENGTHS.between(3, 7) - 5;
    final SpineModel model = new SpineModel(LENGTHS, source.weights(), 1, lowest, TOP + 5);
    return Posterior.of(
        new Numbering(model, source.candidates(), Map.of()).spines(), source::evidence);
  }

  private static Posterior fused(DiscSource template, DiscSource network) {
    return numbered(new FusedSource(template, network, 100));
  }

  private static double certainty(DiscSource source) {
    return numbered(source).certainty();
  }

  @Test
  void twoThatAgreeAreSurerThanEither() {
    final DiscSource template = template(3, 3), network = network(0.5);
    final Posterior both = fused(template, network);
    assertEquals("[3, 4, 5, 6, 7]", both.best().discs().keySet().toString());
    assertTrue(both.certainty() > certainty(template), "" + both.certainty());
    assertTrue(both.certainty() > certainty(network), "" + both.certainty());
  }

  @Test
  void twoThatDisagreeAreLessSureThanEither() {
    final DiscSource template = template(5, 4), network = network(0.5);
    assertEquals(5, numbered(template).best().top());
    assertEquals(3, numbered(network).best().top());
    final double both = fused(template, network).certainty();
    assertTrue(both < certainty(template), both + " and " + certainty(template));
    assertTrue(both < certainty(network), both + " and " + certainty(network));
  }

  @Test
  void theStrongerOfTwoThatDisagreeWins() {
    assertEquals(3, fused(template(5, 1), network(0.8)).best().top());
    assertEquals(5, fused(template(5, 8), network(0.1)).best().top());
  }

  @Test
  void oneThatIsSilentLeavesTheNumbersToTheOther() {
    assertEquals(5, fused(template(5, 5), blind("network")).best().top());
    assertEquals(3, fused(blind("template"), network(0.8)).best().top());
  }

  /** Number of the highest disc, probability. */
  private static Proposal says(int top, double certainty) {
    final SortedMap<Integer, DiscCandidate> discs = new TreeMap<>();
    for (DiscCandidate c : neck(top, 0)) discs.put(top + discs.size(), c);
    return new Proposal(template(top, 0), new Spine(discs, 1, 0), certainty, Set.of());
  }

  @Test
  void whatIsLikelyNeedsOneThatIsSureOfTheSame() {
    final Proposal sure = says(3, 0.8), unsure = says(3, 0.7), other = says(4, 0.8);
    assertTrue(says(3, 0.55).isConfirmedBy(List.of(sure, says(4, 0.7))));
    assertFalse(says(3, 0.45).isConfirmedBy(List.of(sure)), "not likely");
    assertFalse(says(3, 0.55).isConfirmedBy(List.of(unsure)), "not sure");
    assertFalse(says(3, 0.55).isConfirmedBy(List.of(sure, other)), "contradicted");
  }

  @Test
  void withoutEvidenceNumbersStayOpen() {
    final double certainty = fused(template(3, 0), network(Double.NaN)).certainty();
    assertTrue(certainty < 0.5, "" + certainty);
  }

  /** Log likelihoods add up, where one is silent the other counts; all times one factor. */
  @Test
  void whatBothSayOfASpineIsMultiplied() {
    final DiscSource a = new Known("a", List.of(), k -> k == 3 ? 2 : 0);
    final DiscSource b = new Known("b", List.of(), k -> k == 3 ? -0.5 : k == 4 ? 1 : Double.NaN);
    final DiscSource both = new FusedSource(a, b, 100);
    final double factor = both.evidence(topped(4));
    assertTrue(factor > 0);
    assertEquals(1.5 * factor, both.evidence(topped(3)), 1e-12);
    assertEquals(0, both.evidence(topped(5)), 1e-12);
    final DiscSource longer = new FusedSource(a, b, 200);
    assertEquals(2 * factor, longer.evidence(topped(4)), 1e-12);
    final DiscSource silent = new FusedSource(blind("a"), blind("b"), 100);
    assertTrue(Double.isNaN(silent.evidence(topped(3))));
  }

  private static Spine topped(int number) {
    return new Spine(new TreeMap<>(Map.of(number, at(100, 0.9, Double.NaN))), 0, 1);
  }

  @Test
  void whatBothSeeNearByIsOneDisc() {
    final DiscCandidate a = at(100, 0.7, Double.NaN), b = at(103, 0.8, 0.3);
    final FusedSource both =
        new FusedSource(
            new Known("template", List.of(at(94, 0.6, Double.NaN), a), k -> 0),
            new Known("network", List.of(b, at(130, 0.9, 0.1)), k -> 0),
            100);
    assertEquals(3, both.candidates().size());
    final DiscCandidate joined = candidate(both, 103);
    assertTrue(joined.confidence() > 0.8, "" + joined.confidence());
    assertEquals(0.3, joined.c2c3());
    assertEquals("both", both.seenBy(joined));
    assertTrue(candidate(both, 94).confidence() < 0.6);
    assertEquals("the template only", both.seenBy(candidate(both, 94)));
    assertEquals("the network only", both.seenBy(candidate(both, 130)));
    assertEquals(95, both.placed(5, candidate(both, 94)).arc());
    assertSame(joined, both.placed(5, joined));
  }

  private static DiscCandidate candidate(DiscSource source, double arc) {
    return source.candidates().stream().filter(c -> c.arc() == arc).findFirst().orElseThrow();
  }

  @Test
  void theNearestOnesArePairedAndEachOnce() {
    final List<FusedCandidates.Pair> pairs =
        FusedCandidates.pairs(
            List.of(at(50, 0.5, 0), at(57, 0.5, 0)), List.of(at(54, 0.5, 0), at(63, 0.5, 0)));
    assertEquals(3, pairs.size());
    assertEquals(57, pairs.get(0).first().arc());
    assertEquals(54, pairs.get(0).second().arc());
  }
}
