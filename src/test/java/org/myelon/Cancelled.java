package org.myelon;

import org.myelon.step.Progress;

/** The progress of a user who has cancelled already. */
public final class Cancelled implements Progress {

  @Override
  public void update(String stage, double fraction) {}

  @Override
  public boolean isCancelled() {
    return true;
  }
}
