package org.myelon.centerline;

import java.util.Arrays;
import org.myelon.image.Affine;
import org.myelon.image.Grid;
import org.myelon.image.Orientation;

/**
 * The line along the cord: one point per axial slice of an RPI-oriented grid, from the inferior end
 * up, with its derivatives. Between the slices it is the cubic curve that has these points and
 * derivatives. Immutable.
 *
 * <p>All lengths are true millimetres and all directions true directions in space, also where the
 * slices are thick, oblique or flipped.
 */
public final class Centerline {

  /** Nodes and weights of Gauss and Legendre for an integral from 0 to 1. */
  private static final double[] NODES = {0.5 - Math.sqrt(0.15), 0.5, 0.5 + Math.sqrt(0.15)};

  private static final double[] WEIGHTS = {5 / 18.0, 8 / 18.0, 5 / 18.0};

  private final Grid grid;
  private final int firstSlice;
  private final Track x;
  private final Track y;
  private final double[] arc;

  Centerline(Grid grid, int firstSlice, Track x, Track y) {
    if (!grid.orientation().equals(Orientation.RPI))
      throw new IllegalArgumentException("The grid is " + grid.orientation() + ", not RPI");
    this.grid = grid;
    this.firstSlice = firstSlice;
    this.x = x;
    this.y = y;
    this.arc = new double[x.position().length];
    for (int i = 1; i < arc.length; i++) arc[i] = arc[i - 1] + lengthWithin(i - 1, 1);
  }

  /**
   * A line from its points.
   *
   * @param grid RPI-oriented
   * @param firstSlice slice of the first point
   * @param x, y voxel coordinates in that grid, one per slice
   * @param dx, dy their change per slice
   */
  public static Centerline of(
      Grid grid, int firstSlice, double[] x, double[] y, double[] dx, double[] dy) {
    return new Centerline(
        grid, firstSlice, new Track(x.clone(), dx.clone()), new Track(y.clone(), dy.clone()));
  }

  /** The RPI-oriented grid whose voxels the coordinates count. */
  public Grid grid() {
    return grid;
  }

  /** The lowest slice with a point, counted from the inferior end. */
  public int firstSlice() {
    return firstSlice;
  }

  /** The highest slice with a point. */
  public int lastSlice() {
    return firstSlice + arc.length - 1;
  }

  public boolean contains(int slice) {
    return slice >= firstSlice && slice <= lastSlice();
  }

  /** Voxel coordinate from right to left. */
  public double x(int slice) {
    return x.position()[index(slice)];
  }

  /** Voxel coordinate from posterior to anterior. */
  public double y(int slice) {
    return y.position()[index(slice)];
  }

  /** Change of x per slice, in voxels. */
  public double dx(int slice) {
    return x.slope()[index(slice)];
  }

  /** Change of y per slice, in voxels. */
  public double dy(int slice) {
    return y.slope()[index(slice)];
  }

  private int index(int slice) {
    if (!contains(slice))
      throw new IndexOutOfBoundsException(
          "slice " + slice + " of a centreline from " + firstSlice + " to " + lastSlice());
    return slice - firstSlice;
  }

  /** The point of a slice in RAS mm. */
  public double[] point(int slice) {
    return grid.voxelToWorld().apply(x(slice), y(slice), slice);
  }

  /** The direction at a slice as a unit vector in RAS mm, pointing up. */
  public double[] tangent(int slice) {
    return Vector.unit(grid.voxelToWorld().applyToVector(dx(slice), dy(slice), 1));
  }

  /**
   * The point at a place between two slices, RAS mm. A place is a slice number with a fraction,
   * kept within the line.
   */
  public double[] pointAt(double place) {
    final int i = segment(place);
    return point(i, clamp(place) - firstSlice - i);
  }

  /** The direction at a place between two slices, a unit vector in RAS mm, pointing up. */
  public double[] tangentAt(double place) {
    final int i = segment(place);
    return Vector.unit(derivative(i, clamp(place) - firstSlice - i));
  }

  /**
   * Rotation of the cord about the anterior-posterior axis, in degrees: how far it leans to the
   * left going up, atan2(dx·px, pz).
   */
  public double angleAP(int slice) {
    return angle(dx(slice) * grid.voxelToWorld().spacing(0));
  }

  /**
   * Rotation of the cord about the right-left axis, in degrees: how far it leans forward going up,
   * atan2(dy·py, pz).
   */
  public double angleRL(int slice) {
    return angle(dy(slice) * grid.voxelToWorld().spacing(1));
  }

