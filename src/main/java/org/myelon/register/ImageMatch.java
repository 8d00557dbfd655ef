package org.myelon.register;

import org.myelon.image.Affine;
import org.myelon.image.Grid;
import org.myelon.image.SplineImage;
import org.myelon.image.Volume;
import org.myelon.register.lattice.Lattice;
import org.myelon.register.lattice.Scene;
import org.myelon.register.metric.Similarity;
import org.myelon.step.Parallel;
import org.myelon.step.Progress;

/**
 * How well a moving image, moved by an affine map, matches a fixed one, and how the map should
 * change. The map takes points of the fixed to points of the moving image, in mm from the first
 * voxel of the region from which the images were shrunk.
 */
final class ImageMatch {

  /** The share of the fixed image that the moving one must cover. */
  private static final double LEAST_OVERLAP = 0.5;

  private final Scene scene;
  private final double total;
  private final Similarity similarity;
  private final SplineImage moving;
  private final double[] first;
  private final Progress progress;

  /**
   * @param scene the images
   * @param shrink how many voxels of the region became one along x and y
   * @param progress may cancel
   */
  ImageMatch(Scene scene, int shrink, Similarity similarity, Progress progress) {
    final Lattice lattice = scene.lattice();
    final double[] mm = lattice.spacing();
    this.scene = scene;
    this.total = sum(scene.fixedWeight());
    this.similarity = similarity;
    this.progress = progress.silent();
    this.first = new double[] {before(shrink) * mm[0], before(shrink) * mm[1], 0};
    final Grid grid =
        new Grid(
            new long[] {lattice.nx(), lattice.ny(), lattice.nz()},
            Affine.scale(mm[0], mm[1], mm[2]));
    this.moving =
        SplineImage.of(Volume.ofFloats(scene.moving(), grid, "moving image"), this.progress);
  }

  /** Where the first voxel lies behind the first one of the region, in its own voxels. */
  private static double before(int shrink) {
    return (shrink - 1) / (2.0 * shrink);
  }

  /** What is minimised as a function of the numbers of a motion. */
  Minimiser.Objective of(Motion motion) {
    return (numbers, pull, stiffness) ->
        at(motion.at(numbers), motion.derivatives(numbers), pull, stiffness);
  }

  /** A map, and the derivatives of its twelve numbers. */
  private double at(Affine map, double[][] derivatives, double[] pull, double[][] stiffness) {
    final Lattice lattice = scene.lattice();
    final float[] moved = new float[lattice.count()], weight = new float[lattice.count()];
    final float[][] slopes = new float[3][lattice.count()];
    Parallel.forEach(lattice.nz(), "moving", progress, k -> move(map, k, moved, weight, slopes));
    if (sum(weight) < LEAST_OVERLAP * total) return Double.POSITIVE_INFINITY;
    final Similarity.Pull pulls = Similarity.Pull.on(lattice);
    final double value = similarity.compare(lattice, scene.fixed(), moved, weight, pulls, progress);
    final int n = derivatives.length;
    final double[][][] sums = new double[lattice.nz()][n + 1][n];
    Parallel.forEach(
        lattice.nz(), "moving", progress, k -> sum(derivatives, k, weight, slopes, pulls, sums[k]));
    for (double[][] plane : sums) {
      for (int a = 0; a < n; a++) {
        pull[a] += plane[n][a];
        for (int b = 0; b < n; b++) stiffness[a][b] += plane[Math.max(a, b)][Math.min(a, b)];
      }
    }
    return value;
  }

  private void point(int voxel, double[] p) {
    final Lattice lattice = scene.lattice();
    p[0] = first[0] + voxel % lattice.nx() * lattice.spacing()[0];
    p[1] = first[1] + voxel / lattice.nx() % lattice.ny() * lattice.spacing()[1];
    p[2] = first[2] + voxel / lattice.plane() * lattice.spacing()[2];
  }

  /** Values and slopes per mm of the moved image in a plane, where the fixed image counts. */
  private void move(Affine map, int k, float[] moved, float[] weight, float[][] slopes) {
    final int plane = scene.lattice().plane();
    final double[] p = new double[3], slope = new double[3], mm = scene.lattice().spacing();
    for (int v = k * plane; v < (k + 1) * plane; v++) {
      if (!(scene.fixedWeight()[v] > 0)) continue;
      point(v, p);
      map.apply(p, p);
      for (int a = 0; a < 3; a++) p[a] = (p[a] - first[a]) / mm[a];
      weight[v] = scene.fixedWeight()[v] * inside(p);
      moved[v] = (float) moving.at(p, slope);
      for (int a = 0; a < 3; a++) slopes[a][v] = (float) (slope[a] / mm[a]);
    }
  }

  /** 1 in the moving image, 0 beyond the voxels around it. */
  private float inside(double[] p) {
    final Lattice lattice = scene.lattice();
    final double fade = fade(p[2], lattice.nz());
    if (fade == 0 || fade(p[0], lattice.nx()) == 0 || fade(p[1], lattice.ny()) == 0) return 0;
    final int i = (int) Math.floor(p[0]), j = (int) Math.floor(p[1]);
    final int plane = (int) Math.max(0, Math.min(lattice.nz() - 1, Math.rint(p[2])));
    double sum = 0;
    for (int n = 0; n < 4; n++) {
      final int x = i + (n & 1), y = j + (n >> 1);
      if (x < 0 || x >= lattice.nx() || y < 0 || y >= lattice.ny()) continue;
      sum +=
          (1 - Math.abs(p[0] - x))
              * (1 - Math.abs(p[1] - y))
              * scene.movingWeight()[(plane * lattice.ny() + y) * lattice.nx() + x];
    }
    return (float) (fade * sum);
  }

  private static double fade(double c, int n) {
    return Math.max(0, Math.min(1, Math.min(1 + c, n - c)));
  }

  private static double sum(float[] values) {
    double sum = 0;
    for (float v : values) sum += v;
    return sum;
  }

  /**
   * @param sums receives the lower half of the stiffness, and in its last row the pull
   */
  private void sum(
      double[][] derivatives,
      int k,
      float[] weight,
      float[][] slopes,
      Similarity.Pull pulls,
      double[][] sums) {
    final int n = derivatives.length, plane = scene.lattice().plane();
    final double[] p = new double[3], change = new double[n];
    for (int v = k * plane; v < (k + 1) * plane; v++) {
      if (!(weight[v] > 0)) continue;
      point(v, p);
      final double pull = pulls.moving()[v], stiffness = pulls.movingStiffness()[v];
      for (int a = 0; a < n; a++) {
        final double[] d = derivatives[a];
        change[a] = 0;
        for (int i = 0, r = 0; i < 3; i++, r += 4)
          change[a] += slopes[i][v] * (d[r] * p[0] + d[r + 1] * p[1] + d[r + 2] * p[2] + d[r + 3]);
        sums[n][a] += pull * change[a];
        final double weighted = stiffness * change[a];
        for (int b = 0; b <= a; b++) sums[a][b] += weighted * change[b];
      }
    }
  }
}
