package org.myelon.launch;

import ij.IJ;
import org.myelon.step.Progress;

/** ImageJ's progress bar and status line; Escape cancels. */
final class ImageJProgress implements Progress {

  ImageJProgress() {
    IJ.resetEscape();
  }

  @Override
  public void update(String stage, double fraction) {
    IJ.showStatus(stage);
    IJ.showProgress(fraction);
  }

  @Override
  public boolean isCancelled() {
    return IJ.escapePressed();
  }
}
