package org.myelon.centerline;

import java.util.Locale;
import org.myelon.image.Affine;
import org.myelon.image.Grid;
import org.myelon.step.InputException;

/**
 * Which planes are cut through a curved space.
 *
 * @param plane which way they lie
 * @param mode whether the cord becomes straight
 * @param angle by which they are turned about the cord, in degrees; positive turns anterior to the
 *     left
 * @param size width of the planes across the cord in mm
 * @param spacing size of their pixels in mm
 * @param thickness of the slices in mm, which is also their distance; 0 for a single layer of
 *     points, in slices one pixel apart
 * @param slices number of parallel slices of {@code SAGITTAL} and {@code CORONAL}, the middle one
 *     through the cord; {@code ORTHOGONAL} has as many as the cord is long
 * @param extend how far the planes go on straight beyond both ends of the line, in mm
 */
public record CurvedView(
    Plane plane,
    Mode mode,
    double angle,
    double size,
    double spacing,
    double thickness,
    int slices,
    double extend) {

  /** Which way the planes lie. */
  public enum Plane {
    /** Along the cord from front to back. */
    SAGITTAL,
    /** Along the cord from right to left. */
    CORONAL,
    /** Straight across the cord. */
    ORTHOGONAL
  }

  /** What becomes of the cord's bends. */
  public enum Mode {
    /** All are unrolled: the cord is straight. */
    STRAIGHTENED,
    /** Those across the plane are unrolled, those within it stay. */
    STRETCHED
  }

  public CurvedView {
    require(Double.isFinite(angle), "angle", angle);
    require(size > 0 && size < 1e4, "size", size);
    require(spacing > 0 && spacing < 1e4, "spacing", spacing);
    require(thickness >= 0 && thickness < 1e4, "thickness", thickness);
    require(slices > 0 && slices < 1e4, "slices", slices);
    require(extend >= 0 && extend < 1e4, "extend", extend);
    if (plane == Plane.ORTHOGONAL && mode == Mode.STRETCHED)
      throw new InputException(
          "Planes straight across the cord lie along a straightened cord; take mode=straightened,"
              + " or plane=sagittal or coronal.");
  }

  private static void require(boolean possible, String name, double value) {
    if (!possible)
      throw new InputException(
          String.format(
              Locale.ROOT, "%s=%s is not possible; give a positive number.", name, value));
  }

  /** One sagittal plane of a straightened cord, 60 mm wide. */
  public static CurvedView sagittal(double spacing) {
    return new CurvedView(Plane.SAGITTAL, Mode.STRAIGHTENED, 0, 60, spacing, 0, 1, 0);
  }

  public CurvedView withPlane(Plane other) {
    return new CurvedView(other, mode, angle, size, spacing, thickness, slices, extend);
  }

  public CurvedView withMode(Mode other) {
    return new CurvedView(plane, other, angle, size, spacing, thickness, slices, extend);
  }

  public CurvedView withAngle(double degrees) {
    return new CurvedView(plane, mode, degrees, size, spacing, thickness, slices, extend);
  }

  public CurvedView withSlices(int number, double mm) {
    return new CurvedView(plane, mode, angle, size, spacing, mm, number, extend);
  }

  /** The space through which these planes are cut. */
  public CurvedSpace space(Centerline line) {
    if (mode == Mode.STRAIGHTENED) return CurvedSpace.straightened(line);
    return CurvedSpace.stretched(line, plane == Plane.SAGITTAL ? angle : angle - 90);
  }

  /** Distance of the slices in mm. */
  public double sliceDistance() {
    return thickness > 0 ? thickness : spacing;
  }

  /**
   * The planes as a grid in the curved space. Rows and columns are as radiologists look: the
   * patient's right or the front on the left, above or in front at the top; slices run from right
   * to left, from front to back, or upwards.
   */
  Grid grid(Centerline line, CurvedSpace space) {
    final double c = Math.cos(Math.toRadians(angle)), s = Math.sin(Math.toRadians(angle));
    final double[] left = {-c, -s, 0}, back = {s, -c, 0}, up = {0, 0, 1}, down = {0, 0, -1};
    final double middle = space.length() / 2, along = space.length() + 2 * extend;
    final double beside = slices * sliceDistance();
    return switch (plane) {
      case SAGITTAL ->
          grid(
              new Axis(back, 0, width(line, space, back), spacing),
              new Axis(down, -middle, along, spacing),
              new Axis(left, 0, beside, sliceDistance()));
      case CORONAL ->
          grid(
              new Axis(left, 0, width(line, space, left), spacing),
              new Axis(down, -middle, along, spacing),
              new Axis(back, 0, beside, sliceDistance()));
      case ORTHOGONAL ->
          grid(
              new Axis(left, 0, size, spacing),
              new Axis(back, 0, size, spacing),
              new Axis(up, middle, along, sliceDistance()));
    };
  }

  /** The width asked for and that of the bends which are still there. */
  private double width(Centerline line, CurvedSpace space, double[] direction) {
    if (mode == Mode.STRAIGHTENED) return size;
    double most = 0;
    for (int s = line.firstSlice(); s <= line.lastSlice(); s++) {
      final double[] place = line.point(s);
      if (space.inverse().apply(place, place))
        most = Math.max(most, Math.abs(Vector.dot(place, direction)));
    }
    return size + 2 * most;
  }

  /**
   * Steps along a direction.
   *
   * @param middle where the middle of them is, in mm along the direction
   * @param length that they fill together
   */
  private record Axis(double[] direction, double middle, double length, double step) {

    long count() {
      return Math.max(1, Math.round(length / step));
    }

    double first() {
      return middle - (count() - 1) / 2.0 * step;
    }
  }

  private static Grid grid(Axis... axes) {
    final double[] m = new double[12];
    for (int a = 0; a < 3; a++)
      for (int i = 0; i < 3; i++) {
        m[4 * i + a] = axes[a].step * axes[a].direction[i];
        m[4 * i + 3] += axes[a].first() * axes[a].direction[i];
      }
    return new Grid(new long[] {axes[0].count(), axes[1].count(), axes[2].count()}, new Affine(m));
  }
}
