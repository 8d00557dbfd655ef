package org.myelon.pipeline.analysis;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.myelon.image.Volume;
import org.myelon.image.nifti.Nifti;
import org.myelon.segment.Contrast;
import org.myelon.segment.PropagateContour;
import org.myelon.segment.axial.SegmentCordNetwork;
import org.myelon.segment.network.ComputeDevice;
import org.myelon.step.Progress;

/** The cord, known or found in an image. */
final class SegmentStage implements Stage {

  private final String prefix;
  private final Volume image;
  private final Known known;
  private final AnalysisSettings settings;
  private final Contrast contrast;

  /**
   * @param prefix of its file, see {@link Layout#scan}; empty for the anatomical image
   * @param known the cord, null if it has to be found
   * @param contrast how the cord looks against the fluid, for the tube
   */
  SegmentStage(
      String prefix, Volume image, Known known, AnalysisSettings settings, Contrast contrast) {
    this.prefix = prefix;
    this.image = image;
    this.known = known;
    this.settings = settings;
    this.contrast = contrast;
  }

  @Override
  public String name() {
    return prefix + "segmentation";
  }

  @Override
  public Map<String, String> origin() {
    final Map<String, String> origin = new LinkedHashMap<>();
    origin.put("image", Fingerprint.describe(image));
    if (known != null) origin.put("segmentation", known.origin());
    else origin.putAll(method());
    return origin;
  }

  private Map<String, String> method() {
    final String name = settings.finder().name().toLowerCase(Locale.ROOT);
    return settings.finder() == AnalysisSettings.Finder.NETWORK
        ? Map.of("method", name + ", threshold " + settings.profile().threshold())
        : Map.of("method", name + ", contrast " + contrast.name().toLowerCase(Locale.ROOT));
  }

  @Override
  public Outcome run(Path fresh, Progress progress) {
    final Path file = Layout.prepared(fresh, prefix + Layout.SEGMENTATION);
    if (known != null) {
      Nifti.write(known.volume(), file);
      return known.outcome("A segmentation of the spinal cord");
    }
    if (settings.finder() == AnalysisSettings.Finder.NETWORK) return byNetwork(file, progress);
    final PropagateContour.Result found =
        PropagateContour.run(
            image, PropagateContour.Settings.defaults().withContrast(contrast), progress);
    Nifti.write(found.segmentation(), file);
    return Outcome.computed(List.of(found.methods()));
  }

  private Outcome byNetwork(Path file, Progress progress) {
    final ComputeDevice device = ComputeDevice.open(settings.device(), progress.part(0, 0.1));
    final SegmentCordNetwork.Result found =
        SegmentCordNetwork.byBuiltIn(
            image,
            device,
            SegmentCordNetwork.Settings.defaults().withThreshold(settings.profile().threshold()),
            progress.part(0.1, 1));
    Nifti.write(found.segmentation(), file);
    final Map<String, Object> facts = new LinkedHashMap<>(device.facts());
    facts.put("models", found.models());
    facts.put("confidence", found.confidence());
    return Outcome.computed(List.of(found.methods())).withFacts(facts);
  }
}
