package org.myelon.segment.ivadomed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.myelon.image.Box;
import org.myelon.image.Volume;
import org.myelon.segment.nnunet.NetworkAxes;
import org.myelon.step.InputException;
import org.myelon.step.Progress;

/**
 * Images as the network of a package sees them, and the way back: brought to index 0 left, back and
 * below, then height, width and depth by the slices of the package, its changes in their order, and
 * normalised. Follows ivadomed.
 */
public final class Preparation {

  private static final int MOST_VOXELS = 1 << 28;

  private final Volume image;
  private final Configuration configuration;
  private final NetworkAxes axes;
  private final Steps steps;

  /** Slices that are looked at; of volumes all. */
  private final int[] slices;

  private final float[][] channels;
  private int[] shape;

  private Preparation(
      List<Volume> images,
      Configuration configuration,
      Optional<Box> cord,
      Optional<Volume> region,
      Progress progress) {
    this.image = images.get(0);
    this.configuration = configuration;
    final int[] world = configuration.axis().worldAxes(configuration.volumes());
    this.axes =
        NetworkAxes.ofReader(image, SliceAxis.ORIENTATION)
            .permuted(2 - world[0], 2 - world[1], 2 - world[2]);
    final List<Block> blocks = new ArrayList<>();
    for (Volume channel : images) blocks.add(new Block(axes.read(finite(channel)), axes.shape()));
    final Optional<Block> mask = region.map(m -> new Block(axes.read(finite(m)), axes.shape()));
    this.slices = slices(blocks, mask);
    this.steps = steps(cord, mask.map(this::kept));
    if (steps.mostVoxels(keptShape()) > MOST_VOXELS)
      throw new InputException(
          image.name()
              + " would have more voxels at the voxel size of the model than fit into memory: crop"
              + " it to the cord first.");
    this.channels = new float[blocks.size()][];
    for (int c = 0; c < channels.length; c++) {
      final Progress part =
          progress.part(c / (double) channels.length, (c + 1.0) / channels.length);
      final Block ready = steps.forward(kept(blocks.set(c, null)), part);
      shape = ready.shape();
      channels[c] = ready.values();
      if (configuration.normalised() && configuration.volumes())
        channels[c] = NormalisedWindows.normalised(channels[c], 1);
    }
  }

  /**
   * @param images one for each channel of the package, on one grid
   * @param configuration what the package says
   * @param cord box of the cord in voxels of the stored axes, for a package that wants it
   * @param region mask on the grid of the images, for a package that crops to one; slices without
   *     are not looked at
   * @param progress listens, and may cancel
   * @throws InputException if there are more or fewer images than channels, they lie on different
   *     grids, hold NaN or infinite values, or nothing but one value, or would become too large
   */
  public static Preparation of(
      List<Volume> images,
      Configuration configuration,
      Optional<Box> cord,
      Optional<Volume> region,
      Progress progress) {
    final Volume first = images.get(0);
    for (Volume v : images) {
      v.require3D();
      first.grid().requireSame(v.grid(), first.name(), v.name());
    }
    region.ifPresent(mask -> first.grid().requireSame(mask.grid(), first.name(), mask.name()));
    return new Preparation(images, configuration, cord, region, progress);
  }

  /** The images, in axes height, width, depth, or depth, height, width for slices. */
  public float[][] channels() {
    return channels;
  }

  /** Voxels of each channel along its axes. */
  public int[] shape() {
    return shape.clone();
  }

  private Steps steps(Optional<Box> cord, Optional<Block> region) {
    final int[] at = configuration.axes();
    final double[] spacing = IntStream.of(at).mapToDouble(a -> axes.spacing()[a]).toArray();
    final List<Step> all = new ArrayList<>();
    int next = 0;
    ResampleStep resample = null;
    for (Change change : configuration.changes()) {
      all.add(
          change instanceof Change.Crop crop && crop.region() && region.isPresent()
              ? RegionCropStep.around(atThisStage(region.get(), all), crop.size(at))
              : change.on(spacing, at));
      if (all.get(all.size() - 1) instanceof ResampleStep r) {
        resample = r;
        next = all.size();
      }
    }
    if (configuration.detection().isPresent() && cord.isPresent())
      all.add(next, DetectionBox.of(cord.get(), image, configuration, resample));
    return new Steps(all);
  }

