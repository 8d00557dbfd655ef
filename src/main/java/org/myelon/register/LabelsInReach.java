package org.myelon.register;

import java.util.Set;
import java.util.stream.Collectors;
import org.myelon.centerline.Centerline;
import org.myelon.centerline.FitCenterline;
import org.myelon.image.Volume;
import org.myelon.label.PointLabel;
import org.myelon.label.PointLabels;
import org.myelon.step.Progress;

/**
 * The labels of a subject that a registration to the template can use: those that the template has,
 * beside the cord's mask. Discs that were found by themselves may go on below both.
 */
public final class LabelsInReach {

  private LabelsInReach() {}

  /**
   * @param labels of the subject, single voxels
   * @param template labels of the template, of the same kind
   * @param segmentation mask of the subject's cord
   * @return on the grid of the labels
   */
  public static PointLabels of(PointLabels labels, Volume template, Volume segmentation) {
    final Set<Integer> known =
        PointLabels.of(template).points().stream()
            .map(PointLabel::value)
            .collect(Collectors.toSet());
    final Centerline line =
        FitCenterline.ofCord(segmentation, FitCenterline.Settings.defaults(), Progress.NONE);
    return labels.filtered(
        p ->
            known.contains(p.value())
                && Math.abs(CommonLabels.beyond(labels.world(p), line)) <= CommonLabels.BEYOND_MM);
  }
}
