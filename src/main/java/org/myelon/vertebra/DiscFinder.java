package org.myelon.vertebra;

import java.util.List;
import org.myelon.centerline.Centerline;
import org.myelon.image.Volume;
import org.myelon.step.Methods;
import org.myelon.step.Progress;

/** Finds places that may be discs, without knowing their numbers: a network, for example. */
@FunctionalInterface
public interface DiscFinder {

  /**
   * @param image 3-D
   * @param line of the cord, on the RPI-oriented grid of the image
   * @param progress may cancel
   * @return from any place along the line, in any order
   */
  List<DiscCandidate> find(Volume image, Centerline line, Progress progress);

  /** What finds them, for the methods section of a paper. */
  default Methods methods() {
    return new Methods("Discs were found by a network.");
  }
}
