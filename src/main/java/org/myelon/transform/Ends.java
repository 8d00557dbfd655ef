package org.myelon.transform;

import java.util.Optional;
import org.myelon.image.Grid;
import org.myelon.image.Volume;

/**
 * The images between which a transform leads, as far as they are known.
 *
 * @param moving the grid of the image that it moves
 * @param fixed the grid onto which it moves it
 */
public record Ends(Optional<Grid> moving, Optional<Grid> fixed) {

  /** Nothing is known. */
  public static final Ends UNKNOWN = new Ends(Optional.empty(), Optional.empty());

  /**
   * @param moving the grid of the image that is moved
   * @param fixed the grid onto which it is moved
   */
  public static Ends of(Grid moving, Grid fixed) {
    return new Ends(Optional.of(moving), Optional.of(fixed));
  }

  /**
   * @param moving the image that is moved, null if it is not known
   * @param fixed the image onto whose grid it is moved, null if it is not known
   */
  public static Ends of(Volume moving, Volume fixed) {
    return new Ends(
        Optional.ofNullable(moving).map(Volume::grid),
        Optional.ofNullable(fixed).map(Volume::grid));
  }

  /** The ends of the map back. */
  Ends swapped() {
    return new Ends(fixed, moving);
  }
}
