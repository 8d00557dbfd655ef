package org.myelon.vertebra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which spine is the most plausible for candidates at known places. */
class NumberingTest {

  private static final SpineLengths LENGTHS = SpineLengths.average();
  private static final double TOP = 200;

  private static DiscCandidate at(double arc, double confidence, double c2c3) {
    return new DiscCandidate(arc, new double[] {0, 9, arc}, confidence, c2c3);
  }

  /** The discs from one number to another at their usual distances times a scale. */
  private static List<DiscCandidate> discs(int first, int last, double scale, double c2c3) {
    final List<DiscCandidate> discs = new ArrayList<>();
    for (int v = first; v <= last; v++)
      discs.add(at(TOP - scale * LENGTHS.between(first, v), 0.9, v == 3 ? c2c3 : 1 - c2c3));
    return discs;
  }

  private static List<Spine> spines(List<DiscCandidate> discs, Map<DiscCandidate, Integer> known) {
    double lowest = TOP;
    for (DiscCandidate c : discs) lowest = Math.min(lowest, c.arc());
    return new Numbering(
            new SpineModel(LENGTHS, SpineModel.Weights.ALONE, 1, lowest - 2, TOP + 2), discs, known)
        .spines();
  }

  private static List<Integer> best(List<DiscCandidate> discs, Map<DiscCandidate, Integer> known) {
    return List.copyOf(spines(discs, known).get(0).discs().keySet());
  }

  @Test
  void whatLooksLikeC2C3IsIt() {
    assertEquals(List.of(3, 4, 5, 6, 7), best(discs(3, 7, 1, 0.9), Map.of()));
    assertEquals(List.of(3, 4, 5, 6, 7), best(discs(3, 7, 0.85, 0.9), Map.of()));
  }

  @Test
  void aGivenNumberDecides() {
    final List<DiscCandidate> discs = discs(10, 14, 1, 0.5);
    assertEquals(List.of(10, 11, 12, 13, 14), best(discs, Map.of(discs.get(2), 12)));
    assertEquals(List.of(11, 12, 13, 14, 15), best(discs, Map.of(discs.get(2), 13)));
  }

  @Test
  void aMissingDiscLeavesItsNumberFree() {
    final List<DiscCandidate> discs = discs(3, 9, 1, 0.9);
    discs.remove(3);
    assertEquals(List.of(3, 4, 5, 7, 8, 9), best(discs, Map.of()));
  }

  @Test
  void aWrongCandidateIsLeftOut() {
    final List<DiscCandidate> discs = discs(3, 8, 1, 0.9);
    final DiscCandidate wrong = at((discs.get(2).arc() + discs.get(3).arc()) / 2, 0.7, 0.1);
    discs.add(wrong);
    final Spine spine = spines(discs, Map.of()).get(0);
    assertEquals(List.of(3, 4, 5, 6, 7, 8), List.copyOf(spine.discs().keySet()));
    assertTrue(!spine.discs().containsValue(wrong));
  }

  @Test
  void theScaleIsFound() {
    for (double scale : new double[] {0.8, 1, 1.2}) {
      final List<DiscCandidate> discs = discs(5, 11, scale, 0.5);
      final Spine spine = spines(discs, Map.of(discs.get(0), 5)).get(0);
      // the grid of scales has steps of 2.5 %, and the usual scale is favoured
      assertEquals(scale, spine.scale(), 0.04);
    }
  }

  @Test
  void numbersOutOfOrderFitNoSpine() {
    final List<DiscCandidate> discs = discs(3, 7, 1, 0.9);
    assertEquals(List.of(), spines(discs, Map.of(discs.get(0), 6, discs.get(3), 3)));
  }

  @Test
  void withoutEvidenceNumbersStayOpen() {
    final double most = new Posterior(spines(discs(5, 7, 1, Double.NaN), Map.of())).certainty();
    assertTrue(most < 0.5, "probability " + most);
  }
}
