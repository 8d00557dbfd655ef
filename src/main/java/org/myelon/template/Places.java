package org.myelon.template;

import java.util.Arrays;
import org.myelon.image.Affine;
import org.myelon.image.Grid;
import org.myelon.image.nifti.NiftiPlanes;
import org.myelon.step.Parallel;
import org.myelon.step.Progress;
import org.myelon.transform.Transform;

/**
 * Where the voxels of a target grid lie in images on a source grid, found once for all images and
 * sorted by the planes of the source, so that an image can be sampled while it is read plane by
 * plane. 16 bytes for each voxel that lies within.
 */
final class Places {

  private final Grid source, target;

  /** Places of plane k (between it and the next one): from start[k] up to start[k + 1]. */
  private final int[] start;

  private final int[] voxel;
  private final float[] x, y, z;

  private Places(Grid source, Grid target, int[] start) {
    this.source = source;
    this.target = target;
    this.start = start;
    final int count = start[start.length - 1];
    voxel = new int[count];
    x = new float[count];
    y = new float[count];
    z = new float[count];
  }

  /**
   * Maps the voxels of the target.
   *
   * @param transform from points of the target to points of the source, RAS mm
   */
  static Places of(Grid target, Transform transform, Grid source, Progress progress) {
    final Plane[] planes = new Plane[target.extent(2)];
    Parallel.forEach(
        planes.length,
        "mapping the voxels",
        progress,
        k -> planes[k] = new Plane(target, k, transform, source));
    final int[] start = new int[source.extent(2) + 1];
    for (Plane p : planes) p.countInto(start);
    Arrays.parallelPrefix(start, Integer::sum);
    final Places places = new Places(source, target, start);
    final int[] next = start.clone();
    for (int k = 0; k < planes.length; k++) {
      for (int i = 0; i < planes[k].count; i++)
        places.put(next[(int) planes[k].z[i]]++, planes[k], i);
      planes[k] = null;
    }
    return places;
  }

  private void put(int at, Plane p, int i) {
    voxel[at] = p.voxel[i];
    x[at] = p.x[i];
    y[at] = p.y[i];
    z[at] = p.z[i];
  }

  /** The places of the voxels of one plane of the target. */
  private static final class Plane {

    private int count;
    private int[] voxel = new int[64];
    private float[] x = new float[64], y = new float[64], z = new float[64];

    Plane(Grid target, int k, Transform transform, Grid source) {
      final Affine toWorld = target.voxelToWorld(), toVoxel = source.voxelToWorld().inverse();
      final int nx = target.extent(0), n = nx * target.extent(1);
      final double[] p = new double[3];
      for (int i = 0; i < n; i++) {
        p[0] = i % nx;
        p[1] = i / nx;
        p[2] = k;
        toWorld.apply(p, p);
        if (!transform.apply(p, p)) continue;
        toVoxel.apply(p, p);
        if (isWithin(p, source)) add(k * n + i, p, source);
      }
    }

    /** An image ends half a voxel beyond its outermost voxel centres. */
    private static boolean isWithin(double[] p, Grid grid) {
      for (int a = 0; a < 3; a++) if (!(p[a] >= -0.5 && p[a] <= grid.size(a) - 0.5)) return false;
      return true;
    }

    /** Adds the number of places of each plane k of the source to element k + 1. */
    void countInto(int[] counts) {
      for (int i = 0; i < count; i++) {
        final int k = (int) z[i];
        counts[k + 1]++;
      }
    }

    private void add(int index, double[] p, Grid source) {
      if (count == voxel.length) {
        voxel = Arrays.copyOf(voxel, 2 * count);
        x = Arrays.copyOf(x, 2 * count);
        y = Arrays.copyOf(y, 2 * count);
        z = Arrays.copyOf(z, 2 * count);
      }
      voxel[count] = index;
      x[count] = clamp(p[0], source.size(0));
      y[count] = clamp(p[1], source.size(1));
      z[count++] = clamp(p[2], source.size(2));
    }

    private static float clamp(double c, long n) {
      return (float) Math.max(0, Math.min(n - 1, c));
    }
  }

  Grid target() {
    return target;
  }

  /** Number of voxels of the target that lie in the source. */
  int count() {
    return voxel.length;
  }

  /** Whether an image on another grid lies voxel by voxel where the source lies. */
  boolean fit(Grid grid) {
    return source.differenceFrom(grid, Grid.TOLERANCE_MM).isEmpty();
  }

  /** Reads a value between two neighbouring planes. */
  interface Rule {
    /**
     * @param near a plane, x fastest, {@code nx} voxels a row
     * @param far the next one; where there is none, the same
     * @param corner the voxel before the place in both axes
     * @param right distance to its neighbour in x, 0 at the rim; {@code back} in y
     * @param u part of the way to the neighbour in x; v in y; w to the next plane
     */
    float at(float[] near, float[] far, int corner, int right, int back, float u, float v, float w);
  }

  /**
   * Samples an image on the source grid while reading it.
   *
   * @return values on the target grid, 0 where it does not come from within the source
   */
  float[] sample(NiftiPlanes image, Rule rule) {
    final int nx = source.extent(0), ny = source.extent(1), nz = source.extent(2);
    final float[] out = new float[(int) target.voxelCount()];
    float[] near = new float[nx * ny], far = new float[nx * ny];
    int farPlane = -1;
    for (int k = 0; k < nz; k++) {
      if (start[k] == start[k + 1]) continue;
      if (farPlane == k) {
        final float[] swap = near;
        near = far;
        far = swap;
      } else image.read(k, near);
      farPlane = Math.min(k + 1, nz - 1);
      if (farPlane > k) image.read(farPlane, far);
      for (int n = start[k]; n < start[k + 1]; n++) {
        final int i = (int) x[n], j = (int) y[n];
        out[voxel[n]] =
            rule.at(
                near,
                farPlane > k ? far : near,
                j * nx + i,
                i < nx - 1 ? 1 : 0,
                j < ny - 1 ? nx : 0,
                x[n] - i,
                y[n] - j,
                z[n] - k);
      }
    }
    return out;
  }

  /** The planes that {@link #sample} reads: first and last; none if the first is larger. */
  int[] planes() {
    int first = 0, last = start.length - 2;
    while (first <= last && start[first] == start[first + 1]) first++;
    while (last >= first && start[last] == start[last + 1]) last--;
    return new int[] {first, Math.min(last + 1, start.length - 2)};
  }

  /**
   * The voxel of the target that lies nearest to a place in the source.
   *
   * @param place in voxels of the source
   * @param mostMm how far it may lie away
   * @return -1 if none lies so near
   */
  int nearest(double[] place, double mostMm) {
    final double[] mm = source.spacing();
    final int reach = (int) Math.ceil(mostMm / mm[2]), at = (int) place[2];
    int best = -1;
    double least = mostMm * mostMm;
    final int from = start[Math.max(0, at - reach)];
    final int to = start[Math.min(start.length - 1, at + reach + 2)];
    for (int n = from; n < to; n++) {
      final double dx = mm[0] * (x[n] - place[0]), dy = mm[1] * (y[n] - place[1]);
      final double dz = mm[2] * (z[n] - place[2]), distance = dx * dx + dy * dy + dz * dz;
      if (distance > least || distance == least && best >= 0) continue;
      least = distance;
      best = voxel[n];
    }
    return best;
  }
}
