package org.myelon.vertebra;

import java.util.Collections;
import java.util.SortedMap;
import org.myelon.label.Vertebra;

/**
 * A chain of numbered discs, from the top down; between neighbours some may be missing.
 *
 * @param discs number to candidate
 * @param score log likelihood
 * @param scale of the subject against the typical spine
 */
record Spine(SortedMap<Integer, DiscCandidate> discs, double score, double scale) {

  Spine {
    discs = Collections.unmodifiableSortedMap(discs);
  }

  int top() {
    return discs.firstKey();
  }

  /** Such as "C2/C3 to C7/T1". */
  String range() {
    final String top = Vertebra.discName(top());
    return discs.size() == 1 ? top : top + " to " + Vertebra.discName(discs.lastKey());
  }

  Spine withScore(double other) {
    return new Spine(discs, other, scale);
  }
}
