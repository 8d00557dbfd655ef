package org.myelon.label;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.myelon.centerline.Centerline;
import org.myelon.centerline.FitCenterline;
import org.myelon.centerline.FitCenterline.Algorithm;
import org.myelon.image.Grid;
import org.myelon.image.NonZeroVoxels;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;
import org.myelon.step.InputException;
import org.myelon.step.Methods;
import org.myelon.step.Progress;

/**
 * How far each slice of the cord lies below the pontomedullary junction (PMJ), in mm along the
 * cord. The way is the centreline through the mask and the PMJ: straight pieces, smoothed by a
 * Hanning window of 50 mm. Immutable.
 *
 * <p>Source: S. Bédard, J. Cohen-Adad, Automatic measure and normalization of spinal cord
 * cross-sectional area using the pontomedullary junction, Front. Neuroimaging 2022.
 */
public final class PmjDistance {

  /** The value of the PMJ in a label image. */
  public static final int LABEL = 50;

  private static final double WINDOW_MM = 50;

  private final Centerline line;
  private final int pmjSlice;
  private final boolean[] hasCord;

  private PmjDistance(Centerline line, int pmjSlice, boolean[] hasCord) {
    this.line = line;
    this.pmjSlice = pmjSlice;
    this.hasCord = hasCord;
  }

  /**
   * @param cord 3-D mask, any orientation
   * @param pmj label image on any grid that holds the value {@value #LABEL}
   * @throws InputException if the mask is empty, the label is missing or lies outside the mask's
   *     image
   */
  public static PmjDistance of(Volume cord, Volume pmj, Progress progress) {
    final Grid rpi = cord.require3D().grid().reoriented(Orientation.RPI);
    final int[] p = pmjVoxel(pmj, rpi, cord);
    final int nx = rpi.extent(0), ny = rpi.extent(1);
    final byte[] mask = new byte[Math.toIntExact(rpi.voxelCount())];
    final boolean[] hasCord = new boolean[rpi.extent(2)];
    NonZeroVoxels.visit(
        cord,
        Orientation.RPI,
        progress.part(0, 0.5),
        (x, y, z, value) -> {
          mask[(z * ny + y) * nx + x] = 1;
          hasCord[z] = true;
        });
    if (IntStream.range(0, hasCord.length).noneMatch(s -> hasCord[s]))
      throw new InputException(cord + " is empty: give a mask of the cord.");
    mask[(p[2] * ny + p[1]) * nx + p[0]] = 1;
    final Centerline line =
        FitCenterline.run(
            Volume.ofBytes(mask, rpi, cord.name()),
            new FitCenterline.Settings(Algorithm.LINEAR, WINDOW_MM, false),
            progress.part(0.5, 1));
    return new PmjDistance(line, p[2], hasCord);
  }

  private static int[] pmjVoxel(Volume pmj, Grid rpi, Volume cord) {
    final PointLabels labels = PointLabels.of(pmj).filtered(p -> p.value() == LABEL).meanPerValue();
    if (labels.points().isEmpty())
      throw new InputException(
          pmj + " has no label " + LABEL + ", the value of the pontomedullary junction.");
    final double[] v = rpi.voxelToWorld().inverse().apply(labels.world(labels.points().get(0)));
    final int[] voxel = new int[3];
    for (int a = 0; a < 3; a++) {
      voxel[a] = (int) Math.rint(v[a]);
      if (voxel[a] < 0 || voxel[a] >= rpi.size(a))
        throw new InputException(
            "The pontomedullary junction of " + pmj + " lies outside the image of " + cord + ".");
    }
    return voxel;
  }

  /** The line from which the distances are taken. */
  public Centerline line() {
    return line;
  }

  /** Distance of a slice in mm, negative above the PMJ; NaN where there is no line. */
  public double of(int slice) {
    if (!line.contains(slice)) return Double.NaN;
    return line.arcLength(pmjSlice) - line.arcLength(slice);
  }

  /** Distance of a place between slices in mm, also beyond the ends of the line. */
  public double at(double place) {
    return line.arcLength(pmjSlice) - line.extendedArcLength(place);
  }

  /**
   * The slices of a stretch of the cord, ascending.
   *
   * @param distance of its middle from the PMJ, mm
   * @param extent its length, mm
   * @throws InputException if the cord does not reach that far or is not segmented there
   */
  public List<Integer> slices(double distance, double extent) {
    if (!(extent > 0))
      throw new InputException("The extent must be more than 0 mm, not " + extent + ".");
    final double far = distance + extent / 2, near = distance - extent / 2;
    final double lowest = of(line.firstSlice()), highest = of(line.lastSlice());
    if (far > lowest || near < highest)
      throw new InputException(
          String.format(
              Locale.ROOT,
              "The cord is known from %.1f to %.1f mm below the pontomedullary junction; %.1f to"
                  + " %.1f mm is asked for. Change the distance or the extent.",
              highest,
              lowest,
              near,
              far));
    final List<Integer> slices = IntStream.range(nearest(far), nearest(near)).boxed().toList();
    for (int s : slices)
      if (!hasCord[s])
        throw new InputException(
            String.format(
                Locale.ROOT,
                "The mask is empty in slice %d, %.1f mm below the pontomedullary junction.",
                s,
                of(s)));
    if (slices.isEmpty())
      throw new InputException("An extent of " + extent + " mm is less than one slice.");
    return slices;
  }

  /** The slice at a distance; of two equally near the lower one. */
  private int nearest(double distance) {
    int best = line.firstSlice();
    for (int s = best; s <= line.lastSlice(); s++)
      if (Math.abs(of(s) - distance) < Math.abs(of(best) - distance)) best = s;
    return best;
  }

  /** What was done, for the methods section of a paper. */
  public Methods methods() {
    return new Methods(
        "Distances from the pontomedullary junction were measured along the centreline of the"
            + " cord.",
        "Bédard S, Cohen-Adad J. Automatic measure and normalization of spinal cord"
            + " cross-sectional area using the pontomedullary junction. Front Neuroimaging"
            + " 2022;1:1031253. doi:10.3389/fnimg.2022.1031253");
  }
}
