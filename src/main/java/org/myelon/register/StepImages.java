package org.myelon.register;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.myelon.image.Grid;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;
import org.myelon.step.InputException;

/**
 * What a step sees: fixed and moving data on one grid, RPI-oriented, so that x and y lie in the
 * axial slices and z counts them from below. The moving data have been moved by all steps before.
 */
public final class StepImages {

  private final Grid grid;
  private final Map<Kind, Pair> pairs;
  private final Volume mask;

  /**
   * @param grid RPI-oriented; all volumes are on it
   * @param pairs what there is: {@link Kind#IM}, {@link Kind#SEG}, {@link Kind#ROOTLET}, {@link
   *     Kind#LABEL}
   * @param mask where the fixed images are compared, values above 0.5; null for everywhere
   */
  public StepImages(Grid grid, Map<Kind, Pair> pairs, Volume mask) {
    if (!grid.orientation().equals(Orientation.RPI))
      throw new IllegalArgumentException("The grid is " + grid.orientation() + ", not RPI");
    this.grid = grid;
    this.pairs = new EnumMap<>(Kind.class);
    this.pairs.putAll(pairs);
    this.mask = mask;
  }

  public Grid grid() {
    return grid;
  }

  /**
   * The data of a kind.
   *
   * @throws InputException if they were not given
   */
  public Pair pair(Kind kind) {
    final Pair pair = pairs.get(kind);
    if (pair == null)
      throw new InputException(
          "A registration step compares "
              + kind.plural()
              + ", but they were not given for both sides: give them, or choose another type for"
              + " this step.");
    return pair;
  }

  /** Where the fixed images are compared. */
  public Optional<Volume> mask() {
    return Optional.ofNullable(mask);
  }
}
