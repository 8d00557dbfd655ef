package org.myelon.atlas;

import java.util.List;
import java.util.Map;

/**
 * What least squares needs to know of the voxels of a region, whatever the columns of the design
 * are later joined to: the products of the images with each other and with the data, and the sums
 * of the images, each voxel with its weight.
 */
final class NormalEquations {

  /** Sum over voxels of weight times part of column i times part of column j. */
  final double[][] products;

  /** Sum over voxels of weight times part times data. */
  final double[] data;

  /** Sum over voxels of weight times part. */
  final double[] sums;

  private NormalEquations(int n) {
    products = new double[n][n];
    data = new double[n];
    sums = new double[n];
  }

  /** Goes once through the voxels of some slices. */
  static NormalEquations of(PartialVolumes volumes, Samples samples, List<Integer> slices) {
    final NormalEquations sum = new NormalEquations(volumes.columnCount());
    for (int z : slices) {
      for (int v = volumes.begin(z); v < volumes.end(z); v++)
        if (samples.weight(v) > 0) sum.add(volumes, v, samples.weight(v), samples.value(v));
    }
    for (int i = 0; i < sum.data.length; i++)
      for (int j = 0; j < i; j++) sum.products[i][j] = sum.products[j][i];
    return sum;
  }

  /** Adds a voxel; of the products only the upper triangle, since columns ascend in a voxel. */
  private void add(PartialVolumes volumes, int voxel, double weight, double value) {
    for (int e = volumes.first(voxel); e < volumes.first(voxel + 1); e++) {
      final int i = volumes.column(e);
      final double part = weight * volumes.part(e);
      sums[i] += part;
      data[i] += part * value;
      for (int f = e; f < volumes.first(voxel + 1); f++)
        products[i][volumes.column(f)] += part * volumes.part(f);
    }
  }

  /** The equations after the contribution of columns whose value is known was subtracted. */
  NormalEquations subtract(Map<Integer, Double> known) {
    final NormalEquations left = grouped(identity(data.length));
    known.forEach(
        (column, value) -> {
          for (int i = 0; i < data.length; i++) left.data[i] -= value * products[i][column];
        });
    return left;
  }

  /** The equations of a design whose columns are sums of these columns. */
  NormalEquations grouped(List<int[]> groups) {
    final NormalEquations joined = new NormalEquations(groups.size());
    for (int g = 0; g < groups.size(); g++)
      for (int i : groups.get(g)) {
        joined.sums[g] += sums[i];
        joined.data[g] += data[i];
        for (int h = 0; h < groups.size(); h++)
          for (int j : groups.get(h)) joined.products[g][h] += products[i][j];
      }
    return joined;
  }

  private static List<int[]> identity(int n) {
    return java.util.stream.IntStream.range(0, n).mapToObj(i -> new int[] {i}).toList();
  }
}
