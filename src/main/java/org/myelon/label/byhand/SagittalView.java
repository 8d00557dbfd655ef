package org.myelon.label.byhand;

import java.util.Optional;
import org.myelon.centerline.Centerline;
import org.myelon.centerline.CurvedLink;
import org.myelon.centerline.CurvedView;
import org.myelon.centerline.CurvedView.Mode;
import org.myelon.centerline.CurvedView.Plane;
import org.myelon.centerline.ResliceCurved;
import org.myelon.image.Affine;
import org.myelon.image.Box;
import org.myelon.image.Crop;
import org.myelon.image.Grid;
import org.myelon.image.Interpolation;
import org.myelon.image.Orientation;
import org.myelon.image.Resample;
import org.myelon.image.Volume;
import org.myelon.step.Progress;
import org.myelon.transform.AffineTransform;
import org.myelon.transform.Transform;

/**
 * An image seen from the side, in square pixels: the front on the left, the head at the top, slices
 * from right to left; and which point of the image each pixel shows.
 */
public final class SagittalView {

  /** The front on the left, the head at the top, slices from the right. */
  private static final Orientation FROM_THE_SIDE = Orientation.parse("ASR");

  private static final double WIDTH_MM = 90;
  private static final double BEYOND_ENDS_MM = 30;
  private static final double BESIDE_MM = 12;

  /** Pixels: as fine as the voxels, but not coarser than this, so that the picture is smooth. */
  private static final double COARSEST_MM = 0.5;

  /** Finer pixels than this show nothing more. */
  private static final double FINEST_MM = 0.3;

  private final Volume planes;
  private final Transform toWorld;

  private SagittalView(Volume planes, Transform toWorld) {
    this.planes = planes;
    this.toWorld = toWorld;
  }

  /** The sagittal slices of an image as they are, whatever its orientation. */
  public static SagittalView flat(Volume image, Progress progress) {
    final Volume turned = image.require3D().reoriented(FROM_THE_SIDE);
    final double[] mm = turned.grid().spacing();
    final double pixel = pixelSize(mm);
    final Grid square = turned.grid().withSpacing(new double[] {pixel, pixel, mm[2]});
    return new SagittalView(
        Resample.toGrid(turned, square, Interpolation.LINEAR, progress),
        new AffineTransform(Affine.IDENTITY));
  }

  /**
   * Sagittal planes that follow the cord: its bends to the sides are unrolled, those to the front
   * and back stay as they are.
   *
   * @throws org.myelon.step.InputException if the line is a single point
   */
  public static SagittalView along(Volume image, Centerline line, Progress progress) {
    final double[] mm = image.require3D().reoriented(FROM_THE_SIDE).grid().spacing();
    final double pixel = pixelSize(mm);
    final double thickness = Math.max(1, mm[2]);
    final int slices = 2 * Math.max(2, (int) Math.round(BESIDE_MM / thickness)) + 1;
    final CurvedView view =
        new CurvedView(
            Plane.SAGITTAL, Mode.STRETCHED, 0, WIDTH_MM, pixel, thickness, slices, BEYOND_ENDS_MM);
    final Volume planes = ResliceCurved.run(image, line, ResliceCurved.Settings.of(view), progress);
    return new SagittalView(
        Crop.to(planes, seen(planes)), CurvedLink.of(planes).orElseThrow().space());
  }

  private static double pixelSize(double[] mm) {
    return Math.max(FINEST_MM, Math.min(COARSEST_MM, Math.min(mm[0], mm[1])));
  }

  /** The columns and rows that show something of the image, of all slices. */
  private static Box seen(Volume planes) {
    final Box seen = Box.around(planes);
    final long[] from = seen.min(), to = seen.max();
    from[2] = 0;
    to[2] = planes.grid().size(2) - 1;
    return new Box(from, to);
  }

  /** The picture: columns from the front, rows from above, slices from the right. */
  public Volume planes() {
    return planes;
  }

  /**
   * The point that a pixel shows.
   *
   * @param pixel column, row, slice, the centre of a pixel at whole numbers
   * @return RAS mm; empty where the planes of a bend meet
   */
  public Optional<double[]> world(double... pixel) {
    final double[] p = planes.voxelToWorld().apply(pixel);
    return toWorld.apply(p, p) ? Optional.of(p) : Optional.empty();
  }

  /**
   * Where a point is seen.
   *
   * @param world RAS mm
   * @return column, row, slice, with fractions, also outside the picture
   */
  public Optional<double[]> pixel(double[] world) {
    final double[] p = world.clone();
    return toWorld.inverse().apply(p, p)
        ? Optional.of(planes.voxelToWorld().inverse().apply(p))
        : Optional.empty();
  }
}
