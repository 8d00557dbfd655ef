package org.myelon.template;

import java.util.SortedMap;
import java.util.TreeMap;
import org.myelon.image.nifti.NiftiPlanes;

/**
 * Brings point labels over: each becomes the voxel of the target whose place in the template lies
 * nearest to it (of several voxels with one value: to their centre). One that lies farther than
 * half a voxel's diagonal from all of them lies outside the target and is left out.
 */
final class WarpPoints {

  private WarpPoints() {}

  /** The labels on the target grid, each one voxel. */
  static float[] run(NiftiPlanes image, Places places) {
    final SortedMap<Float, double[]> centres = new TreeMap<>();
    final int nx = image.grid().extent(0), ny = image.grid().extent(1);
    final int[] range = places.planes();
    final int last = Math.min(range[1] + 1, image.grid().extent(2) - 1);
    final float[] plane = new float[nx * ny];
    for (int k = Math.max(0, range[0] - 1); k <= last; k++) {
      image.read(k, plane);
      for (int i = 0; i < plane.length; i++)
        if (plane[i] != 0) add(centres, plane[i], i % nx, i / nx, k);
    }
    final float[] out = new float[(int) places.target().voxelCount()];
    double diagonal = 0;
    for (double mm : places.target().spacing()) diagonal = Math.hypot(diagonal, mm);
    for (var label : centres.entrySet()) {
      final int voxel = places.nearest(label.getValue(), diagonal / 2);
      if (voxel >= 0) out[voxel] = label.getKey();
    }
    return out;
  }

  /** A running mean; the fourth number counts. */
  private static void add(SortedMap<Float, double[]> centres, float label, int x, int y, int z) {
    final double[] c = centres.computeIfAbsent(label, v -> new double[4]);
    c[3]++;
    c[0] += (x - c[0]) / c[3];
    c[1] += (y - c[1]) / c[3];
    c[2] += (z - c[2]) / c[3];
  }
}
