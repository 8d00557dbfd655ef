package org.myelon.vertebra;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.myelon.centerline.Centerline;
import org.myelon.image.Affine;
import org.myelon.image.DistanceTransform;
import org.myelon.image.Interpolation;
import org.myelon.image.Sampler;
import org.myelon.image.Volume;
import org.myelon.label.PointLabel;
import org.myelon.label.PointLabels;
import org.myelon.label.SpinalLevel;
import org.myelon.step.InputException;
import org.myelon.step.Parallel;
import org.myelon.step.Progress;

/**
 * Spinal levels from the nerve rootlets: each level reaches as far along the cord as those voxels
 * of its rootlets that lie close to the cord, where they enter it; further out rootlets run down.
 *
 * <p>Source: J. Valošek et al., Automatic segmentation of the spinal cord nerve rootlets, Imaging
 * Neuroscience 2024, who dilate the cord by three voxels.
 */
final class RootletExtents {

  private final Volume rootlets;
  private final Volume cord;
  private final Centerline line;
  private final double reachMm;

  /**
   * @param rootlets label image on any grid
   * @param reachMm how far from the cord a voxel may lie
   */
  RootletExtents(Volume rootlets, Volume cord, Centerline line, double reachMm) {
    this.rootlets = rootlets;
    this.cord = cord;
    this.line = line;
    this.reachMm = reachMm;
  }

  /**
   * The levels from the top down. An extent includes its outermost voxels as a whole and ends at
   * the middle of its neighbours at the latest.
   *
   * @throws InputException if a value is no spinal level, no rootlet comes close to the cord, or
   *     the levels do not follow each other down the cord
   */
  List<SpinalExtent> find(Progress progress) {
    final PointLabels labels = PointLabels.of(rootlets);
    final List<PointLabel> near = nearCord(labels, progress.part(0, 0.5));
    final double[] arcs = arcs(near, labels, progress.part(0.5, 1));
    final Map<Integer, double[]> sums = new TreeMap<>();
    for (int i = 0; i < arcs.length; i++) {
      final double[] s =
          sums.computeIfAbsent(
              near.get(i).value(),
              v -> new double[] {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0, 0});
      s[0] = Math.min(s[0], arcs[i]);
      s[1] = Math.max(s[1], arcs[i]);
      s[2] += arcs[i];
      s[3]++;
    }
    final double half = rootlets.grid().spacing()[rootlets.orientation().axisOf(2)] / 2;
    final List<SpinalExtent> found = new ArrayList<>();
    sums.forEach((v, s) -> found.add(new SpinalExtent(v, s[0] - half, s[1] + half, s[2] / s[3])));
    requireOrder(found);
    return withinNeighbours(found);
  }

  /** Stray voxels beyond the middle of a neighbouring level do not make a level longer. */
  private static List<SpinalExtent> withinNeighbours(List<SpinalExtent> levels) {
    final List<SpinalExtent> within = new ArrayList<>();
    for (int i = 0; i < levels.size(); i++) {
      final SpinalExtent own = levels.get(i);
      final double upper = i == 0 ? own.upper() : levels.get(i - 1).middle();
      final double lower = i == levels.size() - 1 ? own.lower() : levels.get(i + 1).middle();
      within.add(
          new SpinalExtent(
              own.level(),
              Math.max(own.lower(), lower),
              Math.min(own.upper(), upper),
              own.middle()));
    }
    return within;
  }

  private List<PointLabel> nearCord(PointLabels labels, Progress progress) {
    final Sampler distance =
        Sampler.of(DistanceTransform.toObject(cord, progress), Interpolation.LINEAR, progress);
    final Affine toCord = cord.voxelToWorld().inverse();
    final List<PointLabel> near = new ArrayList<>();
    for (PointLabel p : labels.points()) {
      if (!SpinalLevel.isSpinal(p.value()))
        throw new InputException(
            String.format(
                "%s holds the value %d, which is no spinal level: 1 to 8 are C1 to C8, 9 to 20 T1"
                    + " to T12, 21 to 30 L1 to S5.",
                rootlets, p.value()));
      final double[] v = toCord.apply(labels.world(p));
      if (distance.contains(v[0], v[1], v[2]) && distance.at(v[0], v[1], v[2]) <= reachMm)
        near.add(p);
    }
    if (near.isEmpty())
      throw new InputException(
          String.format(
              Locale.ROOT,
              "No rootlet of %s comes within %.3g mm of %s: are both of the same subject?",
              rootlets,
              reachMm,
              cord));
    return near;
  }

  private double[] arcs(List<PointLabel> near, PointLabels labels, Progress progress) {
    final double[] arcs = new double[near.size()];
    Parallel.forEach(
        arcs.length,
        "projecting the rootlets on the centreline",
        progress,
        i -> arcs[i] = line.arcLengthAt(line.nearestPlace(labels.world(near.get(i)))));
    return arcs;
  }

  private void requireOrder(List<SpinalExtent> levels) {
    for (int i = 1; i < levels.size(); i++)
      if (levels.get(i).middle() >= levels.get(i - 1).middle())
        throw new InputException(
            String.format(
                "%s has its rootlets out of order: those of %s (%d) do not lie below those of %s"
                    + " (%d). Correct the labels.",
                rootlets,
                levels.get(i),
                levels.get(i).level(),
                levels.get(i - 1),
                levels.get(i - 1).level()));
  }
}
