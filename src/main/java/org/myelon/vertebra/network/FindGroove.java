package org.myelon.vertebra.network;

import java.util.Arrays;
import java.util.Optional;
import org.myelon.image.Affine;
import org.myelon.image.Interpolation;
import org.myelon.image.Sampler;
import org.myelon.image.Volume;
import org.myelon.step.Progress;

/**
 * Finds the groove below the pontomedullary junction: the back of the brain stem is followed
 * through the middle plane, and where it steps forward most, going up, the medulla ends and the
 * floor of the fourth ventricle begins.
 */
final class FindGroove {

  /** Distance of rows and columns, mm. */
  private static final double STEP = 0.5;

  /** The rows that are looked at, mm below and above the junction. */
  private static final double BELOW = 32, ABOVE = 8;

  /** Where the groove may lie, mm below the junction: the medulla is about 25 mm long. */
  private static final double HIGHEST = 3, LOWEST = 24;

  /** The back of the stem is looked for from the front of the junction so far back, mm. */
  private static final double NEAREST = 5, FARTHEST = 24;

  /** How strong edges are is learnt as far as this before the junction: its own front counts. */
  private static final double AHEAD = 6;

  /** Width of the bands whose difference makes an edge, mm. */
  private static final double BAND = 2;

  /** Columns that the edge may move by from one row to the next, and what one of them costs. */
  private static final int REACH = 3;

  private static final double BEND = 0.08;

  /** Both sides of a step are averaged over so many mm, which begin so far from it. */
  private static final double SIDE = 4, GAP = 1;

  /** Less than this is no step, mm. */
  private static final double LEAST = 1;

  /** The rank of an edge that is strong, and the mean strength below which a path is no edge. */
  private static final double STRONG = 0.95, LEAST_STRENGTH = 0.25;

  /** How far aside the plane is averaged, mm. */
  private static final double[] ASIDE = {-1, 0, 1};

  private final CordSlab slab;
  private final double top;
  private final double front;
  private final double right;
  private final int rows = count(BELOW + ABOVE) + 1;
  private final int columns = count(FARTHEST - NEAREST) + 1;
  private final int wide = count(FARTHEST + AHEAD) + 1;

  private FindGroove(CordSlab slab, Junction junction) {
    this.slab = slab;
    final double row = slab.row(junction.arc());
    final double[] origin = place(row, 0, 0), ahead = place(row, 1, 0), aside = place(row, 0, 1);
    double f = 0, r = 0;
    for (int a = 0; a < 3; a++) {
      f += (junction.point()[a] - origin[a]) * (ahead[a] - origin[a]);
      r += (junction.point()[a] - origin[a]) * (aside[a] - origin[a]);
    }
    top = junction.arc();
    front = f;
    right = r;
  }

  /**
   * @param image in which the junction was found
   * @param slab along its cord
   * @return the groove, if the image shows it
   */
  static Optional<Groove> run(Volume image, CordSlab slab, Junction junction) {
    final FindGroove find = new FindGroove(slab, junction);
    final double[][] edges = find.edges(image);
    Path best = null;
    // fluid is brighter than the stem, or darker: the clearer edge is the right one
    for (int sign = -1; sign <= 1; sign += 2) {
      final Path path = find.follow(edges, sign);
      if (best == null || path.strength > best.strength) best = path;
    }
    return best.strength < LEAST_STRENGTH ? Optional.empty() : find.step(best.columns);
  }

  private double[] place(double row, double ahead, double aside) {
    final double[] p = new double[3];
    slab.place(row, ahead, aside, p);
    return p;
  }

  private double arc(double row) {
    return top - BELOW + row * STEP;
  }

  /** mm before the line; the column 0 is the one farthest back. */
  private double front(double column) {
    return front - FARTHEST + column * STEP;
  }

