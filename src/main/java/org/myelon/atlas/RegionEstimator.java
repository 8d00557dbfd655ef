package org.myelon.atlas;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.myelon.morphology.Compatibility;
import org.myelon.morphology.Region;
import org.myelon.template.InfoLabel;

/** Estimates all labels of one region from its voxels. For use by several threads. */
final class RegionEstimator {

  /**
   * The estimates of one region.
   *
   * @param estimates one for each label
   * @param columns a value for every image of the atlas that explains the voxels; null for methods
   *     without such a model
   */
  record Values(Region region, List<Estimate> estimates, double[] columns) {}

  private final PartialVolumes volumes;
  private final Samples samples;
  private final float[] image;
  private final ExtractMetric.Settings settings;
  private final LinearModel.Assumptions assumptions;

  /**
   * @param image the whole image, RPI, x fastest
   */
  RegionEstimator(
      PartialVolumes volumes,
      Samples samples,
      float[] image,
      ExtractMetric.Settings settings,
      InfoLabel info) {
    this.volumes = volumes;
    this.samples = samples;
    this.image = image;
    this.settings = settings;
    this.assumptions = assumptions(settings, info);
  }

  private LinearModel.Assumptions assumptions(ExtractMetric.Settings s, InfoLabel info) {
    final ModelSettings model = s.model();
    final double ratio = model.sigmaNoise() / model.sigmaLabels();
    final Map<Integer, Double> known = new HashMap<>();
    if (s.method().isModel())
      model.fixed().forEach((id, value) -> known.put(volumes.columnOf(id), value));
    return new LinearModel.Assumptions(
        s.method() == Method.MAP ? ratio * ratio : 0, clusters(info), known, model.nonNegative());
  }

  /** The tissue of each column; an image that no tissue names is one of its own. */
  private int[] clusters(InfoLabel info) {
    final int[] cluster = new int[volumes.columnCount()];
    for (int i = 0; i < cluster.length; i++) cluster[i] = -1 - i;
    for (int c = 0; c < info.clusters().size(); c++)
      for (int id : info.clusters().get(c).ids())
        if (volumes.columnOf(id) >= 0) cluster[volumes.columnOf(id)] = c;
    return cluster;
  }

  Values of(Region region, List<AtlasLabel> labels) {
    final LinearModel model =
        settings.method().isModel()
            ? new LinearModel(NormalEquations.of(volumes, samples, region.slices()), assumptions)
            : null;
    final List<Estimate> estimates = new ArrayList<>();
    for (AtlasLabel label : labels) estimates.add(of(label, region, model));
    return new Values(region, estimates, model == null ? null : model.all());
  }

  private Estimate of(AtlasLabel label, Region region, LinearModel model) {
    final LabelVoxels all = LabelVoxels.of(volumes, samples, label, region.slices());
    final boolean sct = settings.compatibility() == Compatibility.SCT;
    final boolean binary = settings.method() == Method.BIN;
    final LabelVoxels voxels = binary ? all.binary() : all;
    final double deviation = (binary && sct ? all : voxels).standardDeviation();
    double value = Double.NaN, condition = Double.NaN;
    if (all.size() > 0)
      switch (settings.method()) {
        case BIN, WA -> value = voxels.mean();
        case MEDIAN -> value = sct ? ofSct(label, region).median() : voxels.median();
        case MAX -> value = sct ? ofSct(label, region).max() : voxels.max();
        default -> {
          final LinearModel.Solution solution = model.of(volumes.membersOf(label));
          value = solution.values()[0];
          condition = solution.condition();
        }
      }
    return new Estimate(
        label, region, all.size(), value, deviation, voxels.effectiveCount(), condition);
  }

  private SctVoxels ofSct(AtlasLabel label, Region region) {
    return new SctVoxels(volumes, image, label, region.slices());
  }
}