  /** A region is resampled as what the network finds. */
  private static Block atThisStage(Block region, List<Step> before) {
    Block at = region;
    for (Step step : before)
      at =
          step instanceof ResampleStep
              ? Zoom.run(at, step.shape(at.shape()), false, Progress.NONE)
              : step.forward(at, Progress.NONE);
    return at;
  }

  private static float[] finite(Volume channel) {
    final float[] values = channel.toFloats();
    for (float v : values)
      if (!Float.isFinite(v))
        throw new InputException(
            channel.name()
                + " holds NaN or infinite values; replace them first, for example by 0.");
    return values;
  }

  /** ivadomed does not look at slices of which an image is the same everywhere. */
  private int[] slices(List<Block> blocks, Optional<Block> region) {
    final int count = axes.shape()[0], each = axes.size() / count;
    if (configuration.volumes()) {
      if (blocks.stream().allMatch(b -> isConstant(b.values(), 0, axes.size()))) throw empty();
      region.ifPresent(Preparation::requireSome);
      return IntStream.range(0, count).toArray();
    }
    final int[] kept =
        IntStream.range(0, count)
            .filter(
                s ->
                    !configuration.skipsEmpty()
                        || blocks.stream()
                            .noneMatch(b -> isConstant(b.values(), s * each, (s + 1) * each)))
            .toArray();
    if (kept.length == 0) throw empty();
    if (region.isEmpty()) return kept;
    requireSome(region.get());
    final int[] inRegion =
        IntStream.of(kept)
            .filter(s -> any(region.get().values(), s * each, (s + 1) * each))
            .toArray();
    if (inRegion.length == 0) throw empty();
    return inRegion;
  }

  private static void requireSome(Block region) {
    if (!any(region.values(), 0, region.values().length))
      throw new InputException("The mask of the cord is empty: it has no voxel above 0.");
  }

  private static boolean any(float[] values, int from, int to) {
    for (int i = from; i < to; i++) if (values[i] > 0) return true;
    return false;
  }

  private InputException empty() {
    return new InputException(
        image.name()
            + " holds the same value everywhere: there is nothing to segment. Give another image.");
  }

  private static boolean isConstant(float[] values, int from, int to) {
    for (int i = from + 1; i < to; i++) if (values[i] != values[from]) return false;
    return true;
  }

  private int[] keptShape() {
    return new int[] {slices.length, axes.shape()[1], axes.shape()[2]};
  }

  private Block kept(Block block) {
    if (slices.length == block.shape()[0]) return block;
    final Block kept = Block.zeros(keptShape());
    final int each = kept.shape()[1] * kept.shape()[2];
    for (int s = 0; s < slices.length; s++)
      System.arraycopy(block.values(), slices[s] * each, kept.values(), s * each, each);
    return kept;
  }

  /**
   * What the network found, on the grid of the image.
   *
   * @param outputs each of the shape of the channels; forgotten one after the other
   * @return one image for each, x fastest, 0 where the network did not look
   */
  public float[][] back(float[][] outputs, Progress progress) {
    final float[][] found = new float[outputs.length][(int) image.grid().voxelCount()];
    final int each = axes.shape()[1] * axes.shape()[2];
    for (int c = 0; c < outputs.length; c++) {
      final Progress part = progress.part(c / (double) outputs.length, (c + 1.0) / outputs.length);
      final float[] kept = steps.back(new Block(outputs[c], shape), keptShape(), part).values();
      outputs[c] = null;
      final float[] all = new float[axes.size()];
      for (int s = 0; s < slices.length; s++)
        System.arraycopy(kept, s * each, all, slices[s] * each, each);
      final float[] image = found[c];
      axes.forEach((entry, voxel) -> image[voxel] = all[entry]);
    }
    return found;
  }
}
