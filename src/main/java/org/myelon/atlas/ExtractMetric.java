package org.myelon.atlas;

import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.myelon.image.Grid;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;
import org.myelon.label.SliceLevels;
import org.myelon.morphology.Compatibility;
import org.myelon.morphology.Region;
import org.myelon.morphology.Regions;
import org.myelon.step.InputException;
import org.myelon.step.Methods;
import org.myelon.step.Parallel;
import org.myelon.step.Progress;
import org.myelon.template.InfoLabel;

/**
 * The metric of an image (MTR, FA, ...) in the labels of an atlas, per slice, level or region (Levy
 * et al., NeuroImage 2015; De Leener et al., NeuroImage 2017).
 */
public final class ExtractMetric {

  private ExtractMetric() {}

  /**
   * The images; all but the first two may be null. All are on one grid, in any orientation.
   *
   * @param image 3-D, the metric; a voxel that is not finite does not count
   * @param atlas the labels
   * @param levels map of the vertebral levels
   * @param weights how much each voxel counts, 0 or more
   * @param reference mask in which the mean of the image becomes 1
   */
  public record Inputs(Volume image, Atlas atlas, Volume levels, Volume weights, Volume reference) {

    public static Inputs of(Volume image, Atlas atlas) {
      return new Inputs(image, atlas, null, null, null);
    }

    public Inputs withLevels(Volume map) {
      return new Inputs(image, atlas, map, weights, reference);
    }

    public Inputs withWeights(Volume map) {
      return new Inputs(image, atlas, levels, map, reference);
    }

    public Inputs withReference(Volume mask) {
      return new Inputs(image, atlas, levels, weights, mask);
    }
  }

  /**
   * How.
   *
   * @param method of the estimate
   * @param labels ids and names, see {@link Atlas#labels}
   * @param combine whether to take the labels together
   * @param regions which slices make one row
   * @param model what ml and map assume
   * @param discardNegative whether voxels below 0 do not count
   * @param normalisation by what the image is divided, if there is a reference
   * @param compatibility whose rules where SCT is wrong: {@link Compatibility#SCT} takes max
   *     without the mask, the standard deviation of bin from all parts, and the rounded mean level
   */
  public record Settings(
      Method method,
      String labels,
      boolean combine,
      Regions regions,
      ModelSettings model,
      boolean discardNegative,
      Normalisation normalisation,
      Compatibility compatibility) {

    /** White matter of PAM50 (51) as one region, weighted average. */
    public static Settings defaults() {
      return new Settings(
          Method.WA,
          "51",
          false,
          new Regions(List.of(), List.of(), Regions.Per.REGION),
          ModelSettings.defaults(),
          false,
          Normalisation.WHOLE,
          Compatibility.MYELON);
    }

    public Settings withMethod(Method m) {
      return new Settings(
          m, labels, combine, regions, model, discardNegative, normalisation, compatibility);
    }

    public Settings withLabels(String text, boolean together) {
      return new Settings(
          method, text, together, regions, model, discardNegative, normalisation, compatibility);
    }

    public Settings withRegions(Regions r) {
      return new Settings(
          method, labels, combine, r, model, discardNegative, normalisation, compatibility);
    }

    public Settings withModel(ModelSettings m) {
      return new Settings(
          method, labels, combine, regions, m, discardNegative, normalisation, compatibility);
    }

    public Settings withDiscardNegative(boolean discard) {
      return new Settings(
          method, labels, combine, regions, model, discard, normalisation, compatibility);
    }

    public Settings withNormalisation(Normalisation n) {
      return new Settings(
          method, labels, combine, regions, model, discardNegative, n, compatibility);
    }

    public Settings withCompatibility(Compatibility c) {
      return new Settings(
          method, labels, combine, regions, model, discardNegative, normalisation, c);
    }
  }

