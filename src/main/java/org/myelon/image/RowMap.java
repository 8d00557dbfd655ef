package org.myelon.image;

/** Where the rows (along the first axis) of one grid lie in the voxel coordinates of another. */
final class RowMap {

  private final Affine targetToSource;
  private final long[] sourceSize;
  private final int rowLength;

  /**
   * One row: voxel i lies at (x + i stepX, y + i stepY, z + i stepZ), and the voxels {@code first}
   * to {@code last} in the field of view of the source (none if last &lt; first).
   */
  record Row(
      double x,
      double y,
      double z,
      double stepX,
      double stepY,
      double stepZ,
      int first,
      int last) {}

  RowMap(Grid source, Grid target) {
    targetToSource = source.voxelToWorld().inverse().after(target.voxelToWorld());
    sourceSize = source.size();
    rowLength = target.extent(0);
  }

  Row row(int j, int k) {
    final double[] start = targetToSource.apply(0, j, k);
    double from = 0, to = rowLength - 1.0;
    for (int a = 0; a < 3; a++) {
      final double step = targetToSource.get(a, 0);
      final double low = -0.5 - Sampler.SNAP, high = sourceSize[a] - 0.5 + Sampler.SNAP;
      if (Math.abs(step) < 1e-12) {
        if (start[a] < low || start[a] > high) to = -1;
        continue;
      }
      final double p = (low - start[a]) / step, q = (high - start[a]) / step;
      from = Math.max(from, Math.min(p, q));
      to = Math.min(to, Math.max(p, q));
    }
    return new Row(
        start[0],
        start[1],
        start[2],
        targetToSource.get(0, 0),
        targetToSource.get(1, 0),
        targetToSource.get(2, 0),
        (int) Math.ceil(from),
        (int) Math.floor(to));
  }
}
