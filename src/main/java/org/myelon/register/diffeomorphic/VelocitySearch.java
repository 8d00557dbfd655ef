package org.myelon.register.diffeomorphic;

import java.util.List;
import org.myelon.register.lattice.Cursor;
import org.myelon.register.lattice.Lattice;
import org.myelon.register.lattice.Scene;
import org.myelon.register.metric.Similarity;
import org.myelon.step.Parallel;
import org.myelon.step.Progress;

/**
 * Finds the velocity field whose flow moves two images onto each other, at one resolution. Both
 * travel half the way, the fixed image backward and the moving one forward in time, so that neither
 * is preferred (B. B. Avants et al., Symmetric diffeomorphic image registration with
 * cross-correlation, Med Image Anal 2008; T. Vercauteren et al., Symmetric log-domain diffeomorphic
 * registration, MICCAI 2008).
 *
 * <p>Each step is a weighted least-squares fit: the velocity changes by a sum of smooth bumps, each
 * as high as pull over stiffness of the voxels below it, averaged with the bump as weight. As the
 * bumps sum to 1 at each voxel, this never oversteps the minimum of the second-order model.
 */
final class VelocitySearch {

  /** Steps of one iteration at most. */
  static final int STEPS = 10;

  /** An iteration that gains less, relatively, is the last one of its level. */
  private static final double LEAST_GAIN = 0.002;

  /** Share of the mean stiffness that is added to each bump's: nothing moves without a reason. */
  private static final double DAMPING = 0.1;

  /** Steps are longer than the careful model says, less than twice as long. */
  private static final double RELAXATION = 1.5;

  /** A step that gains a smaller share of the best one ends the iteration. */
  private static final double LITTLE = 0.05;

  private static final double LEAST_RELAXATION = 0.1;

  private final Scene scene;
  private final Lattice lattice;
  private final Similarity similarity;
  private final Smoothness smoothness;
  private final double[] share;
  private final double longest;
  private final Progress progress;
  private final Progress quiet;
  private final float[] fixed;
  private final float[] moving;
  private final float[] weight;
  private final Similarity.Pull pull;
  private final float[] taperX;
  private final float[] taperY;
  private float[][] best;
  private float[][] seen;
  private double value;

  /**
   * @param share of the displacement along x, y and z that is kept
   * @param longest step, voxels
   * @param progress listens, and may cancel
   */
  VelocitySearch(
      Scene scene,
      Similarity similarity,
      Smoothness smoothness,
      double[] share,
      double longest,
      Progress progress) {
    this.scene = scene;
    this.lattice = scene.lattice();
    this.similarity = similarity;
    this.smoothness = smoothness;
    this.share = share;
    this.longest = longest * lattice.inPlane();
    this.progress = progress;
    this.quiet = progress.silent();
    this.fixed = new float[lattice.count()];
    this.moving = new float[lattice.count()];
    this.weight = new float[lattice.count()];
    this.pull = Similarity.Pull.on(lattice);
    this.taperX = taper(lattice.nx(), lattice.spacing()[0], smoothness.fade());
    this.taperY = taper(lattice.ny(), lattice.spacing()[1], smoothness.fade());
  }

  /** 0 at both ends, 1 from the seam on. */
  private static float[] taper(int n, double mm, double seam) {
    final float[] t = new float[n];
    for (int i = 0; i < n; i++) {
      final double x = seam == 0 ? 1 : Math.min(1, Math.min(i, n - 1 - i) * mm / seam);
      t[i] = (float) (x * x * (3 - 2 * x));
    }
    return t;
  }

  /**
   * @param velocity where to begin: three arrays, voxels; the third null to stay in the slices. Not
   *     changed
   * @param iterations at most so many
   * @param values receives what is minimised after each iteration
   * @return the velocity found
   */
  float[][] run(float[][] velocity, int iterations, List<Double> values) {
    best = velocity;
    value = look(best);
    for (int it = 0; it < iterations; it++) {
      progress.check("registering", it / (double) iterations);
      final double before = value;
      final SmoothBasis basis = smoothness.basis(it, iterations);
      iterate(basis);
      values.add(value);
      if (smoothness.isNarrowest(basis) && before - value <= LEAST_GAIN * Math.abs(before)) break;
    }
    return best;
  }

  /** Steps until they gain little. A step that gains nothing is tried again, half as long. */
  private void iterate(SmoothBasis basis) {
    if (seen != best) look(best);
    double relaxation = RELAXATION, most = 0, gain = 0;
    float[][] change = change(basis);
    for (int s = 0; s < STEPS && relaxation > LEAST_RELAXATION && gain >= LITTLE * most; s++) {
      final float[][] next = sum(best, change, relaxation);
      final double found = look(next);
      if (!(found < value)) {
        relaxation /= 2;
        continue;
      }
      gain = value - found;
      most = Math.max(most, gain);
      best = next;
      value = found;
      change = change(basis);
    }
  }

