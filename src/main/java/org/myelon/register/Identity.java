package org.myelon.register;

import org.myelon.image.Affine;
import org.myelon.step.Progress;
import org.myelon.transform.AffineTransform;

/** Changes nothing: the positions in the files are those in the body. */
public final class Identity implements StepAlgorithm {

  @Override
  public StepResult run(StepImages images, StepSettings settings, Progress progress) {
    return StepResult.direct(new AffineTransform(Affine.IDENTITY));
  }
}
