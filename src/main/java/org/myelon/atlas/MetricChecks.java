package org.myelon.atlas;

import java.util.Arrays;
import java.util.List;
import org.myelon.image.Volume;
import org.myelon.step.InputException;

/** What {@link ExtractMetric} refuses, before and after the estimate. */
final class MetricChecks {

  private MetricChecks() {}

  /**
   * @throws InputException if settings, atlas and labels do not go together
   */
  static void requireSensible(
      ExtractMetric.Inputs in, ExtractMetric.Settings s, List<AtlasLabel> labels) {
    if (!s.method().isModel()) {
      if (!s.model().fixed().isEmpty() || s.model().nonNegative())
        throw new InputException("Fixed labels and nonNegative are for the methods ml and map.");
      return;
    }
    if (in.atlas().isMask())
      throw new InputException(
          s.method() + " needs an atlas folder, not a single mask; take wa or bin.");
    if (s.method() == Method.MAP && in.atlas().info().clusters().isEmpty())
      throw new InputException(
          in.atlas().info().source() + " has no section MAPLabels, which map needs; take ml.");
    for (int id : s.model().fixed().keySet()) {
      in.atlas().info().members(List.of(id), "fixed");
      for (AtlasLabel label : labels)
        if (label.images().contains(id))
          throw new InputException(
              "Label "
                  + id
                  + " is fixed, but asked for in '"
                  + label.name()
                  + "': leave it out of labels or of fixed.");
    }
  }

  /**
   * @throws InputException if no label has a voxel in any region, saying why
   */
  static void requireVoxels(
      Volume image,
      PartialVolumes volumes,
      List<AtlasLabel> labels,
      RegionEstimator.Values[] found) {
    if (Arrays.stream(found).anyMatch(f -> f.estimates().stream().anyMatch(e -> e.size() > 0)))
      return;
    final boolean[] any = new boolean[volumes.columnCount()];
    for (AtlasLabel label : labels) for (int id : label.images()) any[volumes.columnOf(id)] = true;
    for (int v = 0; v < volumes.voxelCount(); v++)
      if (volumes.partOf(v, any) > 0)
        throw new InputException(
            image
                + " has no voxel that counts in the labels asked for: there all are not finite, of"
                + " weight 0 or discarded.");
    throw new InputException(
        "'"
            + labels.get(0).name()
            + (labels.size() > 1 ? "' and the other labels asked for have" : "' has")
            + " no voxel in the slices asked for.");
  }
}