  /** Brings both images to the middle and compares them. */
  private double look(float[][] velocity) {
    seen = velocity;
    final Flow flow = new Flow(lattice, velocity);
    Parallel.forEach(lattice.nz(), "moving", quiet, k -> meet(flow, k));
    return similarity.compare(lattice, fixed, moving, weight, pull, quiet);
  }

  private void meet(Flow flow, int k) {
    final int steps = flow.steps(k, 0.5, Flow.STRETCH);
    final Cursor cursor = new Cursor(lattice, flow.planar());
    final double[] p = new double[3];
    for (int j = 0; j < lattice.ny(); j++)
      for (int i = 0; i < lattice.nx(); i++) {
        final int n = k * lattice.plane() + j * lattice.nx() + i;
        if (flow.rests(n)) {
          fixed[n] = scene.fixed()[n];
          moving[n] = scene.moving()[n];
          weight[n] = scene.fixedWeight()[n] * scene.movingWeight()[n];
          continue;
        }
        p[0] = i;
        p[1] = j;
        p[2] = k;
        flow.travel(p, -0.5, steps, cursor);
        cursor.set(p[0], p[1], p[2]);
        fixed[n] = (float) cursor.read(scene.fixed());
        final double counts = cursor.read(scene.fixedWeight());
        p[0] = i;
        p[1] = j;
        p[2] = k;
        flow.travel(p, 0.5, steps, cursor);
        cursor.set(p[0], p[1], p[2]);
        moving[n] = (float) cursor.read(scene.moving());
        weight[n] = (float) (counts * cursor.read(scene.movingWeight()));
      }
  }

  /** The change of velocity that the pulls of the last look ask for, voxels. */
  private float[][] change(SmoothBasis basis) {
    final float[][] pulls = new float[3][];
    for (int a = 0; a < 3; a++) if (share[a] > 0) pulls[a] = new float[lattice.count()];
    final float[] stiffness = new float[lattice.count()];
    Parallel.forEach(lattice.nz(), "pulling", quiet, k -> pull(k, pulls, stiffness));
    final float[] stiff = basis.reduce(stiffness, quiet);
    final float damping = (float) (DAMPING * mean(stiff));
    final float[][] change = new float[3][];
    for (int a = 0; a < 3; a++) {
      if (pulls[a] == null || damping == 0) continue;
      final float[] bumps = basis.reduce(pulls[a], quiet);
      for (int c = 0; c < bumps.length; c++) bumps[c] /= stiff[c] + damping;
      change[a] = basis.expand(bumps, quiet);
    }
    Parallel.forEach(lattice.nz(), "limiting", quiet, k -> limit(k, change));
    return change;
  }

  private static double mean(float[] values) {
    double sum = 0;
    for (float v : values) sum += v;
    return sum / values.length;
  }

  private void pull(int k, float[][] pulls, float[] stiffness) {
    final int[] stride = {1, lattice.nx(), lattice.plane()};
    final int[] at = {0, 0, k};
    for (int n = k * lattice.plane(); n < (k + 1) * lattice.plane(); n++) {
      if (weight[n] == 0) continue;
      at[0] = n % lattice.nx();
      at[1] = n / lattice.nx() % lattice.ny();
      double fixedSquare = 0, movingSquare = 0;
      for (int a = 0; a < 3; a++) {
        if (pulls[a] == null) continue;
        final int up = at[a] + 1 < lattice.extent(a) ? n + stride[a] : n;
        final int down = at[a] > 0 ? n - stride[a] : n;
        if (up == down) continue;
        final double mm = (up - down) / stride[a] * lattice.spacing()[a];
        final double f = (fixed[up] - fixed[down]) / mm, m = (moving[up] - moving[down]) / mm;
        pulls[a][n] = (float) ((pull.moving()[n] * m + pull.fixed()[n] * f) / 2);
        fixedSquare += f * f;
        movingSquare += m * m;
      }
      stiffness[n] =
          (float)
              ((pull.movingStiffness()[n] * movingSquare + pull.fixedStiffness()[n] * fixedSquare)
                  / 2);
    }
  }

  /** Keeps the steps short and lets them fade out in the margin. From mm to voxels. */
  private void limit(int k, float[][] change) {
    for (int n = k * lattice.plane(); n < (k + 1) * lattice.plane(); n++) {
      double square = 0;
      for (float[] c : change) if (c != null) square += c[n] * c[n];
      final double factor =
          taperX[n % lattice.nx()]
              * taperY[n / lattice.nx() % lattice.ny()]
              / Math.sqrt(1 + square / (longest * longest));
      for (int a = 0; a < 3; a++)
        if (change[a] != null) change[a][n] *= (float) (factor * share[a] / lattice.spacing()[a]);
    }
  }

  private float[][] sum(float[][] velocity, float[][] change, double factor) {
    final float[][] sum = new float[3][];
    for (int a = 0; a < 3; a++) {
      sum[a] = change[a] == null ? velocity[a] : velocity[a].clone();
      if (change[a] == null) continue;
      for (int n = 0; n < sum[a].length; n++) sum[a][n] += (float) (factor * change[a][n]);
    }
    return sum;
  }
}
