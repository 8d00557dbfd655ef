package org.myelon.pipeline.analysis;

import org.myelon.atlas.Method;
import org.myelon.segment.Contrast;
import org.myelon.segment.network.ComputeDevice;

/**
 * How a subject is analysed.
 *
 * @param finder how the cord is found, if it has to be
 * @param contrast how it looks against the fluid, for the tube; and which of the template's images
 *     is laid on it
 * @param device what the networks run on, see {@link ComputeDevice#open}
 * @param profile all other rules
 * @param method how a value is found for a tract
 * @param labels of the atlas, such as "51,52"; "all" for all
 * @param start discs whose numbers are known, as for {@link org.myelon.vertebra.Start#read}; "auto"
 *     for none
 */
public record AnalysisSettings(
    Finder finder,
    Contrast contrast,
    String device,
    CompatibilityProfile profile,
    Method method,
    String labels,
    String start) {

  /** How the cord is found, if it is not known. */
  public enum Finder {
    /** Our own networks: any contrast. */
    NETWORK,
    /** A deformable tube, without weights. */
    PROPAGATION
  }

  public static AnalysisSettings defaults() {
    return new AnalysisSettings(
        Finder.NETWORK,
        Contrast.T2,
        "auto",
        CompatibilityProfile.of(CompatibilityProfile.NAMES.get(0)),
        Method.MAP,
        "all",
        "auto");
  }

  public AnalysisSettings withFinder(Finder other) {
    return new AnalysisSettings(other, contrast, device, profile, method, labels, start);
  }

  public AnalysisSettings withContrast(Contrast other) {
    return new AnalysisSettings(finder, other, device, profile, method, labels, start);
  }

  public AnalysisSettings withDevice(String other) {
    return new AnalysisSettings(finder, contrast, other, profile, method, labels, start);
  }

  public AnalysisSettings withProfile(CompatibilityProfile other) {
    return new AnalysisSettings(finder, contrast, device, other, method, labels, start);
  }

  public AnalysisSettings withMetric(Method how, String which) {
    return new AnalysisSettings(finder, contrast, device, profile, how, which, start);
  }

  public AnalysisSettings withStart(String other) {
    return new AnalysisSettings(finder, contrast, device, profile, method, labels, other);
  }
}
