package org.myelon.segment.training;

import java.nio.file.Path;
import org.myelon.segment.axial.AxialModel;

/** The drawn bodies that our own models are trained from: cord and bones of PAM50. */
final class DrawnBodies {

  private static final String PAM50 = "data/pam50/template/PAM50_";

  /** Their contrast is random already. */
  private static final double CONTRAST = 0.2;

  private DrawnBodies() {}

  static LabelMap labels(Path shared) {
    return LabelMap.of(
        OwnData.readMask(shared, PAM50 + "cord.nii.gz"),
        OwnData.readMask(shared, PAM50 + "gm.nii.gz"),
        OwnData.readMask(shared, PAM50 + "spine.nii.gz"));
  }

  /** Windows of a model; a whole field often ends near the spine, as in sagittal images. */
  static SampleSource source(LabelMap labels, AxialModel model) {
    final boolean grey = model.target().equals("grey matter");
    final double limited = model.side() >= 100 ? 0.3 : 0.2;
    final Anatomy bodies = new SyntheticBody(labels, grey, limited, model.side());
    return WindowSource.of(bodies, model, Augmentation.of(model.side()).withContrast(CONTRAST));
  }
}
