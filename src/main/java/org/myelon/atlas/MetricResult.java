package org.myelon.atlas;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.myelon.image.Grid;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;
import org.myelon.label.SliceLevels;
import org.myelon.step.Methods;

/** The metric of every label in every region, and images of it. Immutable. */
public final class MetricResult {

  private final Volume image;
  private final PartialVolumes volumes;
  private final List<AtlasLabel> labels;
  private final List<RegionEstimator.Values> found;
  private final SliceLevels levels;
  private final Methods methods;

  MetricResult(
      Volume image,
      PartialVolumes volumes,
      List<AtlasLabel> labels,
      List<RegionEstimator.Values> found,
      SliceLevels levels,
      Methods methods) {
    this.image = image;
    this.volumes = volumes;
    this.labels = labels;
    this.found = found;
    this.levels = levels;
    this.methods = methods;
  }

  /** Label after label, each region after region from the inferior end. */
  public List<Estimate> estimates() {
    final List<Estimate> estimates = new ArrayList<>();
    for (int l = 0; l < labels.size(); l++)
      for (RegionEstimator.Values region : found) estimates.add(region.estimates().get(l));
    return estimates;
  }

  /** The level of each slice, if a map was given. */
  public Optional<SliceLevels> levels() {
    return Optional.ofNullable(levels);
  }

  /** What was done, for the methods section of a paper. */
  public Methods methods() {
    return methods;
  }

  /**
   * The image as the estimates explain it, float32 on its own grid: with ml and map the sum of the
   * values of all images of the atlas times their parts, else the mean of the values of the labels
   * asked for, weighted by their parts; 0 in other slices and voxels.
   */
  public Volume fitted() {
    final float[] fitted = new float[(int) image.grid().voxelCount()];
    final List<boolean[]> members = labels.stream().map(volumes::membersOf).toList();
    for (RegionEstimator.Values region : found)
      for (int z : region.region().slices()) {
        for (int v = volumes.begin(z); v < volumes.end(z); v++)
          fitted[volumes.voxel(v)] =
              (float)
                  (region.columns() == null
                      ? mixed(v, members, region.estimates())
                      : summed(v, region.columns()));
      }
    return onGrid(fitted, image.name() + "_fitted");
  }

  private double summed(int voxel, double[] columns) {
    double sum = 0;
    for (int e = volumes.first(voxel); e < volumes.first(voxel + 1); e++)
      sum += volumes.part(e) * columns[volumes.column(e)];
    return sum;
  }

  private double mixed(int voxel, List<boolean[]> members, List<Estimate> estimates) {
    double sum = 0, of = 0;
    for (int l = 0; l < labels.size(); l++) {
      final double part = volumes.partOf(voxel, members.get(l));
      final double value = estimates.get(l).value();
      if (!(part > 0) || Double.isNaN(value)) continue;
      sum += part * value;
      of += part;
    }
    return of > 0 ? sum / of : 0;
  }

  /** The part of each voxel that belongs to the labels asked for, float32 on the image's grid. */
  public Volume labelled() {
    final boolean[] any = new boolean[volumes.columnCount()];
    for (AtlasLabel label : labels) for (int id : label.images()) any[volumes.columnOf(id)] = true;
    final float[] parts = new float[(int) image.grid().voxelCount()];
    for (int v = 0; v < volumes.voxelCount(); v++)
      parts[volumes.voxel(v)] = (float) Math.min(1, volumes.partOf(v, any));
    return onGrid(parts, "labels");
  }

  private Volume onGrid(float[] rpi, String name) {
    final Grid grid = image.grid().reoriented(Orientation.RPI);
    return Volume.ofFloats(rpi, grid, name).reoriented(image.orientation());
  }
}
