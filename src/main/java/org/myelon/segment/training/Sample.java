package org.myelon.segment.training;

/**
 * One window to learn from. For an axial model n x n pixels: x fastest, from the right to the left
 * of the body, then y, from posterior to anterior.
 *
 * @param input three channels one after the other, for an axial model the slice below, the slice,
 *     the slice above; normalised as the network sees images
 * @param target for each map of the network's output a value from 0 to 1 per pixel: how much of it
 *     is what is looked for
 */
public record Sample(float[] input, float[] target) {}
