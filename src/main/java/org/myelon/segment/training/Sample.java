package org.myelon.segment.training;

import org.myelon.step.InputException;

/**
 * One window to learn from, n x n pixels: x fastest, from the right to the left of the body, then
 * y, from posterior to anterior.
 *
 * @param input three channels one after the other, 3 n n values: the slice below, the slice, the
 *     slice above; normalised as the network sees images
 * @param target n n values from 0 to 1: how much of a pixel of the slice is what is looked for
 */
public record Sample(float[] input, float[] target) {

  /**
   * @throws InputException if the input has not three times as many values as the target
   */
  public Sample {
    if (input.length != 3 * target.length)
      throw new InputException(
          "A sample of "
              + target.length
              + " pixels needs "
              + 3 * target.length
              + " values of input, not "
              + input.length
              + ".");
  }

  /** Pixels along each side of the window. */
  public int window() {
    return (int) Math.round(Math.sqrt(target.length));
  }
}
