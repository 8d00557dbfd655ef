package org.myelon.morphology;

import java.util.Arrays;
import org.myelon.image.Affine;
import org.myelon.image.Grid;
import org.myelon.image.Orientation;
import org.myelon.image.PlaneReader;
import org.myelon.image.Volume;
import org.myelon.step.InputException;

/**
 * The axial slices of a mask, in RPI order (x right to left, y posterior to anterior, slices from
 * the inferior end), cropped to the box that holds all voxels above {@link #NEAR_ZERO}. Immutable.
 */
final class CordSlices {

  /** Smaller values count as empty. */
  static final double NEAR_ZERO = 1e-6;

  /** Grid of the whole mask in RPI order. */
  final Grid grid;

  /** Position of the box in that grid. */
  final int x0, y0, firstSlice;

  /** Size of the box. */
  final int nx, ny, count;

  /** One array for each slice of the box, y fastest; null where the slice is empty. */
  private final float[][] slices;

  private CordSlices(Grid grid, int[] from, int[] size, float[][] slices) {
    this.grid = grid;
    x0 = from[0];
    y0 = from[1];
    firstSlice = from[2];
    nx = size[0];
    ny = size[1];
    count = size[2];
    this.slices = slices;
  }

  /**
   * @throws InputException if the mask is not 3-D, is empty, or holds NaN or negative values
   */
  static CordSlices of(Volume mask) {
    mask.require3D();
    final Grid grid = mask.grid().reoriented(Orientation.RPI);
    final Voxels voxels = Voxels.of(mask, grid);
    if (voxels.count == 0)
      throw new InputException(
          mask.name() + " is empty: it has no voxel above zero. Give the mask of the cord.");
    final int[] from = voxels.from, size = new int[3];
    for (int a = 0; a < 3; a++) size[a] = voxels.to[a] - from[a] + 1;
    final float[][] slices = new float[size[2]][];
    for (int i = 0; i < voxels.count; i++) {
      final int z = voxels.z(i) - from[2];
      if (slices[z] == null) slices[z] = new float[size[0] * size[1]];
      slices[z][(voxels.x(i) - from[0]) * size[1] + voxels.y(i) - from[1]] = voxels.values[i];
    }
    return new CordSlices(grid, from, size, slices);
  }

  /** Last slice that is not empty. */
  int lastSlice() {
    return firstSlice + count - 1;
  }

  /**
   * Values of a slice of the grid, {@code x * ny + y} within the box, or null if it is empty. Not
   * to be changed.
   */
  float[] slice(int z) {
    return z < firstSlice || z > lastSlice() ? null : slices[z - firstSlice];
  }

  /** The same box with other values. */
  CordSlices with(float[][] other) {
    return new CordSlices(grid, new int[] {x0, y0, firstSlice}, new int[] {nx, ny, count}, other);
  }

  /** A mask of the box, through all slices of the image, in RPI order. */
  Volume toVolume(String name) {
    final int nz = grid.extent(2);
    final byte[] values = new byte[Math.multiplyExact(nx * ny, nz)];
    for (int z = firstSlice; z <= lastSlice(); z++)
      for (int i = 0; slice(z) != null && i < nx * ny; i++)
        if (slice(z)[i] > 0) values[(z * ny + i % ny) * nx + i / ny] = 1;
    final Affine world = grid.voxelToWorld().after(Affine.translation(x0, y0, 0));
    return Volume.ofBytes(values, new Grid(new long[] {nx, ny, nz}, world), name);
  }

  /** The non-empty voxels of an image, read once in storage order. */
  private static final class Voxels {

    private final Grid grid;
    private int count;
    private long[] positions = new long[1024];
    private float[] values = new float[1024];
    private final int[] from = {Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE};
    private final int[] to = {-1, -1, -1};

    private Voxels(Grid grid) {
      this.grid = grid;
    }

    static Voxels of(Volume mask, Grid grid) {
      final Voxels voxels = new Voxels(grid);
      final Orientation own = mask.orientation();
      // index in the RPI grid = start + sum of stride * own index
      final long[] strides = {1, grid.size(0), grid.size(0) * grid.size(1)};
      final long[] step = new long[3];
      long start = 0;
      for (int a = 0; a < 3; a++) {
        final int b = own.worldAxis(a);
        final boolean flip = own.growsPositive(a) != Orientation.RPI.growsPositive(b);
        step[a] = flip ? -strides[b] : strides[b];
        if (flip) start += strides[b] * (grid.size(b) - 1);
      }
      final PlaneReader planes = new PlaneReader(mask.pixels());
      final double[] plane = new double[planes.planeSize()];
      for (int k = 0; k < mask.grid().extent(2); k++) {
        planes.read(k, plane);
        voxels.addPlane(plane, start + k * step[2], step, mask);
      }
      return voxels;
    }

    private void addPlane(double[] plane, long start, long[] step, Volume mask) {
      final int nx = mask.grid().extent(0);
      for (int i = 0; i < plane.length; i++)
        if (plane[i] != 0) add(start + i / nx * step[1] + i % nx * step[0], (float) plane[i], mask);
    }

    private void add(long position, float value, Volume mask) {
      if (!(value >= -NEAR_ZERO && value < Float.POSITIVE_INFINITY))
        throw new InputException(
            mask.name()
                + " holds the value "
                + value
                + "; a mask has values from 0 to 1. Threshold or repair it first.");
      if (value <= NEAR_ZERO) return;
      if (count == values.length) {
        positions = Arrays.copyOf(positions, 2 * count);
        values = Arrays.copyOf(values, 2 * count);
      }
      positions[count] = position;
      values[count] = value;
      final int[] p = {x(count), y(count), z(count)};
      for (int a = 0; a < 3; a++) {
        from[a] = Math.min(from[a], p[a]);
        to[a] = Math.max(to[a], p[a]);
      }
      count++;
    }

    int x(int i) {
      return (int) (positions[i] % grid.size(0));
    }

    int y(int i) {
      return (int) (positions[i] / grid.size(0) % grid.size(1));
    }

    int z(int i) {
      return (int) (positions[i] / (grid.size(0) * grid.size(1)));
    }
  }
}
