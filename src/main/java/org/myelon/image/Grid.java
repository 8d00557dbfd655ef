package org.myelon.image;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.myelon.step.InputException;

/**
 * The sampling of space by a 3-D image: its number of voxels per axis and its voxel-to-world map.
 *
 * @param size number of voxels along the three axes
 * @param voxelToWorld voxel index to RAS mm
 */
public record Grid(long[] size, Affine voxelToWorld) {

  /** Largest distance in mm between the same voxel of two grids that still count as one. */
  public static final double TOLERANCE_MM = 0.01;

  public Grid {
    if (size.length != 3)
      throw new IllegalArgumentException("A grid has three axes, not " + size.length);
    size = size.clone();
  }

  @Override
  public long[] size() {
    return size.clone();
  }

  public long size(int axis) {
    return size[axis];
  }

  /** Number of voxels along an axis as an int: a grid in memory has no longer axis. */
  public int extent(int axis) {
    return Math.toIntExact(size[axis]);
  }

  public long voxelCount() {
    return size[0] * size[1] * size[2];
  }

  /** Whether the voxel nearest to a place in voxels exists. */
  public boolean holds(double[] voxel) {
    for (int a = 0; a < 3; a++) {
      final double i = Math.rint(voxel[a]);
      if (!(i >= 0 && i < size[a])) return false;
    }
    return true;
  }

  /** The grid of the voxels of a box, each where it is; the box may reach beyond this grid. */
  public Grid cut(Box box) {
    final long[] from = box.min();
    return new Grid(
        new long[] {box.size(0), box.size(1), box.size(2)},
        voxelToWorld.after(Affine.translation(from[0], from[1], from[2])));
  }

  /**
   * Refuses a grid with more voxels than an array holds.
   *
   * @throws InputException naming the image
   */
  public void requireFits(String name) {
    if ((double) size[0] * size[1] * size[2] > Integer.MAX_VALUE - 8)
      throw new InputException(
          name
              + " would have "
              + sizeText()
              + " voxels, more than fit into memory at once; crop it or take larger voxels.");
  }

  /** Voxel size in mm along the three axes. */
  public double[] spacing() {
    return new double[] {voxelToWorld.spacing(0), voxelToWorld.spacing(1), voxelToWorld.spacing(2)};
  }

  public Orientation orientation() {
    return Orientation.of(voxelToWorld);
  }

  /** The same points of space with the axes in another order and direction. */
  public Grid reoriented(Orientation target) {
    final Orientation own = orientation();
    final long[] newSize = new long[3];
    final double[] toOwn = new double[12];
    for (int b = 0; b < 3; b++) {
      final int a = own.axisOf(target.worldAxis(b));
      newSize[b] = size[a];
      final boolean flip = own.growsPositive(a) != target.growsPositive(b);
      toOwn[4 * a + b] = flip ? -1 : 1;
      toOwn[4 * a + 3] = flip ? size[a] - 1 : 0;
    }
    return new Grid(newSize, voxelToWorld.after(new Affine(toOwn)));
  }

  /**
   * The grid of the same voxels after the axes were found to be named wrongly: the axes get the
   * directions of the target, which have the angles of this grid, and keep their voxel sizes; the
   * centre of the image stays where it is. For images whose file is wrong, see {@link #reoriented}
   * for all others.
   */
  public Grid renamed(Orientation target) {
    final Affine directions = reoriented(target).voxelToWorld;
    final double[] m = new double[12];
    final double[] centre = new double[3];
    for (int a = 0; a < 3; a++) {
      centre[a] = (size[a] - 1) / 2.0;
      final double scale = voxelToWorld.spacing(a) / directions.spacing(a);
      for (int i = 0; i < 3; i++) m[4 * i + a] = scale * directions.get(i, a);
    }
    final double[] was = voxelToWorld.apply(centre), is = new Affine(m).apply(centre);
    for (int i = 0; i < 3; i++) m[4 * i + 3] = was[i] - is[i];
    return new Grid(size, new Affine(m));
  }

