package org.myelon.image;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import org.myelon.step.InputException;
import org.myelon.step.Methods;
import org.myelon.step.Parallel;
import org.myelon.step.Progress;

/**
 * A mask round the cord: in every axial slice a disk, a rectangle or a Gaussian about a centre. The
 * rule is that of SCT's sct_create_mask: slices and sizes follow the image's own voxels in the
 * order RPI, and the size is rounded up to an odd number of voxels, so that a voxel is in the
 * middle.
 */
public final class CreateMask {

  /** What is drawn about the centre of each slice. */
  public enum Shape {
    /** A disk of the size as diameter. */
    CYLINDER,
    /** A square of the size as side. */
    BOX,
    /** 1 at the centre, with half of the size as standard deviation. */
    GAUSSIAN
  }

  /**
   * @param shape what is drawn
   * @param size diameter, side, or twice the standard deviation
   * @param inMm whether the size is in mm or in voxels
   */
  public record Settings(Shape shape, double size, boolean inMm) {

    public Settings {
      if (!(size > 0) || Double.isInfinite(size))
        throw new InputException("A mask of size " + size + " is not possible.");
    }

    public static Settings defaults() {
      return new Settings(Shape.CYLINDER, 41, false);
    }
  }

  /** The mask, on the grid of the image, and what was done. */
  public record Result(Volume mask, Methods methods) {}

  private CreateMask() {}

  /**
   * Draws the mask.
   *
   * @param image gives the grid
   * @param centres the centre of each slice: voxel coordinates {x, y} in the image as {@link
   *     Orientation#RPI}, or null to leave the slice empty; the slices count from the inferior end
   * @param settings shape and size
   * @param progress listens, and may cancel
   * @return 0 and 1 (uint8), for a Gaussian float32
   * @implNote op names='myelon.image.createMask'
   */
  public static Result run(
      Volume image, IntFunction<double[]> centres, Settings settings, Progress progress) {
    final Grid rpi = image.grid().reoriented(Orientation.RPI);
    final int nx = rpi.extent(0), ny = rpi.extent(1);
    final double[] radius = radius(settings, rpi);
    final float[] out = new float[nx * ny * rpi.extent(2)];
    Parallel.forEach(
        rpi.extent(2),
        "drawing the mask",
        progress,
        k -> {
          final double[] centre = centres.apply(k);
          if (centre == null) return;
          for (int j = 0; j < ny; j++)
            for (int i = 0; i < nx; i++)
              out[(k * ny + j) * nx + i] =
                  value(settings.shape, i - centre[0], j - centre[1], radius[0], radius[1]);
        });
    final Volume drawn = Volume.ofFloats(out, rpi, image.name());
    final Volume mask =
        settings.shape == Shape.GAUSSIAN ? drawn : Voxels.mask(Voxels.nonZero(drawn), drawn);
    return new Result(
        mask.reoriented(image.orientation())
            .withVoxelToWorld(image.voxelToWorld())
            .withHeader(image.header().forOtherValues()),
        methods(settings));
  }

  /** The middle of every slice. */
  public static IntFunction<double[]> middle(Volume image) {
    final Grid rpi = image.grid().reoriented(Orientation.RPI);
    return at(Math.rint(rpi.size(0) / 2.0), Math.rint(rpi.size(1) / 2.0), image);
  }

  /**
   * The same voxel in every slice.
   *
   * @param x from the right, from 0
   * @param y from posterior, from 0
   * @throws InputException if it is not in the image
   */
  public static IntFunction<double[]> at(double x, double y, Volume image) {
    final Grid rpi = image.grid().reoriented(Orientation.RPI);
    if (!(x >= 0 && y >= 0 && x <= rpi.size(0) - 1 && y <= rpi.size(1) - 1))
      throw new InputException(
          String.format(
              Locale.ROOT,
              "The centre %gx%g is not in %s, which has %dx%d voxels from right and posterior.",
              x,
              y,
              image.name(),
              rpi.size(0),
              rpi.size(1)));
    return slice -> new double[] {x, y};
  }

  /**
   * The place of a point label in every slice.
   *
   * @param point 3-D, one voxel not zero; on any grid
   * @throws InputException if it has no point or several, or the point is not in the image
   */
  public static IntFunction<double[]> at(Volume point, Volume image) {
    final Box voxel = Box.around(point);
    if (voxel.size(0) * voxel.size(1) * voxel.size(2) > 1)
      throw new InputException(
          point.name() + " has more than one labelled voxel; one point is needed here.");
    final long[] v = voxel.min();
    final Grid rpi = image.grid().reoriented(Orientation.RPI);
    final double[] p =
        rpi.voxelToWorld().inverse().apply(point.voxelToWorld().apply(v[0], v[1], v[2]));
    return at(snapped(p[0]), snapped(p[1]), image);
  }

  /**
   * The centre of mass of each slice of a segmentation or of an image of the centreline; slices
   * without any voxel have no centre.
   *
   * @param cord 3-D, on the grid of the image
   * @throws InputException if it is on another grid or empty
   */
  public static IntFunction<double[]> along(Volume cord, Volume image, Progress progress) {
    image.grid().requireSame(cord.grid(), image.name(), cord.name());
    final double[][] sums = new double[image.grid().reoriented(Orientation.RPI).extent(2)][3];
    NonZeroVoxels.visit(
        cord,
        Orientation.RPI,
        progress,
        (x, y, z, value) -> {
          sums[z][0] += value * x;
          sums[z][1] += value * y;
          sums[z][2] += value;
        });
    if (Arrays.stream(sums).allMatch(s -> s[2] == 0))
      throw new InputException(cord.name() + " is empty: there is no cord to draw a mask along.");
    return k ->
        sums[k][2] == 0 ? null : new double[] {sums[k][0] / sums[k][2], sums[k][1] / sums[k][2]};
  }

  /** Without the rounding of two affines, so that a border voxel is not refused. */
  private static double snapped(double c) {
    return Math.abs(c - Math.rint(c)) < 1e-3 ? Math.rint(c) : c;
  }

  private static double[] radius(Settings s, Grid rpi) {
    final double[] r = new double[2];
    for (int a = 0; a < 2; a++) {
      final double voxels = s.inMm ? Math.rint(s.size / rpi.spacing()[a]) : s.size;
      r[a] = Math.max(0, Math.ceil((voxels - 1) / 2));
    }
    return r;
  }

  private static float value(Shape shape, double dx, double dy, double rx, double ry) {
    return switch (shape) {
      case BOX -> Math.abs(dx) <= rx && Math.abs(dy) <= ry ? 1 : 0;
      case CYLINDER -> squared(dx, rx) + squared(dy, ry) <= 1 ? 1 : 0;
      case GAUSSIAN -> (float) Math.exp(-(squared(dx, rx) + squared(dy, ry)) / 2);
    };
  }

  private static double squared(double d, double r) {
    return d == 0 ? 0 : d * d / (r * r);
  }

  private static Methods methods(Settings s) {
    final String sentence =
        String.format(
            Locale.ROOT,
            "A %s mask of %g %s was drawn in every axial slice.",
            s.shape.name().toLowerCase(Locale.ROOT),
            s.size,
            s.inMm ? "mm" : "voxels");
    return new Methods(
        sentence,
        List.of(
            "De Leener B, Lévy S, Dupont SM, et al. SCT: Spinal Cord Toolbox, an open-source"
                + " software for processing spinal cord MRI data. NeuroImage 2017."
                + " doi:10.1016/j.neuroimage.2016.10.009"));
  }
}
