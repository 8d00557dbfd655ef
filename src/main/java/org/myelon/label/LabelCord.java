package org.myelon.label;

import java.util.ArrayList;
import java.util.List;
import org.myelon.image.NonZeroVoxels;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;
import org.myelon.step.InputException;
import org.myelon.step.Methods;
import org.myelon.step.Progress;

/** Puts point labels in the middle of a cord mask, in given slices. */
public final class LabelCord {

  /**
   * @param at "slice,value" with colons between them; the slice is an index of the stored axis that
   *     runs along the body, or "mid" for the middle of the image
   */
  public record Settings(String at) {}

  /** The label image and what was done. */
  public record Result(Volume labels, Methods methods) {}

  private LabelCord() {}

  /**
   * @param cord 3-D mask; a soft mask weighs the centre with its values
   * @param settings which slices
   * @param progress hears how far the mask has been read
   * @return labels on the grid of the cord
   * @throws InputException if the list cannot be read or the mask is empty in a slice
   * @implNote op names='myelon.label.alongCord'
   */
  public static Result run(Volume cord, Settings settings, Progress progress) {
    final int slices = cord.require3D().grid().reoriented(Orientation.RPI).extent(2);
    final double[][] sum = new double[slices][3];
    NonZeroVoxels.visit(
        cord,
        Orientation.RPI,
        progress,
        (x, y, z, value) -> {
          sum[z][0] += value * x;
          sum[z][1] += value * y;
          sum[z][2] += value;
        });
    final Orientation own = cord.orientation();
    final boolean up = own.growsPositive(own.axisOf(2));
    final List<PointLabel> points = new ArrayList<>();
    for (String item : settings.at.strip().split("[:;]")) {
      final String numbers = item.strip().replaceFirst("^mid\\s*,", middle(slices, up) + ",");
      final int[] n = NumberTuple.parse(numbers, 2, settings.at, "10,5:30,3 or mid,3");
      if (n[0] < 0 || n[0] >= slices || n[1] == 0)
        throw new InputException(
            "'" + item + "': the slice must be 0 to " + (slices - 1) + " and the value not 0.");
      final int z = up ? n[0] : slices - 1 - n[0];
      if (sum[z][2] == 0)
        throw new InputException(
            cord + " is empty in slice " + n[0] + ": choose a slice with cord.");
      points.add(
          new PointLabel(n[1], new double[] {sum[z][0] / sum[z][2], sum[z][1] / sum[z][2], z}));
    }
    final PointLabels labels = new PointLabels(points, cord.grid().reoriented(Orientation.RPI));
    return new Result(
        labels.toVolume(cord.name() + "_labels").reoriented(own),
        new Methods("Point labels were placed at the centre of the cord mask in given slices."));
  }

  /** The stored index of the slice in the middle of the image. */
  private static int middle(int slices, boolean up) {
    final int z = Math.min(slices - 1, (int) Math.rint(slices / 2.0));
    return up ? z : slices - 1 - z;
  }
}
