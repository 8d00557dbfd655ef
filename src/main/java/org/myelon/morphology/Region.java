package org.myelon.morphology;

import java.util.List;

/**
 * The slices that make one row of a table.
 *
 * @param slices ascending
 * @param pmjDistance distance from the pontomedullary junction in mm, NaN if it is not known
 */
public record Region(List<Integer> slices, double pmjDistance) {

  public Region {
    slices = List.copyOf(slices);
  }
}
