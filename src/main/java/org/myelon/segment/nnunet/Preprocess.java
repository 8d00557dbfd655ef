package org.myelon.segment.nnunet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;
import org.myelon.step.InputException;
import org.myelon.step.Progress;

/**
 * Brings an image to what a network of nnU-Net v2 was trained on: axes z, y, x in the order of the
 * plans, cropped to what is not 0, normalised, and resampled to the voxel size of the plans, in
 * this sequence (Isensee et al., Nat Methods 2021). Follows the DefaultPreprocessor of nnU-Net v2.
 *
 * <p>Memory: the channels once as stored, one at a time, and once or twice at each of the two voxel
 * sizes.
 */
public final class Preprocess {

  private Preprocess() {}

  /**
   * What plans and data set say about the way to the network.
   *
   * @param orientation that images are brought to before, empty to take them as they are stored
   * @param transpose which axis of z, y, x becomes the first, second and third
   * @param spacing voxel size of the network in mm; two entries for a 2-D network, whose slices
   *     stay as they are
   * @param normalisations one for each channel
   * @param data how images are resampled
   */
  public record Settings(
      Optional<Orientation> orientation,
      List<Integer> transpose,
      List<Double> spacing,
      List<Normalisation> normalisations,
      Resampling data) {

    public Settings {
      transpose = List.copyOf(transpose);
      spacing = List.copyOf(spacing);
      normalisations = List.copyOf(normalisations);
    }

    /**
     * What a model says. Images are brought to the orientation that the data set names, as SCT
     * does; else to that of the plans' reader, as nnU-Net does.
     *
     * @throws InputException if the model's images cannot be read here
     */
    public static Settings of(
        Plans plans, DatasetDescription dataset, Configuration configuration) {
      return new Settings(
          dataset
              .orientation()
              .or(() -> plans.reader().or(dataset::reader).flatMap(ReaderOrientation::of)),
          plans.transposeForward(),
          configuration.spacing(),
          configuration.normalisations(),
          configuration.data());
    }

    /** The same with images brought to another orientation. */
    public Settings withOrientation(Orientation other) {
      return new Settings(Optional.of(other), transpose, spacing, normalisations, data);
    }
  }

  /**
   * @param channels one image for each channel of the model, on one grid
   * @param settings what the model says
   * @param progress listens, and may cancel
   * @return arrays with the network's axes
   * @throws InputException if there are more or fewer images than channels, they lie on different
   *     grids, hold NaN or infinite values, or nothing but one value, or would become too large
   * @implNote op names='myelon.segment.preprocess'
   */
  public static Preprocessed run(List<Volume> channels, Settings settings, Progress progress) {
    check(channels, settings);
    final Volume image = channels.get(0);
    final NetworkAxes whole =
        NetworkAxes.ofReader(image, settings.orientation.orElse(null))
            .permuted(settings.transpose.stream().mapToInt(a -> a).toArray());
    final List<float[]> arrays = read(channels, whole, progress.part(0, 0.2));
    final CropToNonzero box = CropToNonzero.run(arrays, whole.shape());
    progress.check("cropped", 0.3);
    final NetworkAxes cropped = whole.cropped(box);
    final double[] spacing = targetSpacing(settings, whole.spacing());
    final int[] shape = shape(cropped, spacing, image.name());
    final float[][] result = new float[arrays.size()][];
    for (int c = 0; c < result.length; c++) {
      final float[] values = part(arrays.set(c, null), whole.shape(), box);
      settings.normalisations.get(c).apply(values, box.inside(), channels.get(c).name());
      result[c] =
          ResampleArray.run(
              values,
              cropped.shape(),
              shape,
              settings.data,
              cropped.spacing(),
              spacing,
              progress.part(0.3 + 0.7 * c / result.length, 0.3 + 0.7 * (c + 1) / result.length));
    }
    return new Preprocessed(result, new Origin(image, whole, cropped, shape, spacing));
  }

  private static void check(List<Volume> channels, Settings settings) {
    final int wanted = settings.normalisations.size();
    if (channels.size() != wanted)
      throw new InputException(
          "The model takes "
              + wanted
              + (wanted == 1 ? " image" : " images (channels)")
              + ", but "
              + channels.size()
              + (channels.size() == 1 ? " was given." : " were given."));
    final Volume first = channels.get(0);
    for (Volume v : channels) {
      v.require3D();
      first.grid().requireSame(v.grid(), first.name(), v.name());
    }
  }

  private static List<float[]> read(List<Volume> channels, NetworkAxes axes, Progress progress) {
    final List<float[]> arrays = new ArrayList<>();
    boolean varies = false;
    for (Volume channel : channels) {
      progress.check("reading", arrays.size() / (double) channels.size());
      final float[] values = channel.toFloats();
      varies |= varies(values, channel.name());
      arrays.add(axes.read(values));
    }
    if (!varies)
      throw new InputException(
          channels.get(0).name()
              + " holds the same value everywhere: there is nothing to segment. Give another image.");
    return arrays;
  }

  private static boolean varies(float[] values, String name) {
    boolean varies = false;
    for (float v : values) {
      varies |= v != values[0];
      if (!Float.isFinite(v))
        throw new InputException(
            name + " holds NaN or infinite values; replace them first, for example by 0.");
    }
    return varies;
  }

  private static double[] targetSpacing(Settings settings, double[] spacing) {
    final double[] target = spacing.clone();
    final int stay = target.length - settings.spacing.size();
    for (int a = stay; a < target.length; a++) target[a] = settings.spacing.get(a - stay);
    return target;
  }

  /** nnU-Net fails where an axis would vanish; here one voxel of it is left. */
  private static int[] shape(NetworkAxes cropped, double[] spacing, String name) {
    final int[] shape =
        Arrays.stream(ResampleArray.newShape(cropped.shape(), cropped.spacing(), spacing))
            .map(n -> Math.max(1, n))
            .toArray();
    if (IntStream.of(shape).asDoubleStream().reduce(1, (a, b) -> a * b) > Integer.MAX_VALUE - 8)
      throw new InputException(
          name
              + " would have "
              + shape[0]
              + "x"
              + shape[1]
              + "x"
              + shape[2]
              + " voxels at the voxel size of the model, more than fit into memory at once; crop it"
              + " to the cord first.");
    return shape;
  }

  private static float[] part(float[] values, int[] shape, CropToNonzero box) {
    if (Arrays.equals(shape, box.shape())) return values;
    final int[] from = box.from(), size = box.shape();
    final float[] part = new float[size[0] * size[1] * size[2]];
    for (int i = 0; i < size[0]; i++)
      for (int j = 0; j < size[1]; j++)
        System.arraycopy(
            values,
            ((from[0] + i) * shape[1] + from[1] + j) * shape[2] + from[2],
            part,
            (i * size[1] + j) * size[2],
            size[2]);
    return part;
  }
}
