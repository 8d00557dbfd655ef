package org.myelon.segment.training;

import java.util.random.RandomGenerator;

/** What specimens are drawn from: a labelled image, or all bodies that one can think of. */
@FunctionalInterface
public interface Anatomy {

  /**
   * Draws a specimen. Several threads may draw at once, each with its own generator.
   *
   * @param random all chance comes from it
   * @return a specimen at a height where what is looked for has been marked, or could be
   */
  Specimen draw(RandomGenerator random);
}
