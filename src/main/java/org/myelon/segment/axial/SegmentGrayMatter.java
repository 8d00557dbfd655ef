package org.myelon.segment.axial;

import java.util.List;
import java.util.Locale;
import org.myelon.image.Grid;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;
import org.myelon.segment.network.NetworkCitations;
import org.myelon.step.InputException;
import org.myelon.step.Methods;
import org.myelon.step.Progress;

/**
 * Segments the grey matter of the spinal cord: a network outlines it in a small window around the
 * cord in every axial slice, and it lies inside the cord. White matter is the rest of the cord.
 */
public final class SegmentGrayMatter {

  private SegmentGrayMatter() {}

  /**
   * @param threshold a voxel with this probability or more is grey matter, 0 to 1; 0 gives the
   *     probabilities, which are about the part of the voxel that is grey matter
   */
  public record Settings(double threshold) {

    public Settings {
      if (!(threshold >= 0 && threshold <= 1))
        throw new InputException("The threshold must be 0 to 1, not " + threshold + ".");
    }

    public static Settings defaults() {
      return new Settings(0.5);
    }
  }

  /**
   * Both on the grid of the image: 0 and 1 in unsigned 8 bit, or float32 probabilities.
   *
   * @param grayMatter the grey matter, inside the cord
   * @param whiteMatter the cord without it
   */
  public record Result(Volume grayMatter, Volume whiteMatter, Methods methods) {}

  /**
   * @param image one 3-D volume in which grey and white matter differ, any orientation and spacing
   * @param cord its mask or probabilities, on the grid of the image in any order of its axes
   * @param network outlines the grey matter
   * @param settings hard or soft
   * @param progress listens, and may cancel
   * @return grey and white matter
   * @throws InputException if the image is a series or flat, the grids differ or the cord is empty
   * @implNote op names='myelon.segment.grayMatter'
   */
  public static Result run(
      Volume image, Volume cord, AxialNetwork network, Settings settings, Progress progress) {
    final AxialSlices slices = AxialSlices.toSearch(image);
    final Volume cordRpi = cord.require3D().reoriented(Orientation.RPI);
    slices.grid().requireSame(cordRpi.grid(), image.name(), cord.name());
    final float[] inCord = cordRpi.toFloats();
    final List<AxialWindow> windows = CordMiddle.of(inCord, slices).windows(network.model());
    if (windows.isEmpty()) throw new InputException(cord + " is empty: it has no voxel of cord.");
    final float[] gray = new float[inCord.length];
    final float[][] found = network.probabilities(slices, windows, progress);
    for (int k = 0; k < found.length; k++) windows.get(k).putBack(found[k], slices, gray);
    return result(image, slices.grid(), gray, inCord, settings.threshold, network.model());
  }

  private static Result result(
      Volume image, Grid grid, float[] gray, float[] cord, double threshold, AxialModel model) {
    final float[] white = new float[gray.length];
    for (int i = 0; i < gray.length; i++) {
      final float whole = Math.max(0, Math.min(1, cord[i]));
      if (threshold == 0) gray[i] = Math.min(gray[i], whole);
      else gray[i] = whole >= 0.5 && gray[i] >= threshold ? 1 : 0;
      white[i] = (threshold == 0 ? whole : whole >= 0.5 ? 1 : 0) - gray[i];
    }
    return new Result(
        volume(gray, grid, image, "_gm", threshold),
        volume(white, grid, image, "_wm", threshold),
        methods(model, threshold));
  }

  private static Volume volume(
      float[] values, Grid grid, Volume image, String suffix, double threshold) {
    final String name = image.name() + suffix;
    if (threshold == 0) return Volume.ofFloats(values, grid, name).reoriented(image.orientation());
    final byte[] on = new byte[values.length];
    for (int i = 0; i < on.length; i++) on[i] = (byte) values[i];
    return Volume.ofBytes(on, grid, name).reoriented(image.orientation());
  }

  private static Methods methods(AxialModel model, double threshold) {
    return new Methods(
        String.format(
            Locale.ROOT,
            "The grey matter was segmented by a two-dimensional U-Net in axial windows of %.3g mm"
                + " with pixels of %.3g mm inside the cord (model %s, version %s, %s); white matter"
                + " is the rest of the cord.",
            model.side(),
            model.spacing(),
            model.name(),
            model.version(),
            threshold == 0
                ? "probabilities kept"
                : String.format(Locale.ROOT, "threshold %.3g", threshold)),
        NetworkCitations.UNET,
        NetworkCitations.NNUNET);
  }
}
