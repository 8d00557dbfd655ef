package org.myelon.vertebra;

import java.util.List;
import org.myelon.step.Methods;

/** What has looked at an image and says where discs may be, and what speaks for their numbers. */
interface DiscSource {

  /** In the user's words. */
  String name();

  /** Places that may be discs, in any order. */
  List<DiscCandidate> candidates();

  /** How far discs lie from each other in a typical spine. */
  SpineLengths lengths();

  /** How much what is plausible of its discs counts. */
  default SpineModel.Weights weights() {
    return SpineModel.Weights.ALONE;
  }

  /**
   * How well the image agrees with a spine as a whole, as a log likelihood up to a constant; NaN if
   * this says nothing.
   */
  double evidence(Spine spine);

  /** The place of a disc when its number is known: the candidate's, or a better one. */
  DiscCandidate placed(int disc, DiscCandidate candidate);

  /** How far the posterior tip of a disc lies before the cord, mm. */
  double front(int disc);

  /** How discs were found. */
  List<Methods> methods();
}
