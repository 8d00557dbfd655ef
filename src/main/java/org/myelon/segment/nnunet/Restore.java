package org.myelon.segment.nnunet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.imglib2.img.array.ArrayImgs;
import org.myelon.image.Grid;
import org.myelon.image.Volume;
import org.myelon.step.Parallel;
import org.myelon.step.Progress;

/**
 * Brings the raw outputs of a network of nnU-Net v2 back to the image: resampled to its voxels, put
 * into the part that was looked at, in its own order of axes. Labels exclude each other (softmax,
 * the largest output wins), regions may overlap (sigmoid, on above 0.5, later ones over earlier
 * ones). What was cropped away is background.
 *
 * <p>Memory beyond the outputs: three images for labels; with probabilities one more for each
 * output.
 */
public final class Restore {

  /** Voxels that one thread takes at a time. */
  private static final int CHUNK = 1 << 16;

  private Restore() {}

  /**
   * @param rule how outputs are resampled
   * @param regionOrder the value that each region gets, in the order of the outputs; empty if the
   *     outputs are labels 0, 1, 2 …
   * @param probabilities whether these are wanted too
   */
  public record Settings(Resampling rule, List<Integer> regionOrder, boolean probabilities) {

    public Settings {
      regionOrder = List.copyOf(regionOrder);
    }

    boolean regions() {
      return !regionOrder.isEmpty();
    }
  }

  /**
   * @param logits raw outputs of the network, each on the whole array it was given, last axis
   *     fastest; left as they are
   * @param origin of that array
   * @param settings what the outputs mean
   * @param progress listens, and may cancel
   * @return labels, and probabilities if wanted, on the image's own grid
   * @throws IllegalArgumentException if there are not as many outputs as regions
   * @implNote op names='myelon.segment.restore'
   */
  public static Restored run(
      float[][] logits, Origin origin, Settings settings, Progress progress) {
    if (settings.regions() && settings.regionOrder.size() != logits.length)
      throw new IllegalArgumentException(logits.length + " outputs, not " + settings.regionOrder);
    final int n = origin.cropped().size();
    final LabelVote vote =
        settings.regions() ? new Regions(settings.regionOrder, n) : new Largest(n);
    final float[][] kept = new float[settings.probabilities ? logits.length : 0][];
    for (int c = 0; c < logits.length; c++) {
      final float[] output =
          resampled(
              logits[c],
              origin,
              settings.rule,
              progress.part(0.8 * c / logits.length, 0.8 * (c + 1) / logits.length));
      vote.add(c, output);
      if (settings.probabilities) kept[c] = output == logits[c] ? output.clone() : output;
    }
    if (settings.probabilities && settings.regions()) sigmoid(kept, progress.part(0.8, 0.9));
    else if (settings.probabilities) softmax(kept, progress.part(0.8, 0.9));
    progress.check("putting the result into the image", 0.9);
    return new Restored(
        labels(vote.labels(), origin), probabilities(kept, origin, settings.regions()));
  }

  private static float[] resampled(
      float[] logits, Origin origin, Resampling rule, Progress progress) {
    return ResampleArray.run(
        logits,
        origin.shape(),
        origin.cropped().shape(),
        rule,
        origin.spacing(),
        origin.cropped().spacing(),
        progress);
  }

  /** Decides on labels, one output of the network after the other. */
  private interface LabelVote {
    void add(int output, float[] logits);

    int[] labels();
  }

  /** The largest output wins, of equal ones the first. */
  private static final class Largest implements LabelVote {
    private final float[] best;
    private final int[] labels;

    Largest(int n) {
      best = new float[n];
      labels = new int[n];
      Arrays.fill(best, Float.NEGATIVE_INFINITY);
    }

    @Override
    public void add(int output, float[] logits) {
      for (int i = 0; i < best.length; i++)
        if (logits[i] > best[i]) {
          best[i] = logits[i];
          labels[i] = output;
        }
    }

    @Override
    public int[] labels() {
      return labels;
    }
  }

  /** Each region writes its value over those before it. */
  private static final class Regions implements LabelVote {
    private final List<Integer> order;
    private final int[] labels;

    Regions(List<Integer> order, int n) {
      this.order = order;
      labels = new int[n];
    }

    @Override
    public void add(int output, float[] logits) {
      for (int i = 0; i < labels.length; i++)
        if (sigmoid(logits[i]) > 0.5f) labels[i] = order.get(output);
    }

    @Override
    public int[] labels() {
      return labels;
    }
  }

  private static float sigmoid(float x) {
    return (float) (1 / (1 + Math.exp(-x)));
  }

  private static void sigmoid(float[][] outputs, Progress progress) {
    chunks(
        outputs[0].length,
        progress,
        (from, to) -> {
          for (int i = from; i < to; i++)
            for (float[] output : outputs) output[i] = sigmoid(output[i]);
        });
  }

  private static void softmax(float[][] outputs, Progress progress) {
    chunks(
        outputs[0].length,
        progress,
        (from, to) -> {
          for (int i = from; i < to; i++) softmax(outputs, i);
        });
  }

  private static void softmax(float[][] outputs, int i) {
    float most = Float.NEGATIVE_INFINITY, sum = 0;
    for (float[] output : outputs) most = Math.max(most, output[i]);
    for (float[] output : outputs) {
      output[i] = (float) Math.exp(output[i] - most);
      sum += output[i];
    }
    for (float[] output : outputs) output[i] /= sum;
  }

  /** Works on voxels from (inclusive) to (exclusive). */
  private interface Range {
    void run(int from, int to);
  }

  private static void chunks(int n, Progress progress, Range range) {
    Parallel.forEach(
        (n + CHUNK - 1) / CHUNK,
        "probabilities",
        progress,
        c -> range.run(c * CHUNK, Math.min(n, (c + 1) * CHUNK)));
  }

  private static Volume labels(int[] labels, Origin origin) {
    final Volume image = origin.image();
    final Grid grid = image.grid();
    final int most = Arrays.stream(labels).max().orElse(0);
    if (most <= 255) {
      final byte[] values = new byte[(int) grid.voxelCount()];
      origin.cropped().forEach((entry, voxel) -> values[voxel] = (byte) labels[entry]);
      return image.withPixels(ArrayImgs.unsignedBytes(values, grid.size()));
    }
    final int[] values = new int[(int) grid.voxelCount()];
    origin.cropped().forEach((entry, voxel) -> values[voxel] = labels[entry]);
    return image.withPixels(ArrayImgs.ints(values, grid.size()));
  }

  private static List<Volume> probabilities(float[][] outputs, Origin origin, boolean regions) {
    final Volume image = origin.image();
    final List<Volume> result = new ArrayList<>();
    for (int c = 0; c < outputs.length; c++) {
      final float[] values = new float[(int) image.grid().voxelCount()], output = outputs[c];
      if (c == 0 && !regions && origin.isCropped()) Arrays.fill(values, 1);
      origin.cropped().forEach((entry, voxel) -> values[voxel] = output[entry]);
      outputs[c] = null;
      result.add(image.withPixels(ArrayImgs.floats(values, image.grid().size())));
    }
    return result;
  }
}
