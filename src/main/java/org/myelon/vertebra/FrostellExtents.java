package org.myelon.vertebra;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.myelon.label.SpinalLevel;
import org.myelon.morphology.Pam50Levels;

/**
 * Spinal levels from the places of vertebral discs along a subject's cord, by way of the PAM50
 * template.
 *
 * <p>On the template the cord runs from slice 985 (upper end of the rootlets of C1) down to slice
 * 40. Its segments have the relative lengths of Frostell et al., Front Neurol 2016;7:238, table 3;
 * so were the spinal levels of the template made. The template's discs lie where {@link
 * Pam50Levels} says. Between two discs of the subject the template is stretched evenly; beyond the
 * outermost ones it has the mean stretch, as far as the next disc of the template.
 */
final class FrostellExtents {

  /** Length of each segment, C1 to S5, in percent of the cord. */
  private static final double[] PERCENT = {
    1.6, 2.2, 3.5, 3.5, 3.5, 3.3, 3.2, 3.4, 3.6, 3.9, 4.4, 5.0, 5.1, 5.6, 5.6, 5.4, 5.1, 4.7, 4.3,
    3.9, 3.6, 2.8, 2.4, 2.2, 1.7, 1.5, 1.6, 1.4, 1.3, 0.9
  };

  /** Upper and lower border of the cord on the template, half a slice below a slice's centre. */
  private static final double TOP = 984.5, BOTTOM = 39.5;

  private static final double TEMPLATE_MM = 0.5;

  /** The last disc of the template, at its lower end. */
  static final int LAST_DISC = 21;

  private final TreeMap<Double, Double> arcOfSlice = new TreeMap<>();
  private final double mmPerSlice;
  private final double lowest;
  private final double highest;

  /**
   * @param discs length along the subject's line, mm, of each disc; 3 is C2/C3. At least one of 1
   *     to {@value #LAST_DISC}
   */
  FrostellExtents(SortedMap<Integer, Double> discs) {
    discs.forEach((disc, arc) -> arcOfSlice.put(slice(disc), arc));
    final double slices = arcOfSlice.lastKey() - arcOfSlice.firstKey();
    mmPerSlice =
        slices == 0
            ? TEMPLATE_MM
            : (arcOfSlice.lastEntry().getValue() - arcOfSlice.firstEntry().getValue()) / slices;
    lowest = arc(Math.max(BOTTOM, slice(Math.min(LAST_DISC, discs.lastKey() + 1))));
    highest = arc(Math.min(TOP, slice(Math.max(1, discs.firstKey() - 1))));
  }

  /** The slice of the template in which a disc lies. */
  static double slice(int disc) {
    return disc == 1
        ? Pam50Levels.highest(1) + 1
        : disc == LAST_DISC ? Pam50Levels.lowest(LAST_DISC - 1) - 1 : Pam50Levels.lowest(disc - 1);
  }

  /** The border of the template above a level, or below the last one, in slices. */
  static double border(int level) {
    double percent = 0;
    for (int v = 1; v < level; v++) percent += PERCENT[v - 1];
    return Math.max(BOTTOM, TOP - (TOP - BOTTOM) * percent / 100);
  }

  /** Length along the subject's line at a slice of the template, mm. */
  double arc(double slice) {
    final var below = arcOfSlice.floorEntry(slice);
    final var above = arcOfSlice.ceilingEntry(slice);
    if (below == null) return above.getValue() - (above.getKey() - slice) * mmPerSlice;
    if (above == null) return below.getValue() + (slice - below.getKey()) * mmPerSlice;
    if (above.getKey().equals(below.getKey())) return below.getValue();
    final double part = (slice - below.getKey()) / (above.getKey() - below.getKey());
    return below.getValue() + part * (above.getValue() - below.getValue());
  }

  /** Length along the line from which on spinal levels are known. */
  double lowest() {
    return lowest;
  }

  /** Length along the line up to which spinal levels are known. */
  double highest() {
    return highest;
  }

  /** All levels of the cord, known or not, from C1 down. */
  List<SpinalExtent> all() {
    final List<SpinalExtent> all = new ArrayList<>();
    for (int v = 1; v <= SpinalLevel.LAST; v++) {
      final double upper = arc(border(v)), lower = arc(border(v + 1));
      all.add(new SpinalExtent(v, lower, upper, (lower + upper) / 2));
    }
    return all;
  }
}
