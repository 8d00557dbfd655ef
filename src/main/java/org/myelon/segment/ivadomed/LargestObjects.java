package org.myelon.segment.ivadomed;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.myelon.image.ConnectedComponents;
import org.myelon.image.Connectivity;
import org.myelon.image.Volume;
import org.myelon.step.Progress;

/**
 * The largest objects of several outputs together. As ivadomed has it, the outputs are a fourth
 * axis: voxels are joined by faces, and objects of two outputs that follow each other are one where
 * they share a voxel. So grey matter stays with the cord that it lies in.
 */
final class LargestObjects {

  /** From which value on a voxel belongs to an object. */
  private static final double LEAST = 0.001;

  private final int[] parent;
  private final long[] voxels;

  private LargestObjects(int objects) {
    parent = IntStream.range(0, objects).toArray();
    voxels = new long[objects];
  }

  static float[][] of(float[][] outputs, int count, Volume like, Progress progress) {
    final List<float[]> labels = new ArrayList<>();
    final int[] first = new int[outputs.length + 1];
    for (int c = 0; c < outputs.length; c++) {
      final ConnectedComponents objects =
          ConnectedComponents.of(
              Cleaning.mask(outputs[c], LEAST, like), Connectivity.FACES, progress.silent());
      labels.add(objects.labels().toFloats());
      first[c + 1] = first[c] + objects.count();
    }
    final LargestObjects all = new LargestObjects(first[outputs.length]);
    for (int c = 0; c < outputs.length; c++) {
      final float[] here = labels.get(c), before = c > 0 ? labels.get(c - 1) : null;
      for (int i = 0; i < here.length; i++) {
        if (here[i] == 0) continue;
        final int object = first[c] + (int) here[i] - 1;
        all.voxels[object]++;
        if (before != null && before[i] != 0) all.unite(first[c - 1] + (int) before[i] - 1, object);
      }
    }
    return all.kept(outputs, labels, first, count);
  }

  private void unite(int a, int b) {
    parent[root(b)] = root(a);
  }

  private int root(int object) {
    int at = object;
    while (parent[at] != at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  }

  private float[][] kept(float[][] outputs, List<float[]> labels, int[] first, int count) {
    final long[] size = new long[parent.length];
    for (int o = 0; o < parent.length; o++) size[root(o)] += voxels[o];
    final Set<Integer> largest =
        new HashSet<>(
            IntStream.range(0, parent.length)
                .filter(o -> root(o) == o)
                .boxed()
                .sorted(Comparator.comparingLong((Integer o) -> -size[o]))
                .limit(count)
                .toList());
    final float[][] kept = new float[outputs.length][outputs[0].length];
    for (int c = 0; c < kept.length; c++)
      for (int i = 0; i < kept[c].length; i++) {
        final int label = (int) labels.get(c)[i];
        if (label > 0 && largest.contains(root(first[c] + label - 1))) kept[c][i] = outputs[c][i];
      }
    return kept;
  }
}
