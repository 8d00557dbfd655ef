package org.myelon.morphology;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.myelon.centerline.Centerline;
import org.myelon.centerline.FitCenterline;
import org.myelon.image.Volume;
import org.myelon.label.PointLabels;
import org.myelon.step.InputException;
import org.myelon.step.Methods;
import org.myelon.step.Progress;

/**
 * Distances along the cord from the pontomedullary junction (PMJ), a landmark that, unlike discs,
 * moves with the cord (Bédard and Cohen-Adad 2022). The line is straight pieces through the centres
 * of the mask and the PMJ, smoothed by a window of 50 mm.
 */
public final class PmjDistance {

  /** Value of the PMJ in label images that hold others as well. */
  private static final int PMJ = 50;

  private static final FitCenterline.Settings LINE =
      new FitCenterline.Settings(FitCenterline.Algorithm.LINEAR, 50, false);

  private final Centerline line;
  private final double top;

  private final CordSlices cord;

  private PmjDistance(Centerline line, double top, CordSlices cord) {
    this.line = line;
    this.top = top;
    this.cord = cord;
  }

  /**
   * @param cord the mask
   * @param pmj a label image on the grid of the mask; its label 50, or its only label
   * @throws InputException if there is no single PMJ
   */
  static PmjDistance of(CordSlices cord, Volume pmj, Progress progress) {
    final PointLabels labels = PointLabels.of(pmj).meanPerValue();
    final PointLabels found =
        labels.points().size() == 1 ? labels : labels.filtered(p -> p.value() == PMJ);
    if (found.points().size() != 1)
      throw new InputException(
          pmj + " has several labels and none with value 50; keep only the one of the PMJ.");
    final double[] world = found.world(found.points().get(0));
    final double[] voxel = cord.grid.voxelToWorld().inverse().apply(world);
    final int[] point = new int[3];
    for (int a = 0; a < 3; a++) point[a] = (int) Math.rint(voxel[a]);
    if (point[2] <= cord.firstSlice)
      throw new InputException(pmj + " lies below the cord mask: are both of the same subject?");
    final Volume mask = cord.toVolume(point, "the mask with the PMJ");
    final Centerline line = FitCenterline.run(mask, LINE, progress);
    return new PmjDistance(line, line.arcLength(Math.min(point[2], line.lastSlice())), cord);
  }

  /** Distance in mm from the PMJ down along the cord to a slice; NaN beyond the cord. */
  public double of(int slice) {
    return line.contains(slice) ? top - line.arcLength(slice) : Double.NaN;
  }

  /**
   * The slices about a distance, from the lowest to the one below the highest.
   *
   * @param distance to the middle of the slices, mm
   * @param extent length of all slices together, mm
   * @throws InputException if they do not all lie within the mask
   */
  public Region region(double distance, double extent) {
    if (!(distance > 0) || !(extent > 0))
      throw new InputException("pmjDistance and pmjExtent must be above 0 mm.");
    final int from = nearest(distance + extent / 2), to = nearest(distance - extent / 2);
    if (distance + extent / 2 > of(cord.firstSlice) + cord.grid.spacing()[2]
        || distance - extent / 2 < 0)
      throw new InputException(
          String.format(
              Locale.ROOT,
              "%.4g mm ± %.4g mm from the PMJ lies outside the mask, which reaches %.4g mm from it.",
              distance,
              extent / 2,
              of(cord.firstSlice)));
    final List<Integer> slices = new ArrayList<>();
    for (int z = from; z < Math.max(to, from + 1); z++) {
      if (cord.slice(z) == null)
        throw new InputException(
            "The mask is empty in slice " + z + ", which lies within the extent about the PMJ.");
      slices.add(z);
    }
    return new Region(slices, distance);
  }

  private int nearest(double distance) {
    int best = line.firstSlice();
    for (int z = best; z <= line.lastSlice(); z++)
      if (Math.abs(of(z) - distance) < Math.abs(of(best) - distance)) best = z;
    return best;
  }

  static Methods methods(double distance, double extent) {
    return new Methods(
        String.format(
            Locale.ROOT,
            "Slices were chosen %.4g mm from the pontomedullary junction along the cord, over"
                + " %.4g mm.",
            distance,
            extent),
        "Bédard S, Cohen-Adad J. Automatic measure and normalization of spinal cord"
            + " cross-sectional area using the pontomedullary junction. Front Neuroimaging"
            + " 2022;1:1031253. doi:10.3389/fnimg.2022.1031253");
  }
}
