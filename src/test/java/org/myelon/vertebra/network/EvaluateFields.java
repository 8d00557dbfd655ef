package org.myelon.vertebra.network;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.myelon.image.Affine;
import org.myelon.image.Grid;
import org.myelon.image.Interpolation;
import org.myelon.image.Sampler;
import org.myelon.image.Volume;
import org.myelon.image.nifti.Nifti;
import org.myelon.label.PointLabel;
import org.myelon.label.PointLabels;
import org.myelon.segment.network.ComputeDevice;
import org.myelon.step.Progress;
import org.myelon.vertebra.DiscCandidate;

/**
 * By hand: 20 random fields of view of the T2w template, bent at random, and 20 that show its brain
 * stem: discs and junctions found. Arguments: folder of a model or - for the built-in one, shared
 * folder.
 */
final class EvaluateFields {

  private static final String TEMPLATE = "data/sct-testing/template/template/PAM50_small_";

  private static final int FIELDS = 20;

  /** Where the back of the template's medulla steps forward, by eye, RAS mm. */
  static final double[] GROOVE = {0, -1.5, 229.5};

  private EvaluateFields() {}

  /** The body bent: a place moves by waves over its height. */
  private record Bend(double sizeX, double sizeY, double length, double phase) {

    static Bend draw(RandomGenerator random) {
      return new Bend(
          6 * random.nextDouble() - 3,
          16 * random.nextDouble() - 8,
          180 + 200 * random.nextDouble(),
          6 * random.nextDouble());
    }

    double x(double z) {
      return sizeX * Math.sin(2 * Math.PI * z / length + phase);
    }

    double y(double z) {
      return sizeY * Math.cos(2 * Math.PI * z / length + phase);
    }
  }

