package org.myelon.segment.axial;

import java.util.ArrayList;
import java.util.List;
import org.myelon.image.Volume;
import org.myelon.segment.MinimalPath;
import org.myelon.segment.network.NetworkCitations;
import org.myelon.step.InputException;
import org.myelon.step.Methods;
import org.myelon.step.Parallel;
import org.myelon.step.Progress;

/**
 * Finds the way of the cord through an image with a small network that sees whole axial slices on a
 * coarse lattice, one every few mm. The path through the slices that gathers most probability less
 * a penalty on its slope is found exactly ({@link MinimalPath}); slices at its ends without cord
 * (head, below the conus) are left out.
 */
public final class LocateCord {

  /** Penalty for a slope of one (45 degrees) in one slice, against a probability of one. */
  private static final double STIFFNESS = 0.75;

  /** A slice counts for a cord if the network says so with more than this. */
  private static final double EVEN = 0.5;

  /** Least length of cord in mm, unless the image is shorter. */
  private static final double LEAST_LENGTH = 10;

  /** How far from the path pixels belong to the cord, mm. */
  private static final double REACH = 9;

  private LocateCord() {}

  /**
   * @param every distance in mm of the slices that are looked at
   */
  public record Settings(double every) {

    public Settings {
      if (!(every > 0))
        throw new InputException("The distance of slices must be above 0 mm, not " + every + ".");
    }

    public static Settings defaults() {
      return new Settings(4);
    }
  }

  /**
   * @param path in the slices with cord
   * @param confidence mean probability along the path, 0.5 to 1
   */
  public record Result(CordPath path, double confidence, Methods methods) {}

  /**
   * @param image one 3-D volume, any orientation and spacing; values that are not finite count as 0
   * @param localiser the network; its window may be smaller than a slice
   * @param settings how closely to look
   * @param progress listens, and may cancel
   * @return where the cord is
   * @throws InputException if the image is a series or flat, or no cord is found
   * @implNote op names='myelon.segment.locateCord'
   */
  public static Result run(
      Volume image, AxialNetwork localiser, Settings settings, Progress progress) {
    return run(AxialSlices.toSearch(image), image.name(), localiser, settings, progress);
  }

  static Result run(
      AxialSlices image, String name, AxialNetwork localiser, Settings settings, Progress p) {
    final int step = (int) Math.max(1, Math.round(settings.every / image.spacing(2)));
    final int count = (image.depth() + step - 1) / step;
    final int lowest = (image.depth() - 1 - (count - 1) * step) / 2;
    final WholeSlice whole = new WholeSlice(localiser.model(), image);
    final float[][] maps = maps(image, localiser, whole, lowest, step, count, p.part(0, 0.9));
    final double pixelPerSlice = localiser.model().spacing() / (step * image.spacing(2));
    final int[] path = path(maps, whole, STIFFNESS * pixelPerSlice * pixelPerSlice, p);

    final double[] score = new double[count];
    for (int k = 0; k < count; k++) score[k] = around(maps[k], whole, path[k]);
    final int[] range = bestRange(score);
    double confidence = 0;
    for (int k = range[0]; k < range[1]; k++) confidence += score[k] / (range[1] - range[0]);
    final double mm = (range[1] - range[0]) * step * image.spacing(2);
    final double least = Math.min(LEAST_LENGTH, 0.5 * image.depth() * image.spacing(2));
    if (confidence <= EVEN || mm < least)
      throw new InputException(
          "No spinal cord was found in "
              + name
              + ". If there is one, give start= (a point in the cord) or a box around it.");
    return new Result(
        smooth(maps, whole, path, range, lowest, step, image.depth()),
        confidence,
        methods(localiser.model()));
  }

  private static float[][] maps(
      AxialSlices image,
      AxialNetwork localiser,
      WholeSlice whole,
      int lowest,
      int step,
      int count,
      Progress progress) {
    final List<AxialWindow> windows = new ArrayList<>();
    for (int k = 0; k < count; k++) windows.addAll(whole.windows(lowest + k * step));
    final float[][] found = localiser.probabilities(image, windows, progress);
    final float[][] maps = new float[count][];
    for (int k = 0; k < count; k++) maps[k] = whole.join(found, k * whole.windowCount());
    return maps;
  }

