package org.myelon.atlas;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The voxels of a region as sums of one value per image of the atlas, each with its part of the
 * voxel, plus noise; solved by least squares. With a prior, values are drawn towards those of their
 * tissues, which are solved for first (Levy et al., NeuroImage 2015).
 */
final class LinearModel {

  /**
   * What is assumed.
   *
   * @param priorWeight variance of the noise over variance of the labels within a tissue; 0 for no
   *     prior
   * @param cluster the tissue of each column; columns of one number belong together
   * @param known columns whose value is given
   * @param nonNegative whether no value may be below 0
   */
  record Assumptions(
      double priorWeight, int[] cluster, Map<Integer, Double> known, boolean nonNegative) {}

  /**
   * A value for each column of a design, NaN for one that has no voxel.
   *
   * @param condition of the matrix (with the rows that the prior adds): how many times larger the
   *     relative error of the values can be than that of the data
   */
  record Solution(double[] values, double condition) {}

  private final NormalEquations equations;
  private final Assumptions assumed;
  private final int[] free;
  private final double[] tissue;
  private final Solution each;

  LinearModel(NormalEquations all, Assumptions assumed) {
    this.assumed = assumed;
    equations = all.subtract(assumed.known);
    free = IntStream.range(0, all.data.length).filter(i -> !assumed.known.containsKey(i)).toArray();
    tissue = assumed.priorWeight > 0 ? tissues() : null;
    each = solve(Arrays.stream(free).mapToObj(i -> new int[] {i}).toList());
  }

  /** The value of each column's tissue. */
  private double[] tissues() {
    final Map<Integer, List<Integer>> members = new TreeMap<>();
    for (int i : free) members.computeIfAbsent(assumed.cluster[i], c -> new ArrayList<>()).add(i);
    final List<int[]> groups =
        members.values().stream().map(m -> m.stream().mapToInt(i -> i).toArray()).toList();
    final double[] solved = solve(equations.grouped(groups), null).values;
    final double[] values = new double[equations.data.length];
    for (int g = 0; g < groups.size(); g++) for (int i : groups.get(g)) values[i] = solved[g];
    return values;
  }

  /** The value of the sum of some columns, all others having values of their own. */
  Solution of(boolean[] members) {
    final List<int[]> groups = new ArrayList<>();
    groups.add(Arrays.stream(free).filter(i -> members[i]).toArray());
    for (int i : free) if (!members[i]) groups.add(new int[] {i});
    if (groups.get(0).length > 1) return solve(groups);
    final int at = Arrays.binarySearch(free, groups.get(0)[0]);
    return new Solution(new double[] {each.values[at]}, each.condition);
  }

  /** The value of every column, 0 for one that has no voxel: these explain the image. */
  double[] all() {
    final double[] values = new double[equations.data.length];
    assumed.known.forEach((column, value) -> values[column] = value);
    for (int k = 0; k < free.length; k++)
      values[free[k]] = Double.isNaN(each.values[k]) ? 0 : each.values[k];
    return values;
  }

  private Solution solve(List<int[]> groups) {
    if (tissue == null) return solve(equations.grouped(groups), null);
    return solve(equations.grouped(groups), groups.stream().mapToDouble(this::expected).toArray());
  }

  /** The prior of a sum of columns: the mean of their tissues, by volume. */
  private double expected(int[] columns) {
    double sum = 0, of = 0;
    for (int i : columns)
      if (equations.sums[i] > 0) {
        sum += equations.sums[i] * tissue[i];
        of += equations.sums[i];
      }
    return sum / of;
  }

  private Solution solve(NormalEquations design, double[] prior) {
    final int[] seen =
        IntStream.range(0, design.data.length).filter(i -> design.sums[i] > 0).toArray();
    final double weight = prior == null ? 0 : assumed.priorWeight;
    final double[][] a = new double[seen.length][seen.length];
    final double[] b = new double[seen.length];
    for (int i = 0; i < seen.length; i++) {
      for (int j = 0; j < seen.length; j++) a[i][j] = design.products[seen[i]][seen[j]];
      b[i] = design.data[seen[i]];
      if (weight == 0) continue;
      a[i][i] += weight;
      b[i] += weight * prior[seen[i]];
    }
    final SymmetricMatrix matrix = SymmetricMatrix.of(a);
    final double[] x = assumed.nonNegative ? NonNegativeLeastSquares.solve(a, b) : matrix.solve(b);
    final double[] values = new double[design.data.length];
    Arrays.fill(values, Double.NaN);
    for (int i = 0; i < seen.length; i++) values[seen[i]] = x[i];
    return new Solution(values, Math.sqrt(matrix.condition()));
  }
}
