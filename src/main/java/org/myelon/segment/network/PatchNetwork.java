package org.myelon.segment.network;

/** A network ready to run: gives its raw outputs for one patch of an image at a time. */
public interface PatchNetwork extends AutoCloseable {

  /** Channels of a patch. */
  int inputs();

  /** Channels of what comes out. */
  int outputs();

  /**
   * Runs the network once.
   *
   * @param patch channels one after the other, within a channel the last axis fastest
   * @param shape of the patch in voxels along z, y, x or y, x
   * @return the outputs before any softmax or sigmoid, ordered likewise
   */
  float[] predict(float[] patch, int... shape);

  /**
   * Runs the network on several patches of one size, which may be faster than one after the other.
   *
   * @return the outputs of each patch
   */
  default float[][] predictAll(float[][] patches, int... shape) {
    final float[][] all = new float[patches.length][];
    for (int i = 0; i < all.length; i++) all[i] = predict(patches[i], shape);
    return all;
  }

  /** Gives the memory of the weights back. */
  @Override
  void close();
}