  /**
   * The same field of view (from outer face to outer face) with voxels of exactly the size asked
   * for. The number of voxels is rounded, at least 1; what is left over or missing is shared by
   * both ends, so the centre of the field of view stays where it is.
   *
   * @param mm voxel size along the three axes
   * @throws InputException if one is not a positive number, or the grid gets too large
   */
  public Grid withSpacing(double[] mm) {
    final long[] newSize = new long[3];
    final double[] step = new double[3];
    for (int a = 0; a < 3; a++) {
      if (!(mm[a] > 0) || Double.isInfinite(mm[a]))
        throw new InputException("A voxel size of " + mm[a] + " mm is not possible.");
      step[a] = mm[a] / voxelToWorld.spacing(a);
      newSize[a] = Math.max(1, Math.round(size[a] / step[a]));
    }
    return centred(newSize, step);
  }

  /**
   * The same field of view (from outer face to outer face) cut into so many voxels.
   *
   * @throws InputException if a number is not positive
   */
  public Grid withSize(long[] voxels) {
    final double[] step = new double[3];
    for (int a = 0; a < 3; a++) {
      if (voxels[a] < 1)
        throw new InputException("A size of " + voxels[a] + " voxels is not possible.");
      step[a] = size[a] / (double) voxels[a];
    }
    return centred(voxels, step);
  }

  /** A grid about the same centre; step: its voxel size in voxels of this grid. */
  private Grid centred(long[] newSize, double[] step) {
    final double[] m = new double[12];
    for (int a = 0; a < 3; a++) {
      m[5 * a] = step[a];
      m[4 * a + 3] = (size[a] - 1 - step[a] * (newSize[a] - 1)) / 2;
    }
    return new Grid(newSize, voxelToWorld.after(new Affine(m)));
  }

  /**
   * What differs from another grid, in the user's words; empty if no voxel centre lies more than
   * the tolerance apart.
   */
  public Optional<String> differenceFrom(Grid other, double toleranceMm) {
    if (!Arrays.equals(size, other.size))
      return Optional.of("size " + sizeText() + " against " + other.sizeText() + " voxels");
    final double worst = largestCornerDistance(other);
    if (worst <= toleranceMm) return Optional.empty();
    if (!orientation().equals(other.orientation()))
      return Optional.of("orientation " + orientation() + " against " + other.orientation());
    final double[] s = spacing(), t = other.spacing();
    for (int a = 0; a < 3; a++)
      if (Math.abs(s[a] - t[a]) * (size[a] - 1) > toleranceMm)
        return Optional.of(
            String.format(
                Locale.ROOT, "voxel size %.4g against %.4g mm on axis %d", s[a], t[a], a + 1));
    return Optional.of(
        String.format(
            Locale.ROOT, "position or angle: the same voxel lies up to %.3g mm apart", worst));
  }

  /**
   * Refuses a grid that is not this one.
   *
   * @throws InputException naming both images and what differs
   */
  public void requireSame(Grid other, String ownName, String otherName) {
    differenceFrom(other, TOLERANCE_MM)
        .ifPresent(
            d -> {
              throw new InputException(
                  ownName
                      + " and "
                      + otherName
                      + " are on different grids: "
                      + d
                      + ". Resample one to the other.");
            });
  }

  /** Whether both have the same number of voxels along each axis. */
  boolean hasSizeOf(Grid other) {
    return Arrays.equals(size, other.size);
  }

  /** How far in mm the same corner of two grids of one size lies apart at most. */
  double largestCornerDistance(Grid other) {
    double worst = 0;
    for (int corner = 0; corner < 8; corner++) {
      final double[] p = new double[3];
      for (int a = 0; a < 3; a++) p[a] = (corner >> a & 1) * (size[a] - 1.0);
      final double[] q = voxelToWorld.apply(p), r = other.voxelToWorld.apply(p);
      worst = Math.max(worst, Math.sqrt(sq(q[0] - r[0]) + sq(q[1] - r[1]) + sq(q[2] - r[2])));
    }
    return worst;
  }

  private static double sq(double d) {
    return d * d;
  }

  /** For a message: 50x320x320. */
  String sizeText() {
    return size[0] + "x" + size[1] + "x" + size[2];
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Grid g
        && Arrays.equals(size, g.size)
        && voxelToWorld.equals(g.voxelToWorld);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(size) + voxelToWorld.hashCode();
  }
}
