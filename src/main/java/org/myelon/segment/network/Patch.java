package org.myelon.segment.network;

/**
 * Part of an image as a network sees it.
 *
 * @param values channels one after the other, within a channel the last axis fastest
 * @param shape in voxels
 */
record Patch(float[] values, int[] shape) {}
