package org.myelon.pipeline.analysis;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.myelon.image.NonZeroVoxels;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;
import org.myelon.step.InputException;
import org.myelon.step.Progress;
import org.myelon.template.Template;

/**
 * What is analysed, and what is known of it. All but the image may be absent (null, empty).
 *
 * @param image 3-D, any orientation
 * @param segmentation the cord, on the grid of the image
 * @param discs disc labels (3 = C2/C3), on any grid of the same body
 * @param levels level map on the grid of the image, instead of discs
 * @param template the template with its atlas
 * @param transform files that move the template to the image, as {@link
 *     org.myelon.transform.TransformList} takes them; empty if it has to be found
 * @param scans further images of the subject, each on its own grid, to which the template is
 *     carried
 * @param metrics images of values, each on the grid of a scan or of the image
 */
public record AnalysisInputs(
    Volume image,
    Volume segmentation,
    Volume discs,
    Volume levels,
    Template template,
    String transform,
    List<Volume> scans,
    List<Volume> metrics) {

  public AnalysisInputs {
    scans = List.copyOf(scans);
    metrics = List.copyOf(metrics);
    image.require3D();
    if (discs != null && levels != null)
      throw new InputException("Give either discs= or levels=, not both.");
    for (Volume v : new Volume[] {segmentation, levels}) if (v != null) requireOn(image, v);
    if (levels != null) requireMap(levels);
    requireNames(scans, "scans");
    requireNames(metrics, "metrics");
    if (template == null && !(metrics.isEmpty() && scans.isEmpty() && transform.isBlank()))
      throw new InputException(
          "metric=, scan= and transform= need a template: give template=FOLDER, or get PAM50 with"
              + " Download Template.");
    if (!metrics.isEmpty()) template.requireAtlas();
  }

  /** An image and nothing else. */
  public static AnalysisInputs of(Volume image) {
    return new AnalysisInputs(image, null, null, null, null, "", List.of(), List.of());
  }

  public AnalysisInputs withSegmentation(Volume other) {
    return new AnalysisInputs(image, other, discs, levels, template, transform, scans, metrics);
  }

  public AnalysisInputs withDiscs(Volume other) {
    return new AnalysisInputs(
        image, segmentation, other, levels, template, transform, scans, metrics);
  }

  public AnalysisInputs withLevels(Volume other) {
    return new AnalysisInputs(
        image, segmentation, discs, other, template, transform, scans, metrics);
  }

  public AnalysisInputs withTemplate(Template other, String move) {
    return new AnalysisInputs(image, segmentation, discs, levels, other, move, scans, metrics);
  }

  public AnalysisInputs withScans(List<Volume> other) {
    return new AnalysisInputs(
        image, segmentation, discs, levels, template, transform, other, metrics);
  }

  public AnalysisInputs withMetrics(List<Volume> other) {
    return new AnalysisInputs(
        image, segmentation, discs, levels, template, transform, scans, other);
  }

  /** Refuses a mask of another image. */
  static void requireOn(Volume image, Volume mask) {
    image
        .grid()
        .reoriented(Orientation.RPI)
        .requireSame(
            mask.require3D().grid().reoriented(Orientation.RPI), image.name(), mask.name());
  }

  /** Disc labels given as levels would pass as a map of single slices. */
  private static void requireMap(Volume levels) {
    final Set<Double> values = new HashSet<>();
    final int[] voxels = {0};
    NonZeroVoxels.visit(
        levels,
        levels.orientation(),
        Progress.NONE,
        (x, y, z, value) -> {
          values.add(value);
          voxels[0]++;
        });
    if (voxels[0] > 0 && voxels[0] == values.size())
      throw new InputException(
          levels.name()
              + " holds one voxel for each value, so it is no map of levels; if these are discs,"
              + " give them as discs=.");
  }

  private static void requireNames(List<Volume> volumes, String what) {
    final Set<String> names = new HashSet<>();
    for (Volume v : volumes)
      if (!names.add(Layout.plain(v.require3D().name()).toLowerCase(Locale.ROOT)))
        throw new InputException(
            "Two " + what + " are called " + v.name() + ": their results need different names.");
  }

  /** The images that are in files, by the names that the command gives them. */
  Map<String, Path> files() {
    final Map<String, Volume> all = new LinkedHashMap<>();
    all.put("image", image);
    all.put("segmentation", segmentation);
    all.put("discs", discs);
    all.put("levels", levels);
    for (int i = 0; i < scans.size(); i++) all.put(numbered("scan", i), scans.get(i));
    for (int i = 0; i < metrics.size(); i++) all.put(numbered("metric", i), metrics.get(i));
    final Map<String, Path> files = new LinkedHashMap<>();
    all.forEach(
        (name, v) -> {
          if (v != null) v.source().ifPresent(file -> files.put(name, file));
        });
    return files;
  }

  private static String numbered(String name, int i) {
    return i == 0 ? name : name + (i + 1);
  }

  /** The scans, each with a place for its files. */
  List<Space> scanSpaces() {
    return scans.stream().map(s -> new Space(Layout.scan(Layout.plain(s.name())), s)).toList();
  }

  /** Where a metric belongs: to a scan rather than to the anatomical image. */
  Space space(Volume metric) {
    for (Space space : scanSpaces()) if (space.holds(metric)) return space;
    final Space own = new Space("", image);
    if (own.holds(metric)) return own;
    throw new InputException(
        metric
            + " lies on the grid of no image here: give the scan that it was made from as scan=,"
            + " so that the template is carried to it.");
  }
}
