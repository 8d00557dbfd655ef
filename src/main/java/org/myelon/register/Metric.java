package org.myelon.register;

/** How alike two images are, in ANTs' words. */
public enum Metric {
  /** Mean of the squared differences. */
  MEANSQUARES("MeanSquares"),
  /** Squared correlation in a neighbourhood of radius 4 voxels. */
  CC("CC"),
  /** Mutual information of 32 bins. */
  MI("MI");

  private final String word;

  Metric(String word) {
    this.word = word;
  }

  /** ANTs' word. */
  @Override
  public String toString() {
    return word;
  }
}
