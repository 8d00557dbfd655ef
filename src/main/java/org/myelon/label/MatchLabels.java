package org.myelon.label;

import java.util.Set;
import org.myelon.image.Volume;
import org.myelon.step.Methods;

/** Leaves in two label images only the values that both have. Their grids may differ. */
public final class MatchLabels {

  /** Both images without what the other one lacks, and what was done. */
  public record Result(Volume labels, Volume reference, Methods methods) {}

  private MatchLabels() {}

  /**
   * @param labels 3-D label image
   * @param reference 3-D label image
   * @return both, each on its own grid
   * @throws org.myelon.step.InputException if one of them has no label
   * @implNote op names='myelon.label.match'
   */
  public static Result run(Volume labels, Volume reference) {
    final PointLabels a = PointLabels.of(labels), b = PointLabels.of(reference);
    final Set<Integer> inA = a.byValue().keySet(), inB = b.byValue().keySet();
    return new Result(
        a.filtered(p -> inB.contains(p.value())).toVolume(labels.name()),
        b.filtered(p -> inA.contains(p.value())).toVolume(reference.name()),
        new Methods("Labels that only one of the two images had were removed."));
  }
}
