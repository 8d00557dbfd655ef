package org.myelon.pipeline.analysis;

import org.myelon.image.Volume;

/**
 * A result that need not be computed.
 *
 * @param volume the result
 * @param how given by the user or corrected by hand
 */
record Known(Volume volume, Outcome.How how) {

  /** What it depends on. */
  String origin() {
    return how + ": " + Fingerprint.describe(volume);
  }

  /**
   * How a paper says it.
   *
   * @param what one thing, such as "A segmentation of the spinal cord"
   */
  Outcome outcome(String what) {
    return Outcome.given(
        how, what + (how == Outcome.How.CORRECTED ? " was corrected by hand." : " was given."));
  }
}
