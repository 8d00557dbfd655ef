package org.myelon.segment.axial;

/**
 * The two networks that find the cord.
 *
 * @param localiser sees whole slices
 * @param cord outlines it in a window
 */
public record CordNetworks(AxialNetwork localiser, AxialNetwork cord) implements AutoCloseable {

  @Override
  public void close() {
    localiser.close();
    cord.close();
  }
}
