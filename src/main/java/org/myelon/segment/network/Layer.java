package org.myelon.segment.network;

import ai.djl.ndarray.NDArray;

/** A part of a network. */
interface Layer {

  /** What comes out for images x channels x voxels; {@code x} stays open. */
  NDArray forward(Pass pass, NDArray x);
}
