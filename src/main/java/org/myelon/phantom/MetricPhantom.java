package org.myelon.phantom;

import org.myelon.image.Affine;
import org.myelon.image.Grid;
import org.myelon.image.Volume;
import org.myelon.step.Parallel;
import org.myelon.step.Progress;

/**
 * An image of a quantity, such as the magnetisation transfer ratio in per cent, of the synthetic
 * subject: one value for each tract, without noise; a voxel with parts of several has their mean. 0
 * outside the canal. The same bits on every machine.
 */
public final class MetricPhantom {

  /** Distance of the sub-samples. */
  private static final double FINE_MM = 0.4;

  private static final double CANAL_RADIUS = 18;

  private static final double[] VALUES = {46, 42, 38, 44, 41, 37, 39, 45, 28, 25, 4};

  private MetricPhantom() {}

  /** The true value of a tract. */
  public static double value(Tract tract) {
    return VALUES[tract.ordinal()];
  }

  /**
   * Draws the quantity.
   *
   * @param grid where to draw; see {@link SpinePhantom#grid}
   */
  public static Volume draw(Grid grid, Progress progress) {
    final SpineAnatomy anatomy = new SpineAnatomy();
    final float[] values = new float[Math.toIntExact(grid.voxelCount())];
    final int nx = grid.extent(0), ny = grid.extent(1);
    final int[] samples = new int[3];
    for (int a = 0; a < 3; a++)
      samples[a] = (int) Math.max(1, Math.ceil(grid.spacing()[a] / FINE_MM - 1e-6));
    Parallel.forEach(
        grid.extent(2),
        "Drawing the metric",
        progress,
        k -> {
          for (int j = 0; j < ny; j++)
            for (int i = 0; i < nx; i++)
              values[(k * ny + j) * nx + i] =
                  (float) voxel(anatomy, grid.voxelToWorld(), new int[] {i, j, k}, samples);
        });
    return Volume.ofFloats(values, grid, "mtr");
  }

  private static double voxel(SpineAnatomy anatomy, Affine toWorld, int[] at, int[] samples) {
    final double[] p = toWorld.apply(at[0], at[1], at[2]);
    final SpineCurve.Neighbourhood near = anatomy.curve().neighbourhood(p);
    final SpineCurve.Local middle = near.locate(p);
    if (Math.hypot(middle.right(), middle.anterior()) > CANAL_RADIUS) return 0;
    double sum = 0;
    for (int c = 0; c < samples[2]; c++)
      for (int b = 0; b < samples[1]; b++)
        for (int a = 0; a < samples[0]; a++) {
          p[0] = at[0] + offset(a, samples[0]);
          p[1] = at[1] + offset(b, samples[1]);
          p[2] = at[2] + offset(c, samples[2]);
          toWorld.apply(p, p);
          sum += value(anatomy, near.locate(p));
        }
    return sum / (samples[0] * samples[1] * samples[2]);
  }

  private static double offset(int sample, int count) {
    return (sample + 0.5) / count - 0.5;
  }

  private static double value(SpineAnatomy anatomy, SpineCurve.Local at) {
    final Tissue tissue = anatomy.tissue(at);
    if (tissue == Tissue.CSF) return value(Tract.CSF_CONTOUR);
    final Tract tract =
        Tract.of(
            tissue,
            2 * at.right() / anatomy.diameterRL(at.arcLength()),
            2 * at.anterior() / anatomy.diameterAP(at.arcLength()));
    return tract == null ? 0 : value(tract);
  }
}
