/**
 * Segmentation of the spinal cord. {@link org.myelon.segment.PropagateContour} needs no weights: it
 * finds the cord and propagates a deformable tube.
 */
package org.myelon.segment;
