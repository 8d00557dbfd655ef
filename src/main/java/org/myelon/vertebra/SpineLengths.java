package org.myelon.vertebra;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.myelon.label.Vertebra;

/**
 * How far the discs of a typical spine lie from each other along the cord.
 *
 * @param below mm from each disc down to the next one
 */
record SpineLengths(SortedMap<Integer, Double> below) {

  SpineLengths {
    below = Collections.unmodifiableSortedMap(new TreeMap<>(below));
  }

  /** The means of healthy adults. */
  static SpineLengths average() {
    return new SpineLengths(new TreeMap<>());
  }

  /**
   * Those of a template; where it has no discs, the means of adults.
   *
   * @param arcs mm along its cord of each disc
   */
  static SpineLengths ofPlaces(SortedMap<Integer, Double> arcs) {
    final SortedMap<Integer, Double> below = new TreeMap<>();
    arcs.forEach(
        (value, arc) -> {
          if (arcs.containsKey(value + 1)) below.put(value, arc - arcs.get(value + 1));
        });
    return new SpineLengths(below);
  }

  /** From a disc down to the next one, mm. */
  double below(int disc) {
    return below.getOrDefault(disc, Vertebra.meanLength(disc));
  }

  /** From a disc down to a lower one, mm. */
  double between(int upper, int lower) {
    double sum = 0;
    for (int k = upper; k < lower; k++) sum += below(k);
    return sum;
  }
}
