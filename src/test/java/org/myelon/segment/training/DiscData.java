package org.myelon.segment.training;

import java.nio.file.Path;
import java.util.List;
import org.myelon.image.Orientation;
import org.myelon.label.PointLabels;
import org.myelon.vertebra.network.DiscModel.Window;

/** What the network that finds discs is trained from. */
final class DiscData {

  private static final String TEMPLATE = "data/sct-testing/template/template/PAM50_small_";

  private DiscData() {}

  static SampleSource drawn(Window window) {
    return new SlabSource(new DrawnSpines(), window, 0.3);
  }

  static SampleSource template(Path shared, Window window) {
    final TemplateSpine spine =
        new TemplateSpine(
            OwnData.read(shared, TEMPLATE + "t2.nii.gz").reoriented(Orientation.RPI),
            List.of(
                PointLabels.of(OwnData.read(shared, TEMPLATE + "label_discPosterior.nii.gz")),
                PointLabels.of(OwnData.read(shared, TEMPLATE + "t2_pmj_manual.nii.gz"))),
            34.3,
            35.2);
    return new SlabSource(spine, window, 0.75);
  }

  static SampleSource mixed(Path shared, Window window, double share) {
    return new MixedSource(
        List.of(
            new MixedSource.Part(drawn(window), 1 - share),
            new MixedSource.Part(template(shared, window), share)));
  }
}
