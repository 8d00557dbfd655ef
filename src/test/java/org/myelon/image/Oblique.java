package org.myelon.image;

import java.util.Random;
import java.util.function.ToDoubleFunction;

/** Grids and images for tests: any orientation, oblique, anisotropic. */
public final class Oblique {

  private Oblique() {}

  /**
   * A grid whose centre lies at a point of the world.
   *
   * @param code orientation before the rotation
   * @param degrees rotation about x, y, z, one after the other
   */
  public static Grid grid(
      String code, long[] size, double[] mm, double[] degrees, double[] centre) {
    final Orientation o = Orientation.parse(code);
    final double[] m = new double[12];
    for (int a = 0; a < 3; a++) m[4 * o.worldAxis(a) + a] = o.growsPositive(a) ? mm[a] : -mm[a];
    Affine map = new Affine(m);
    for (int a = 0; a < 3; a++) map = rotation(a, degrees[a]).after(map);
    final double[] c = map.apply((size[0] - 1) / 2.0, (size[1] - 1) / 2.0, (size[2] - 1) / 2.0);
    return new Grid(
        size, Affine.translation(centre[0] - c[0], centre[1] - c[1], centre[2] - c[2]).after(map));
  }

  private static Affine rotation(int axis, double degrees) {
    final double c = Math.cos(Math.toRadians(degrees)), s = Math.sin(Math.toRadians(degrees));
    return switch (axis) {
      case 0 -> new Affine(1, 0, 0, 0, 0, c, -s, 0, 0, s, c, 0);
      case 1 -> new Affine(c, 0, s, 0, 0, 1, 0, 0, -s, 0, c, 0);
      default -> new Affine(c, -s, 0, 0, s, c, 0, 0, 0, 0, 1, 0);
    };
  }

  /** An image of a function of the place in the world. */
  public static Volume image(Grid grid, ToDoubleFunction<double[]> value) {
    final int nx = grid.extent(0), ny = grid.extent(1);
    final float[] v = new float[(int) grid.voxelCount()];
    for (int i = 0; i < v.length; i++)
      v[i] =
          (float)
              value.applyAsDouble(grid.voxelToWorld().apply(i % nx, i / nx % ny, i / (nx * ny)));
    return Volume.ofFloats(v, grid, "image");
  }

  /** A mask with voxels on at random. */
  static Volume randomMask(Grid grid, double density, long seed) {
    final Random random = new Random(seed);
    final byte[] b = new byte[(int) grid.voxelCount()];
    for (int i = 0; i < b.length; i++) b[i] = (byte) (random.nextDouble() < density ? 1 : 0);
    return Volume.ofBytes(b, grid, "mask");
  }

  public static Volume randomImage(Grid grid, long seed) {
    final Random random = new Random(seed);
    final float[] v = new float[(int) grid.voxelCount()];
    for (int i = 0; i < v.length; i++) v[i] = random.nextFloat();
    return Volume.ofFloats(v, grid, "image");
  }

  static Grid plain(long nx, long ny, long nz, double... mm) {
    return new Grid(new long[] {nx, ny, nz}, Affine.scale(mm[0], mm[1], mm[2]));
  }
}
