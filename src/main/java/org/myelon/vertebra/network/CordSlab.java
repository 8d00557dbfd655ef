package org.myelon.vertebra.network;

import java.util.Arrays;
import org.myelon.centerline.Centerline;
import org.myelon.image.Affine;
import org.myelon.image.Interpolation;
import org.myelon.image.Sampler;
import org.myelon.image.Volume;
import org.myelon.step.Parallel;
import org.myelon.step.Progress;
import org.myelon.vertebra.network.DiscModel.Window;

/**
 * A curved sagittal slab along the cord: rows upwards along the centreline, columns straight to the
 * front. Beyond the ends of the line it goes on straight, so that it shows the brain stem above a
 * cervical cord and the discs below the conus. Immutable.
 */
public final class CordSlab {

  /** How far it goes on beyond the ends of the cord, mm. */
  public static final double BEYOND = 60;

  /** Directions are those of chords of twice this length, so that a wavy line does not shake it. */
  private static final double HALF_CHORD = 10;

  /** Where within a pixel, and how far aside of its plane, its samples lie, mm. */
  private static final double[] WITHIN = {-0.25, 0.25};

  private static final double[] ASIDE = {-1, 0, 1};

  /** Of a row's frame: origin, right, anterior. */
  private static final int SIZE = 9;

  private final Centerline line;
  private final Window window;
  private final double[] frames;
  private final int rows;

  private CordSlab(Centerline line, Window window) {
    this.line = line;
    this.window = window;
    rows = (int) Math.floor((line.length() + 2 * BEYOND) / window.spacing()) + 1;
    frames = new double[SIZE * rows];
    for (int r = 0; r < rows; r++) frame(arc(r), frames, SIZE * r);
  }

  /**
   * @param line of a cord, in RAS mm of the images to be looked at
   * @param window what the network sees: gives distances
   */
  public static CordSlab along(Centerline line, Window window) {
    return new CordSlab(line, window);
  }

  private void frame(double arc, double[] into, int at) {
    final double length = line.length(), inside = Math.max(0, Math.min(length, arc));
    final double[] low = line.pointAt(line.placeAt(Math.max(0, inside - HALF_CHORD)));
    final double[] high = line.pointAt(line.placeAt(Math.min(length, inside + HALF_CHORD)));
    final double[] up = unit(high[0] - low[0], high[1] - low[1], high[2] - low[2]);
    final double[] front = unit(-up[1] * up[0], 1 - up[1] * up[1], -up[1] * up[2]);
    final double[] middle = line.pointAt(line.placeAt(inside));
    for (int a = 0; a < 3; a++) {
      final int b = (a + 1) % 3, c = (a + 2) % 3;
      into[at + a] = middle[a] + (arc - inside) * up[a];
      into[at + 3 + a] = front[b] * up[c] - front[c] * up[b];
      into[at + 6 + a] = front[a];
    }
  }

  private static double[] unit(double x, double y, double z) {
    final double n = Math.sqrt(x * x + y * y + z * z);
    return new double[] {x / n, y / n, z / n};
  }

  /** Rows of the slab. */
  public int rows() {
    return rows;
  }

  /** The line it was laid along. */
  public Centerline line() {
    return line;
  }

  /** Length in mm along the line from its lowest slice, negative below it. */
  public double arc(double row) {
    return row * window.spacing() - BEYOND;
  }

  /** The row of a length along the line, the inverse of {@link #arc}. */
  public double row(double arc) {
    return (arc + BEYOND) / window.spacing();
  }

  /**
   * The place of a pixel of the middle plane.
   *
   * @return RAS mm
   */
  public double[] point(double row, double column) {
    return point(row, column, 0);
  }

  /** The same so many mm to the right of the middle plane. */
  double[] point(double row, double column, double right) {
    final double[] p = new double[3];
    place(row, front(column), right, p);
    return p;
  }

  /** How far before the line a column lies, mm. */
  double front(double column) {
    return column * window.spacing() - window.behind();
  }

  /** The place in RAS mm so far before the line and to its right. */
  void place(double row, double front, double right, double[] p) {
    final int r = Math.max(0, Math.min(rows - 2, (int) Math.floor(row)));
    final double t = row - r;
    for (int a = 0; a < 3; a++)
      p[a] = value(r, a, t) + right * value(r, 3 + a, t) + front * value(r, 6 + a, t);
  }

  private double value(int row, int k, double t) {
    final int at = SIZE * row + k;
    return frames[at] + t * (frames[at + SIZE] - frames[at]);
  }

  /**
   * What an image shows in the slab.
   *
   * @param image 3-D
   * @return planes one after the other (right, middle, left), each rows x columns, columns fastest;
   *     NaN where the image has ended
   */
  public float[] read(Volume image, Progress progress) {
    final Sampler sampler = Sampler.of(image.require3D(), Interpolation.LINEAR, Progress.NONE);
    final Affine toVoxel = image.voxelToWorld().inverse();
    final int columns = window.columns(), plane = rows * columns;
    final float[] values = new float[DiscModel.PLANES * plane];
    Arrays.fill(values, Float.NaN);
    Parallel.forEach(
        rows,
        "Looking along the cord",
        progress,
        r -> {
          final double[] p = new double[3];
          for (int z = 0; z < DiscModel.PLANES; z++)
            for (int c = 0; c < columns; c++)
              values[z * plane + r * columns + c] =
                  mean(sampler, toVoxel, r, c, (1 - z) * window.aside(), p);
        });
    return values;
  }

  /** The mean over a pixel and a thickness of about 3 mm; NaN where its middle is outside. */
  private float mean(
      Sampler sampler, Affine toVoxel, int row, int column, double right, double[] p) {
    final double front = front(column);
    place(row, front, right, p);
    toVoxel.apply(p, p);
    if (!sampler.contains(p[0], p[1], p[2])) return Float.NaN;
    double sum = 0;
    for (double u : WITHIN)
      for (double v : WITHIN)
        for (double w : ASIDE) {
          place(row + u, front + v * window.spacing(), right + w, p);
          toVoxel.apply(p, p);
          sum += sampler.at(p[0], p[1], p[2]);
        }
    return (float) (sum / (WITHIN.length * WITHIN.length * ASIDE.length));
  }
}
