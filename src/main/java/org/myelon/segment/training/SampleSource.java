package org.myelon.segment.training;

import java.util.random.RandomGenerator;

/** Where samples come from: as many as one likes, each another. */
@FunctionalInterface
public interface SampleSource {

  /**
   * Draws a sample. Several threads may draw at once, each with its own generator.
   *
   * @param random all chance comes from it: the same seed gives the same sample
   * @return a new sample, which the caller may change
   */
  Sample draw(RandomGenerator random);
}
