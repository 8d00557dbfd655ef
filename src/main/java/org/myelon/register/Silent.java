package org.myelon.register;

import org.myelon.step.Progress;

/** Tells inner loops when to stop, and nobody how far they are. */
record Silent(Progress outer) implements Progress {

  @Override
  public void update(String stage, double fraction) {
    // the outer loop tells
  }

  @Override
  public boolean isCancelled() {
    return outer.isCancelled();
  }
}
