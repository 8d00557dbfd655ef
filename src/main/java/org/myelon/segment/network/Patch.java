package org.myelon.segment.network;

/**
 * Part of an image as a network sees it, or several of one size.
 *
 * @param values one part after the other, in it channels one after the other, within a channel the
 *     last axis fastest
 * @param count of parts
 * @param shape of one part in voxels
 */
record Patch(float[] values, int count, int[] shape) {

  Patch(float[] values, int... shape) {
    this(values, 1, shape);
  }
}