  /**
   * How much darker it gets at each place from back to front, up to 1; NaN where the image has
   * ended.
   */
  private double[][] edges(Volume image) {
    final Sampler sampler = Sampler.of(image, Interpolation.LINEAR, Progress.NONE);
    final Affine toVoxel = image.voxelToWorld().inverse();
    final int band = count(BAND);
    final double[][] edges = new double[rows][wide];
    final double[] values = new double[wide + 2 * band];
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < values.length; c++)
        values[c] = value(sampler, toVoxel, slab.row(arc(r)), front(c - band));
      for (int c = 0; c < wide; c++) {
        double sum = 0;
        for (int k = 1; k <= band; k++) sum += values[c + band - k] - values[c + band + k - 1];
        edges[r][c] = sum / band;
      }
    }
    final double[] seen =
        Arrays.stream(edges)
            .flatMapToDouble(Arrays::stream)
            .map(Math::abs)
            .filter(e -> !Double.isNaN(e))
            .sorted()
            .toArray();
    final double strong = seen.length == 0 ? 0 : seen[(int) (STRONG * (seen.length - 1))];
    for (double[] row : edges)
      Arrays.setAll(row, c -> strong > 0 ? Math.tanh(row[c] / strong) : Double.NaN);
    return edges;
  }

  private double value(Sampler sampler, Affine toVoxel, double row, double ahead) {
    final double[] p = new double[3];
    double sum = 0;
    for (double aside : ASIDE) {
      slab.place(row, ahead, right + aside, p);
      toVoxel.apply(p, p);
      if (!sampler.contains(p[0], p[1], p[2])) return Double.NaN;
      sum += sampler.at(p[0], p[1], p[2]);
    }
    return sum / ASIDE.length;
  }

  /**
   * @param columns of the edge in each row
   * @param strength its mean
   */
  private record Path(double[] columns, double strength) {}

  /** The edge of one sign that is strongest and bends little, by dynamic programming. */
  private Path follow(double[][] edges, int sign) {
    final double[][] score = new double[rows][columns];
    final int[][] from = new int[rows][columns];
    for (int r = 0; r < rows; r++)
      for (int c = 0; c < columns; c++) {
        // where the image has ended there is no edge anywhere
        final double own = Double.isNaN(edges[r][c]) ? -1 : sign * edges[r][c];
        if (r == 0) {
          score[r][c] = own;
          continue;
        }
        score[r][c] = Double.NEGATIVE_INFINITY;
        for (int k = Math.max(0, c - REACH); k <= Math.min(columns - 1, c + REACH); k++) {
          final double s = score[r - 1][k] + own - BEND * Math.abs(c - k);
          if (s <= score[r][c]) continue;
          score[r][c] = s;
          from[r][c] = k;
        }
      }
    int at = 0;
    for (int c = 1; c < columns; c++) if (score[rows - 1][c] > score[rows - 1][at]) at = c;
    final double strength = score[rows - 1][at] / rows;
    final double[] path = new double[rows];
    for (int r = rows - 1; r >= 0; r--) {
      path[r] = between(edges[r], at);
      at = from[r][at];
    }
    return new Path(path, strength);
  }

  /** The top of the parabola through an edge and its neighbours. */
  private static double between(double[] edge, int c) {
    if (c == 0) return c;
    final double a = Math.abs(edge[c - 1]), b = Math.abs(edge[c]), d = Math.abs(edge[c + 1]);
    final double bend = a - 2 * b + d;
    return bend < 0 ? c + Math.max(-0.5, Math.min(0.5, 0.5 * (a - d) / bend)) : c;
  }

  /** Where the edge steps forward most, beyond what it leans as a whole. */
  private Optional<Groove> step(double[] path) {
    final int side = count(SIDE), gap = count(GAP), junction = count(BELOW);
    final double lean = lean(path) * (side + 2 * gap - 1);
    double most = LEAST / STEP;
    int at = -1;
    for (int r = junction - count(LOWEST); r <= junction - count(HIGHEST); r++) {
      final double above = mean(path, r + gap, side), below = mean(path, r - gap - side + 1, side);
      if (above - below - lean <= most) continue;
      most = above - below - lean;
      at = r;
    }
    return at < 0 ? Optional.empty() : Optional.of(groove(at, path[at + gap], STEP * most));
  }

  /** Columns that the edge goes forward in a row, where it does not step. */
  private static double lean(double[] path) {
    final int rows = count(SIDE);
    final double[] slopes = new double[path.length - rows];
    for (int r = 0; r < slopes.length; r++) slopes[r] = (path[r + rows] - path[r]) / rows;
    Arrays.sort(slopes);
    return slopes[slopes.length / 2];
  }

  /** At the foot of the step, on the floor of the ventricle. */
  private Groove groove(int row, double column, double depth) {
    return new Groove(arc(row), place(slab.row(arc(row)), front(column), right), depth);
  }

  /** Rows or columns in so many mm. */
  private static int count(double mm) {
    return (int) Math.round(mm / STEP);
  }

  private static double mean(double[] values, int from, int count) {
    double sum = 0;
    for (int i = from; i < from + count; i++) sum += values[i];
    return sum / count;
  }
}