  private static int[] path(float[][] maps, WholeSlice whole, double stiffness, Progress p) {
    final float[][] cost = new float[maps.length][];
    Parallel.forEach(
        maps.length,
        "Finding the way of the cord",
        p.part(0.9, 1),
        k -> {
          cost[k] = new float[maps[k].length];
          for (int i = 0; i < cost[k].length; i++)
            cost[k][i] = (float) (1 - around(maps[k], whole, i));
        });
    return new MinimalPath(whole.width(), whole.height()).find(cost, stiffness);
  }

  /** Mean probability of a pixel and its eight neighbours, 0 beyond the lattice. */
  private static double around(float[] map, WholeSlice whole, int pixel) {
    final int x = pixel % whole.width(), y = pixel / whole.width();
    double sum = 0;
    for (int j = Math.max(0, y - 1); j <= Math.min(whole.height() - 1, y + 1); j++)
      for (int i = Math.max(0, x - 1); i <= Math.min(whole.width() - 1, x + 1); i++)
        sum += map[j * whole.width() + i];
    return sum / 9;
  }

  /** First and one beyond the last slice of the range with the largest sum over one half. */
  private static int[] bestRange(double[] score) {
    int begin = 0;
    double sum = 0, best = 0;
    int[] range = {0, 1};
    for (int k = 0; k < score.length; k++) {
      if (sum <= 0) {
        sum = 0;
        begin = k;
      }
      sum += score[k] - EVEN;
      if (sum > best) {
        best = sum;
        range = new int[] {begin, k + 1};
      }
    }
    return range;
  }

  /** Centres of what was found around the path, smoothed along it, and lines between them. */
  private static CordPath smooth(
      float[][] maps, WholeSlice whole, int[] path, int[] range, int lowest, int step, int depth) {
    final int n = range[1] - range[0];
    final double[] z = new double[n], x = new double[n], y = new double[n];
    for (int k = 0; k < n; k++) {
      final double[] centre = centre(maps[range[0] + k], whole, path[range[0] + k]);
      z[k] = lowest + (range[0] + k) * step;
      x[k] = centre[0];
      y[k] = centre[1];
    }
    return CordPath.through(
        z,
        smooth(x),
        smooth(y),
        (int) Math.max(0, Math.round(z[0] - step / 2.0)),
        (int) Math.min(depth - 1.0, Math.round(z[n - 1] + step / 2.0)));
  }

  private static double[] centre(float[] map, WholeSlice whole, int pixel) {
    final double px = whole.x(pixel % whole.width()), py = whole.y(pixel / whole.width());
    double sum = 1e-6, x = 1e-6 * px, y = 1e-6 * py;
    for (int j = whole.row(py - REACH); j <= whole.row(py + REACH); j++)
      for (int i = whole.column(px - REACH); i <= whole.column(px + REACH); i++) {
        if (Math.hypot(whole.x(i) - px, whole.y(j) - py) > REACH) continue;
        final double weight = map[j * whole.width() + i];
        sum += weight;
        x += weight * whole.x(i);
        y += weight * whole.y(j);
      }
    return new double[] {x / sum, y / sum};
  }

  /** Weights 1, 2, 1; a straight line and its ends stay. */
  private static double[] smooth(double[] v) {
    final double[] s = v.clone();
    for (int k = 1; k < v.length - 1; k++) s[k] = (v[k - 1] + 2 * v[k] + v[k + 1]) / 4;
    return s;
  }

  private static Methods methods(AxialModel model) {
    return new Methods(
        String.format(
            java.util.Locale.ROOT,
            "The spinal cord was found by a two-dimensional U-Net that sees whole axial slices at"
                + " %.3g mm (model %s, version %s) and a minimal path through the slices.",
            model.spacing(),
            model.name(),
            model.version()),
        NetworkCitations.UNET,
        NetworkCitations.NNUNET);
  }
}
