package org.myelon.segment.training;

/** Hears how a training goes while it goes. */
@FunctionalInterface
public interface TrainingListener {

  /** Hears nothing. */
  TrainingListener NONE = row -> {};

  /** A new point of the curve; after going on from a checkpoint, first those before it. */
  void row(TrainingRow row);
}
