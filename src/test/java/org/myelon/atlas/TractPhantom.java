package org.myelon.atlas;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.myelon.atlas.ExtractMetric.Inputs;
import org.myelon.atlas.ExtractMetric.Settings;
import org.myelon.image.Affine;
import org.myelon.image.Grid;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;
import org.myelon.morphology.Regions;
import org.myelon.step.Progress;
import org.myelon.template.InfoLabel;
import org.myelon.template.LabelFolder;

/**
 * The experiment of Levy et al. 2015 on an atlas: every label gets a value, uniform within 10 % of
 * that of white matter about 40 (white matter), 20 (grey matter) or 5 (fluid); the image is the sum
 * of values times parts plus normal noise; the values are estimated, again and again with new
 * values and noise. The numbers are those of the authors' script (spinalcordtoolbox,
 * dev/atlas/validate_atlas).
 */
final class TractPhantom {

  static final double WHITE = 40, GREY = 20, FLUID = 5;
  private static final double RANGE = 0.1;

  /**
   * What came out for one tract of white matter.
   *
   * @param size voxels of the tract
   * @param error mean over the repetitions of the absolute error, relative to the true value
   */
  record Error(String tract, double size, double error) {}

  private final InfoLabel info;
  private final Map<Integer, float[]> parts;
  private final Grid grid;

  private TractPhantom(InfoLabel info, Map<Integer, float[]> parts, Grid grid) {
    this.info = info;
    this.parts = parts;
    this.grid = grid;
  }

  /** Some slices of the images of an atlas folder. */
  static TractPhantom of(Path folder, int firstSlice, int slices) {
    final LabelFolder files = LabelFolder.open(folder);
    final List<InfoLabel.Image> images = files.info().images();
    final Volume first = files.read(images.get(0), Progress.NONE);
    final BitSet kept = new BitSet();
    kept.set(firstSlice, firstSlice + slices);
    final PartialVolumes volumes =
        PartialVolumes.read(Atlas.open(folder), images, first, kept, Progress.NONE);
    return of(files.info(), volumes, first.grid().reoriented(Orientation.RPI), kept);
  }

  /** The smallest box that holds all that the slices hold. */
  private static TractPhantom of(InfoLabel info, PartialVolumes volumes, Grid whole, BitSet kept) {
    final int nx = whole.extent(0), size = volumes.sliceSize(), z0 = kept.nextSetBit(0);
    final int[] x = new int[volumes.voxelCount()], y = new int[x.length];
    for (int v = 0; v < x.length; v++) {
      x[v] = volumes.voxel(v) % nx;
      y[v] = volumes.voxel(v) % size / nx;
    }
    final int x0 = IntStream.of(x).min().orElseThrow(), y0 = IntStream.of(y).min().orElseThrow();
    final int w = IntStream.of(x).max().orElseThrow() - x0 + 1;
    final int h = IntStream.of(y).max().orElseThrow() - y0 + 1;
    final Grid grid =
        new Grid(
            new long[] {w, h, kept.cardinality()},
            whole.voxelToWorld().after(Affine.translation(x0, y0, z0)));
    final Map<Integer, float[]> parts = new HashMap<>();
    for (InfoLabel.Image i : info.images()) parts.put(i.id(), new float[(int) grid.voxelCount()]);
    for (int v = 0; v < x.length; v++)
      for (int e = volumes.first(v); e < volumes.first(v + 1); e++)
        parts
                .get(info.images().get(volumes.column(e)).id())[
                x[v] - x0 + w * (y[v] - y0 + h * (volumes.voxel(v) / size - z0))] =
            (float) volumes.part(e);
    return new TractPhantom(info, parts, grid);
  }

  /**
   * Errors of the tracts of white matter.
   *
   * @param noise standard deviation, relative to white matter
   * @param slices how many slices are taken together
   */
  List<Error> errors(Method method, double noise, int slices, int repetitions) {
    final Settings settings =
        Settings.defaults()
            .withMethod(method)
            .withLabels("all", false)
            .withRegions(
                new Regions(
                    IntStream.range(0, slices).boxed().toList(), List.of(), Regions.Per.REGION))
            .withModel(ModelSettings.defaults().withSigmas(noise, RANGE));
    final Atlas atlas = Atlas.of(info, i -> Volume.ofFloats(parts.get(i.id()), grid, i.name()));
    final int tracts = info.members(51).size();
    final double[] sums = new double[tracts], sizes = new double[tracts];
    for (int r = 0; r < repetitions; r++) {
      final Random random = new Random(1000L * r + slices);
      final Map<Integer, Double> truth = values(random);
      final Volume image = image(truth, noise * WHITE, random);
      final List<Estimate> found =
          ExtractMetric.run(Inputs.of(image, atlas), settings, Progress.NONE).estimates();
      for (int t = 0; t < tracts; t++) {
        final double value = truth.get(found.get(t).label().images().get(0));
        sums[t] += Math.abs(found.get(t).value() - value) / value;
        sizes[t] = found.get(t).size();
      }
    }
    final List<Error> errors = new ArrayList<>();
    for (int t = 0; t < tracts; t++)
      errors.add(new Error(info.images().get(t).name(), sizes[t], sums[t] / repetitions));
    return errors;
  }

  private Map<Integer, Double> values(Random random) {
    final Map<Integer, Double> values = new HashMap<>();
    for (InfoLabel.Image i : info.images()) {
      final double tissue = i.id() < 30 ? WHITE : i.id() < 36 ? GREY : FLUID;
      values.put(i.id(), tissue + WHITE * RANGE * (2 * random.nextDouble() - 1));
    }
    return values;
  }

  private Volume image(Map<Integer, Double> values, double noise, Random random) {
    final float[] image = new float[(int) grid.voxelCount()];
    values.forEach(
        (id, value) -> {
          final float[] part = parts.get(id);
          for (int i = 0; i < image.length; i++) image[i] += value * part[i];
        });
    for (int i = 0; i < image.length; i++) image[i] += noise * random.nextGaussian();
    return Volume.ofFloats(image, grid, "phantom");
  }
}