  private double angle(double shift) {
    return Math.toDegrees(Math.atan2(shift, grid.voxelToWorld().spacing(2)));
  }

  /** Length of the whole line in mm. */
  public double length() {
    return arc[arc.length - 1];
  }

  /** Length in mm along the line from its lowest slice to this one. */
  public double arcLength(int slice) {
    return arc[index(slice)];
  }

  /** Length in mm along the line from its lowest slice to a place between two slices. */
  public double arcLengthAt(double place) {
    final int i = segment(place);
    return arc[i] + lengthWithin(i, clamp(place) - firstSlice - i);
  }

  /** The place at a length in mm from the lowest slice, kept within the line. */
  public double placeAt(double arcLength) {
    final double inside = Math.max(0, Math.min(length(), arcLength));
    final int found = Arrays.binarySearch(arc, inside);
    if (found >= 0) return firstSlice + found;
    final int i = -found - 2;
    double low = 0, high = 1;
    while (high - low > 1e-9) {
      final double middle = (low + high) / 2;
      if (arc[i] + lengthWithin(i, middle) < inside) low = middle;
      else high = middle;
    }
    return firstSlice + i + (low + high) / 2;
  }

  /** {@link #arcLengthAt}, going on in axial steps of the slices' distance beyond the ends. */
  public double extendedArcLength(double place) {
    return arcLengthAt(place) + (place - clamp(place)) * grid.voxelToWorld().spacing(2);
  }

  /** The place at a length, the inverse of {@link #extendedArcLength}. */
  public double extendedPlaceAt(double arcLength) {
    final double inside = Math.max(0, Math.min(length(), arcLength));
    return placeAt(inside) + (arcLength - inside) / grid.voxelToWorld().spacing(2);
  }

  /** The slice whose point lies nearest to a point in RAS mm; of two the lower one. */
  public int nearestSlice(double[] worldMm) {
    int best = firstSlice;
    double least = Double.POSITIVE_INFINITY;
    for (int s = firstSlice; s <= lastSlice(); s++) {
      final double d = Vector.norm(Vector.minus(point(s), worldMm));
      if (d < least) {
        least = d;
        best = s;
      }
    }
    return best;
  }

  /** The place of the line nearest to a point in RAS mm, between the slices too. */
  public double nearestPlace(double[] worldMm) {
    final int slice = nearestSlice(worldMm);
    double low = Math.max(firstSlice, slice - 1.0), high = Math.min(lastSlice(), slice + 1.0);
    final double golden = (Math.sqrt(5) - 1) / 2;
    while (high - low > 1e-9 * (1 + Math.abs(high))) {
      final double a = high - golden * (high - low), b = low + golden * (high - low);
      if (distance(a, worldMm) < distance(b, worldMm)) high = b;
      else low = a;
    }
    return (low + high) / 2;
  }

  private double distance(double place, double[] worldMm) {
    return Vector.norm(Vector.minus(pointAt(place), worldMm));
  }

  private double clamp(double place) {
    return Math.max(firstSlice, Math.min(lastSlice(), place));
  }

  /** Index of the lower point of the piece that holds a place. */
  private int segment(double place) {
    return Math.max(0, Math.min(arc.length - 2, (int) Math.floor(clamp(place)) - firstSlice));
  }

  private double lengthWithin(int i, double part) {
    double sum = 0;
    for (int k = 0; k < NODES.length && part > 0; k++)
      sum += WEIGHTS[k] * Vector.norm(derivative(i, part * NODES[k]));
    return part * sum;
  }

  /** RAS mm; t is 0 at point i and 1 at the next one. */
  private double[] point(int i, double t) {
    return grid.voxelToWorld().apply(value(x, i, t), value(y, i, t), firstSlice + i + t);
  }

  private double[] derivative(int i, double t) {
    final Affine a = grid.voxelToWorld();
    return a.applyToVector(slope(x, i, t), slope(y, i, t), 1);
  }

  private static double value(Track c, int i, double t) {
    if (c.position().length == 1) return c.position()[0];
    final double a = c.position()[i], b = c.position()[i + 1];
    final double u = 1 - t;
    return u * u * (1 + 2 * t) * a
        + t * t * (3 - 2 * t) * b
        + t * u * (u * c.slope()[i] - t * c.slope()[i + 1]);
  }

  private static double slope(Track c, int i, double t) {
    if (c.position().length == 1) return c.slope()[0];
    return 6 * t * (1 - t) * (c.position()[i + 1] - c.position()[i])
        + (1 - t) * (1 - 3 * t) * c.slope()[i]
        + t * (3 * t - 2) * c.slope()[i + 1];
  }
}