  public static void main(String[] args) {
    final Path model = args[0].equals("-") ? null : Path.of(args[0]);
    final Path data = Path.of(args[1]);
    final Volume image = Nifti.read(data.resolve(TEMPLATE + "t2.nii.gz"));
    final Volume cord = Nifti.read(data.resolve(TEMPLATE + "cord.nii.gz"));
    final List<double[]> discs = new ArrayList<>();
    final PointLabels labels =
        PointLabels.of(Nifti.read(data.resolve(TEMPLATE + "label_discPosterior.nii.gz")));
    for (PointLabel p : labels.points()) if (p.value() > 2) discs.add(labels.world(p));
    final PointLabels pmj =
        PointLabels.of(Nifti.read(data.resolve(TEMPLATE + "t2_pmj_manual.nii.gz")));
    final double[] junction = pmj.world(pmj.points().get(0));
    final RandomGenerator random = new SplittableRandom(1);
    final List<Double> errors = new ArrayList<>(), junctions = new ArrayList<>();
    final List<Double> grooves = new ArrayList<>();
    int all = 0, right = 0, wrong = 0;
    try (DiscNetwork network = DiscNetwork.open(model, ComputeDevice.open("cpu", Progress.NONE))) {
      for (int i = 0; i < 2 * FIELDS; i++) {
        final Bend bend = Bend.draw(random);
        final double length = 60 + 200 * random.nextDouble();
        final double low = i < FIELDS ? -274 + random.nextDouble() * (548 - length) : 274 - length;
        final Grid grid = cut(image.grid(), low, length);
        final Volume mask = bent(cord, grid, bend, Interpolation.NEAREST);
        if (empty(mask)) continue;
        final Volume piece = bent(image, grid, bend, Interpolation.LINEAR);
        final FindDiscs.Result found =
            FindDiscs.run(piece, mask, network, FindDiscs.Settings.defaults(), Progress.NONE);
        final List<DiscCandidate> left = new ArrayList<>(found.discs());
        int hits = 0, present = 0;
        for (double[] d : discs) {
          if (d[2] < low + 3 || d[2] > low + length - 3) continue;
          present++;
          final double[] p = {d[0] + bend.x(d[2]), d[1] + bend.y(d[2]), d[2]};
          final DiscCandidate best =
              left.stream()
                  .min(
                      (a, b) ->
                          Double.compare(
                              EvaluateDiscs.distance(a.point(), p),
                              EvaluateDiscs.distance(b.point(), p)))
                  .orElse(null);
          if (best == null || EvaluateDiscs.distance(best.point(), p) > 6) continue;
          final double e = EvaluateDiscs.distance(best.point(), p);
          errors.add(e);
          if (e <= 3) hits++;
          left.remove(best);
        }
        left.removeIf(d -> Math.abs(d.point()[2] - low) < 3 || d.point()[2] > low + length - 3);
        all += present;
        right += hits;
        wrong += left.size();
        final double[] j = {
          junction[0] + bend.x(junction[2]), junction[1] + bend.y(junction[2]), junction[2]
        };
        final boolean seen = junction[2] < low + length - 5;
        if (seen && found.junction() != null) {
          junctions.add(EvaluateDiscs.distance(j, found.junction().point()));
          final CordSlab slab = CordSlab.along(found.line(), network.model().window());
          final double[] g = {
            GROOVE[0] + bend.x(GROOVE[2]), GROOVE[1] + bend.y(GROOVE[2]), GROOVE[2]
          };
          FindGroove.run(piece, slab, found.junction())
              .ifPresentOrElse(
                  f -> {
                    grooves.add(EvaluateDiscs.distance(g, f.point()));
                    System.out.printf(
                        Locale.ROOT,
                        "groove %.1f mm off (back to front %.1f, up %.1f), depth %.1f mm; ",
                        EvaluateDiscs.distance(g, f.point()),
                        f.point()[1] - g[1],
                        f.point()[2] - g[2],
                        f.depth());
                  },
                  () -> System.out.print("groove missed; "));
        }
        System.out.printf(
            Locale.ROOT,
            "%.0f to %.0f mm: %d of %d discs, %d others, junction %s%n",
            low,
            low + length,
            hits,
            present,
            left.size(),
            seen
                ? found.junction() == null ? "missed" : text(junctions)
                : found.junction() == null ? "not there" : "wrongly seen");
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%d of %d discs within 3 mm (%.1f %%), %d others; mean distance %.2f mm; junctions %s; grooves %s%n",
        right,
        all,
        100.0 * right / all,
        wrong,
        errors.stream().mapToDouble(d -> d).average().orElse(Double.NaN),
        Arrays.toString(junctions.stream().mapToDouble(d -> d).toArray()),
        Arrays.toString(grooves.stream().mapToDouble(d -> d).toArray()));
  }

  private static String text(List<Double> distances) {
    return String.format(Locale.ROOT, "%.1f mm", distances.get(distances.size() - 1));
  }

  private static boolean empty(Volume mask) {
    final boolean[] slices = new boolean[mask.grid().extent(2)];
    final float[] v = mask.toFloats();
    final int plane = v.length / slices.length;
    for (int i = 0; i < v.length; i++) if (v[i] > 0) slices[i / plane] = true;
    int count = 0;
    for (boolean s : slices) if (s) count++;
    return count < 8;
  }

  private static Grid cut(Grid whole, double low, double length) {
    final long[] size = whole.size().clone();
    size[2] = (long) (length / 2);
    final double[] m = whole.voxelToWorld().toArray().clone();
    m[11] = low;
    return new Grid(size, new Affine(m));
  }

  private static Volume bent(Volume source, Grid grid, Bend bend, Interpolation how) {
    final Sampler sampler = Sampler.of(source, how, Progress.NONE);
    final Affine toVoxel = source.voxelToWorld().inverse();
    final int nx = grid.extent(0), ny = grid.extent(1);
    final float[] values = new float[(int) grid.voxelCount()];
    for (int i = 0; i < values.length; i++) {
      final double[] p = grid.voxelToWorld().apply(i % nx, i / nx % ny, i / (nx * ny));
      p[0] -= bend.x(p[2]);
      p[1] -= bend.y(p[2]);
      toVoxel.apply(p, p);
      if (sampler.contains(p[0], p[1], p[2])) values[i] = sampler.at(p[0], p[1], p[2]);
    }
    return Volume.ofFloats(values, grid, source.name());
  }
}