  /**
   * Estimates the metric of every label in every region.
   *
   * @implNote op names='myelon.atlas.extractMetric'
   * @param inputs the image, the atlas and what else is known
   * @param settings the method and what it is for
   * @param progress hears the progress and may cancel
   * @return label after label, each region after region from the inferior end
   * @throws InputException if the images are on different grids, a label is not in the atlas or has
   *     no voxel in all regions, or settings and atlas do not go together
   */
  public static MetricResult run(Inputs inputs, Settings settings, Progress progress) {
    final List<AtlasLabel> labels = inputs.atlas.labels(settings.labels, settings.combine);
    MetricChecks.requireSensible(inputs, settings, labels);
    final Grid grid = inputs.image.require3D().grid().reoriented(Orientation.RPI);
    final SliceLevels levels = levels(inputs, settings);
    final List<Region> regions = settings.regions.of(new Slices(grid.extent(2), levels));
    final BitSet slices = new BitSet();
    regions.forEach(r -> r.slices().forEach(slices::set));
    final PartialVolumes volumes =
        PartialVolumes.read(
            inputs.atlas,
            images(inputs.atlas.info(), settings.method, labels),
            inputs.image,
            slices,
            progress.part(0, 0.9));
    final float[] values = values(inputs, settings, volumes, slices);
    final float[] weights = inputs.weights == null ? null : weights(inputs);
    final Samples samples = new Samples(volumes, values, weights, settings.discardNegative);
    final RegionEstimator estimator =
        new RegionEstimator(volumes, samples, values, settings, inputs.atlas.info());
    final RegionEstimator.Values[] found = new RegionEstimator.Values[regions.size()];
    Parallel.forEach(
        found.length,
        "Estimating",
        progress.part(0.9, 1),
        r -> found[r] = estimator.of(regions.get(r), labels));
    MetricChecks.requireVoxels(inputs.image, volumes, labels, found);
    return new MetricResult(
        inputs.image, volumes, labels, List.of(found), levels, methods(settings, inputs));
  }

  private record Slices(int sliceCount, SliceLevels levels) implements Regions.Slices {

    @Override
    public boolean hasLevels() {
      return levels != null;
    }

    @Override
    public int level(int slice) {
      return levels == null ? 0 : levels.level(slice);
    }

    @Override
    public boolean isMeasured(int slice) {
      return true;
    }
  }

  private static SliceLevels levels(Inputs in, Settings s) {
    if (in.levels == null) {
      if (!s.regions.vertebrae().isEmpty() || s.regions.per() == Regions.Per.LEVEL)
        throw new InputException(
            "Vertebral levels are asked for: give levels=, a level map on the grid of "
                + in.image
                + ".");
      return null;
    }
    Atlas.requireSameGrid(in.image, in.levels.require3D().grid(), in.levels.name());
    return SliceLevels.of(in.levels, s.compatibility == Compatibility.SCT);
  }

  /** The images that the method needs: all, or those of the labels. */
  private static List<InfoLabel.Image> images(
      InfoLabel info, Method method, List<AtlasLabel> labels) {
    if (method.isModel()) return info.images();
    final Set<Integer> ids = new LinkedHashSet<>();
    labels.forEach(l -> ids.addAll(l.images()));
    return info.members(List.copyOf(ids), "labels");
  }

  private static float[] values(Inputs in, Settings s, PartialVolumes volumes, BitSet slices) {
    final float[] values = in.image.reoriented(Orientation.RPI).toFloats();
    if (in.reference == null) return values;
    Atlas.requireSameGrid(in.image, in.reference.require3D().grid(), in.reference.name());
    final BitSet used = new BitSet();
    slices.stream().filter(z -> volumes.end(z) > volumes.begin(z)).forEach(used::set);
    s.normalisation.apply(values, in.reference, used, Progress.NONE);
    return values;
  }

  private static float[] weights(Inputs in) {
    Atlas.requireSameGrid(in.image, in.weights.require3D().grid(), in.weights.name());
    final float[] weights = in.weights.reoriented(Orientation.RPI).toFloats();
    for (float w : weights)
      if (!(w >= 0) || Float.isInfinite(w))
        throw new InputException(
            in.weights + " has values that are negative or not finite; weights must be 0 or more.");
    return weights;
  }

  static Methods methods(Settings s, Inputs in) {
    final String model =
        s.method == Method.MAP
            ? String.format(
                Locale.ROOT,
                " (noise and label standard deviations %s to %s)",
                s.model.sigmaNoise(),
                s.model.sigmaLabels())
            : "";
    return new Methods(
        "The metric was extracted as "
            + s.method.words()
            + model
            + (in.atlas.isMask() ? " in a mask." : " with an atlas of partial volumes."),
        "Levy S, Benhamou M, Naaman C, Rainville P, Callot V, Cohen-Adad J. White matter atlas of"
            + " the human spinal cord with estimation of partial volume effect. NeuroImage 2015."
            + " doi:10.1016/j.neuroimage.2015.06.040",
        "De Leener B, Levy S, Dupont SM, Fonov VS, Stikov N, Collins DL, Callot V, Cohen-Adad J."
            + " SCT: Spinal Cord Toolbox, an open-source software for processing spinal cord MRI"
            + " data. NeuroImage 2017. doi:10.1016/j.neuroimage.2016.10.009");
  }
}
