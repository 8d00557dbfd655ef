package org.myelon.segment.inference;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.myelon.segment.network.PatchNetwork;
import org.myelon.step.InputException;
import org.myelon.step.Progress;

/**
 * A network of fixed window size applied to an image of any size, as nnU-Net does it (Isensee et
 * al., Nat Methods 2021): windows that overlap by half, weighted by a Gaussian, each optionally
 * also mirrored, and the raw outputs of several networks averaged. All sums are in single
 * precision.
 *
 * <p>Memory beyond the image: its outputs, one weight per voxel and one window. One network is in
 * memory at a time.
 */
public final class SlidingWindow {

  private static final int MOST_VOXELS = 1 << 27;

  private SlidingWindow() {}

  /**
   * How windows are laid and weighed.
   *
   * @param patch size of a window along z, y, x; of two axes for a network that sees slices, which
   *     lie across the first axis of the image
   * @param step distance of two windows as part of their size, above 0 to 1
   * @param mirrorAxes the window's own axes (from 0) along which it is also shown mirrored, in all
   *     combinations; empty for none
   * @param gaussian whether the middle of a window counts more than its border
   * @param stride voxels from a window to the next along each of its axes, in place of the step;
   *     empty for the step
   */
  public record Settings(
      List<Integer> patch,
      double step,
      List<Integer> mirrorAxes,
      boolean gaussian,
      List<Integer> stride) {

    /**
     * @throws InputException if the window is too large for any memory
     */
    public Settings {
      patch = List.copyOf(patch);
      mirrorAxes = List.copyOf(mirrorAxes);
      stride = List.copyOf(stride);
      if (patch.size() < 2 || patch.size() > 3 || patch.stream().anyMatch(n -> n < 1))
        throw new IllegalArgumentException("A window has two or three lengths, not " + patch);
      if (patch.stream().mapToDouble(n -> n).reduce(1, (p, q) -> p * q) > MOST_VOXELS)
        throw new InputException(
            "The model's window of " + patch + " voxels is larger than any network can see.");
      if (!(step > 0 && step <= 1))
        throw new IllegalArgumentException("The step lies above 0 to 1, not " + step);
      if (!stride.isEmpty()
          && (stride.size() != patch.size() || stride.stream().anyMatch(n -> n < 1)))
        throw new IllegalArgumentException("Windows of " + patch + " lie apart, not " + stride);
    }

    /** Half overlap, a Gaussian, no mirroring. */
    public static Settings of(List<Integer> patch) {
      return new Settings(patch, 0.5, List.of(), true, List.of());
    }

    /** Windows that begin every so many voxels, all of them of one weight. */
    public static Settings strided(List<Integer> patch, List<Integer> stride) {
      return new Settings(patch, 1, List.of(), false, stride);
    }

    public Settings withMirrorAxes(List<Integer> axes) {
      return new Settings(patch, step, axes, gaussian, stride);
    }
  }

  /**
   * Runs the networks over an image.
   *
   * @param channels of the image, each of all its voxels, the last axis fastest; not changed
   * @param shape of the image in voxels along z, y, x
   * @param settings how windows are laid and weighed
   * @param networks opened one after the other, and closed by this call
   * @param progress hears of every window, and may cancel between two
   * @return the mean raw output (before softmax or sigmoid) of each output channel, on the grid of
   *     the image
   * @implNote op names='myelon.segment.slidingWindow'
   */
  public static float[][] run(
      float[][] channels,
      int[] shape,
      Settings settings,
      List<? extends Supplier<? extends PatchNetwork>> networks,
      Progress progress) {
    final Tiles tiles =
        settings.stride.isEmpty()
            ? Tiles.of(shape, settings.patch, settings.step)
            : Tiles.strided(shape, settings.patch, settings.stride);
    final float[] weights = weights(settings, tiles);
    float[][] sum = null;
    for (int i = 0; i < networks.size(); i++) {
      progress.check("loading the network", i / (double) networks.size());
      try (PatchNetwork network = networks.get(i).get()) {
        if (sum == null) sum = new float[network.outputs()][shape[0] * shape[1] * shape[2]];
        final Progress part =
            progress.part(i / (double) networks.size(), (i + 1.0) / networks.size());
        new Pass(channels, shape, settings, tiles, weights, network).addTo(sum, part);
      }
    }
    divide(sum, totals(shape, tiles, weights), networks.size());
    return sum;
  }

  private static float[] weights(Settings settings, Tiles tiles) {
    if (settings.gaussian)
      return GaussianWeights.of(settings.patch.stream().mapToInt(n -> n).toArray());
    final float[] same = new float[tiles.voxels()];
    Arrays.fill(same, 1);
    return same;
  }

  /** The sum of the weights of all windows over each voxel. */
  private static float[] totals(int[] shape, Tiles tiles, float[] weights) {
    final float[] totals = new float[shape[0] * shape[1] * shape[2]];
    for (int[] start : tiles.starts())
      new WindowCopy(shape, tiles.size(), start).add(weights, totals);
    return totals;
  }

  private static void divide(float[][] sum, float[] totals, int networks) {
    for (float[] channel : sum) {
      for (int i = 0; i < channel.length; i++) channel[i] /= totals[i] * networks;
    }
  }

  /** One network over all windows. */
  private record Pass(
      float[][] channels,
      int[] shape,
      Settings settings,
      Tiles tiles,
      float[] weights,
      PatchNetwork network) {

    void addTo(float[][] sum, Progress progress) {
      final List<Mirror> mirrors = Mirror.combinations(settings.mirrorAxes, settings.patch.size());
      final int count = tiles.starts().size();
      for (int t = 0; t < count; t++) {
        final WindowCopy copy = new WindowCopy(shape, tiles.size(), tiles.starts().get(t));
        final float[] window = read(copy);
        final String stage = "network, window " + (t + 1) + " of " + count;
        final float[] output =
            mean(window, mirrors, stage, progress.part(t / (double) count, (t + 1.0) / count));
        for (int c = 0; c < sum.length; c++) copy.add(output, c * tiles.voxels(), weights, sum[c]);
      }
    }

    private float[] read(WindowCopy copy) {
      final float[] window = new float[channels.length * tiles.voxels()];
      for (int c = 0; c < channels.length; c++) copy.read(channels[c], window, c * tiles.voxels());
      return window;
    }

    private float[] mean(float[] window, List<Mirror> mirrors, String stage, Progress progress) {
      final int[] size = settings.patch.stream().mapToInt(n -> n).toArray();
      float[] sum = null;
      for (int m = 0; m < mirrors.size(); m++) {
        progress.check(stage, m / (double) mirrors.size());
        final Mirror mirror = mirrors.get(m);
        final float[] output =
            mirror.apply(network.predict(mirror.apply(window, tiles.size()), size), tiles.size());
        if (sum == null) sum = output;
        else for (int i = 0; i < sum.length; i++) sum[i] += output[i];
      }
      if (mirrors.size() > 1) for (int i = 0; i < sum.length; i++) sum[i] /= mirrors.size();
      return sum;
    }
  }
}
