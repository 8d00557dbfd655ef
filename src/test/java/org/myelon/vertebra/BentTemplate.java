package org.myelon.vertebra;

import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.myelon.image.Affine;
import org.myelon.image.Grid;
import org.myelon.image.Interpolation;
import org.myelon.image.Sampler;
import org.myelon.image.Volume;
import org.myelon.step.Progress;
import org.myelon.template.Template;
import org.myelon.template.Template.Part;

/**
 * A piece of a template as a subject: a random field of view, bent, stretched, with noise and
 * another brightness. The same bits for the same seed.
 *
 * @param image 1 mm voxels
 * @param cord on its grid
 * @param discs posterior tips in its field of view, RAS mm
 */
record BentTemplate(Volume image, Volume cord, SortedMap<Integer, double[]> discs) {

  /** Highest shifts of the bends, mm from right to left and from back to front. */
  private static final double BEND_RL = 4, BEND_AP = 10;

  /** Of the curve from the template's grey values to others. */
  private static final int KNOTS = 5;

  /** From the template's z to the subject's displacement. */
  private record Bend(double bottom, double stretch, double[] phase, double[] period) {

    double z(double templateZ) {
      final double t = (templateZ - bottom) * stretch;
      return t + 2.5 * Math.sin(phase[0] + 2 * Math.PI * t / 90);
    }

    double x(double z) {
      return BEND_RL * Math.sin(phase[1] + 2 * Math.PI * z / period[0]);
    }

    double y(double z) {
      return BEND_AP * Math.sin(phase[2] + 2 * Math.PI * z / period[1]);
    }

    double templateZ(double z) {
      double low = bottom - 400, high = bottom + 1200;
      while (high - low > 1e-6) {
        final double middle = (low + high) / 2;
        if (z(middle) < z) low = middle;
        else high = middle;
      }
      return (low + high) / 2;
    }
  }

  /**
   * @param shortest, longest field of view along the body, mm
   */
  static BentTemplate draw(Template template, long seed, double shortest, double longest) {
    final Random random = new Random(seed);
    final Volume t2 = template.read(Part.T2, Progress.NONE);
    final Volume cord = template.read(Part.CORD, Progress.NONE);
    final SortedMap<Integer, double[]> points =
        Start.of(template.read(Part.DISCS_POSTERIOR, Progress.NONE)).known();
    final double[] extent = extent(cord);
    final double height =
        Math.min(shortest + random.nextDouble() * (longest - shortest), extent[1] - extent[0]);
    final double bottom = extent[0] + random.nextDouble() * (extent[1] - extent[0] - height);
    final Bend bend =
        new Bend(
            bottom,
            0.88 + 0.24 * random.nextDouble(),
            new double[] {angle(random), angle(random), angle(random)},
            new double[] {200 + 150 * random.nextDouble(), 150 + 150 * random.nextDouble()});
    final double gamma = 0.7 + 0.6 * random.nextDouble();
    final double[] middle =
        t2.grid()
            .voxelToWorld()
            .apply((t2.grid().extent(0) - 1) / 2.0, (t2.grid().extent(1) - 1) / 2.0, 0);
    final Grid grid =
        new Grid(
            new long[] {40, 76, (long) height},
            new Affine(-1, 0, 0, middle[0] + 20, 0, 1, 0, middle[1] - 38, 0, 0, 1, 0));
    final Sampler image = Sampler.of(t2, Interpolation.LINEAR, Progress.NONE);
    final Sampler mask = Sampler.of(cord, Interpolation.LINEAR, Progress.NONE);
    final double top = max(t2);
    final int n = (int) grid.voxelCount();
    final float[] values = new float[n];
    final byte[] inside = new byte[n];
    final Affine toVoxel = t2.grid().voxelToWorld().inverse();
    final double[] p = new double[3];
    for (int i = 0; i < n; i++) {
      p[0] = i % 40;
      p[1] = i / 40 % 76;
      p[2] = i / (40 * 76);
      grid.voxelToWorld().apply(p, p);
      final double z = p[2];
      p[0] -= bend.x(z);
      p[1] -= bend.y(z);
      p[2] = bend.templateZ(z);
      toVoxel.apply(p, p);
      final boolean in = image.contains(p[0], p[1], p[2]);
      final double clean = in ? Math.pow(Math.max(0, image.at(p[0], p[1], p[2]) / top), gamma) : 0;
      values[i] = (float) Math.abs(1000 * (clean + 0.02 * random.nextGaussian()));
      inside[i] = (byte) (in && mask.at(p[0], p[1], p[2]) >= 0.5f ? 1 : 0);
    }
    final SortedMap<Integer, double[]> discs = new TreeMap<>();
    for (Map.Entry<Integer, double[]> e : points.entrySet()) {
      final double z = bend.z(e.getValue()[2]);
      if (z < 0 || z > height - 1) continue;
      discs.put(
          e.getKey(), new double[] {e.getValue()[0] + bend.x(z), e.getValue()[1] + bend.y(z), z});
    }
    return new BentTemplate(
        Volume.ofFloats(values, grid, "piece" + seed),
        Volume.ofBytes(inside, grid, "cord" + seed),
        discs);
  }

  /** The same with another contrast, a bias field and more noise. */
  BentTemplate disguised(long seed) {
    final Random random = new Random(seed);
    final double[] grey = new double[KNOTS];
    for (int k = 0; k < KNOTS; k++) grey[k] = random.nextDouble();
    final double noise = 0.05 * random.nextDouble();
    final double bias = 0.6 * random.nextDouble(), phase = angle(random);
    final float[] values = image.toFloats();
    for (int i = 0; i < values.length; i++) {
      final double at = Math.min(KNOTS - 1.001, values[i] / 1000 * (KNOTS - 1));
      final int k = (int) at;
      final double mapped = grey[k] + (at - k) * (grey[k + 1] - grey[k]);
      final double field = 1 + bias * Math.sin(phase + 0.02 * (i / (40 * 76)));
      values[i] = (float) Math.abs(1000 * (mapped * field + noise * random.nextGaussian()));
    }
    return new BentTemplate(Volume.ofFloats(values, image.grid(), image.name()), cord, discs);
  }

  private static double angle(Random random) {
    return 2 * Math.PI * random.nextDouble();
  }

  private static double max(Volume image) {
    double most = 0;
    for (float v : image.toFloats()) most = Math.max(most, v);
    return most;
  }

  /** z of the lowest and the highest slice of the cord, mm. */
  private static double[] extent(Volume cord) {
    final float[] values = cord.toFloats();
    final Grid grid = cord.grid();
    final int plane = grid.extent(0) * grid.extent(1);
    int first = -1, last = -1;
    for (int i = 0; i < values.length; i++)
      if (values[i] >= 0.5f) {
        if (first < 0) first = i / plane;
        last = i / plane;
      }
    return new double[] {
      grid.voxelToWorld().apply(0, 0, first)[2], grid.voxelToWorld().apply(0, 0, last)[2]
    };
  }
}
