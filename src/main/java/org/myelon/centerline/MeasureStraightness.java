package org.myelon.centerline;

import java.util.Arrays;
import org.myelon.image.Affine;
import org.myelon.image.Grid;
import org.myelon.image.Interpolation;
import org.myelon.image.Volume;
import org.myelon.step.InputException;
import org.myelon.step.Progress;
import org.myelon.transform.ApplyTransform;

/** How straight the cord has become: its mask is straightened, too, and its line fitted again. */
public final class MeasureStraightness {

  /** Points at each end that are left out, where a line is least certain (SCT's rule). */
  private static final int ENDS = 2;

  /** No cord is thicker. */
  private static final double MARGIN_MM = 15;

  /**
   * @param rmsMm root mean square of the distances between the straightened line and the axis
   * @param largestMm the largest of them
   * @param lengthMm length of the straightened line
   */
  public record Result(double rmsMm, double largestMm, double lengthMm) {}

  private MeasureStraightness() {}

  /**
   * @param segmentation the mask of the cord that was straightened
   * @param straightening what was made of it
   * @param settings how the line is fitted
   * @param progress listens, and may cancel
   * @return distances to the axis, in mm
   * @throws InputException if nothing of the mask is left in the straight space
   * @implNote op names='myelon.centerline.measureStraightness'
   */
  public static Result run(
      Volume segmentation,
      Straightening straightening,
      FitCenterline.Settings settings,
      Progress progress) {
    final Volume moved =
        ApplyTransform.run(
            segmentation,
            around(straightening.axis()),
            straightening.transform(),
            Interpolation.LINEAR,
            progress);
    final Centerline line = FitCenterline.run(half(moved), settings, progress);
    final Centerline axis = straightening.axis();
    final int first = line.firstSlice() + ENDS, last = line.lastSlice() - ENDS;
    double sum = 0, largest = 0;
    int count = 0;
    for (int s = Math.min(first, line.lastSlice()); s <= Math.max(last, line.firstSlice()); s++) {
      if (!axis.contains(s)) continue;
      final double d = Vector.norm(Vector.minus(line.point(s), axis.point(s)));
      sum += d * d;
      largest = Math.max(largest, d);
      count++;
    }
    return new Result(Math.sqrt(sum / Math.max(1, count)), largest, line.length());
  }

  /** The part of the straight space where the cord must be. */
  private static Grid around(Centerline axis) {
    final double[] from = new double[2], to = new double[2];
    Arrays.fill(from, Double.POSITIVE_INFINITY);
    for (int s = axis.firstSlice(); s <= axis.lastSlice(); s++)
      for (int a = 0; a < 2; a++) {
        final double margin = MARGIN_MM / axis.grid().spacing()[a];
        final double c = a == 0 ? axis.x(s) : axis.y(s);
        from[a] = Math.min(from[a], Math.max(0, Math.floor(c - margin)));
        to[a] = Math.max(to[a], Math.min(axis.grid().extent(a) - 1, Math.ceil(c + margin)));
      }
    final Affine shift = Affine.translation(from[0], from[1], 0);
    return new Grid(
        new long[] {
          (long) (to[0] - from[0]) + 1, (long) (to[1] - from[1]) + 1, axis.grid().size(2)
        },
        axis.grid().voxelToWorld().after(shift));
  }

  private static Volume half(Volume soft) {
    final float[] values = soft.toFloats();
    final byte[] mask = new byte[values.length];
    for (int i = 0; i < mask.length; i++) mask[i] = (byte) (values[i] >= 0.5f ? 1 : 0);
    return Volume.ofBytes(mask, soft.grid(), soft.name());
  }
}
