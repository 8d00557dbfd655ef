package org.myelon.morphology;

import static org.myelon.morphology.Metric.*;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;

/**
 * How alike the right and left half, and the posterior and anterior half, of a cross-section are,
 * and the areas of its quadrants, in the axes of the cord itself.
 */
final class Symmetry {

  private static final double PIXEL_AREA = SlicePatch.PIXEL * SlicePatch.PIXEL;

  private Symmetry() {}

  /**
   * @param patch the cross-section
   * @param row centre of mass
   * @param column centre of mass
   * @param degrees rotation of the cord in the slice
   */
  static void put(
      SliceShape.Builder shape, SlicePatch patch, double row, double column, double degrees) {
    // pixels whose edges, not centres, lie on both axes: every half has whole pixels
    final int n = (int) Math.ceil(Math.hypot(patch.rows(), patch.columns()));
    final double cos = Math.cos(Math.toRadians(degrees)), sin = Math.sin(Math.toRadians(degrees));
    final double[] turned = new double[4 * n * n];
    for (int r = 0; r < 2 * n; r++)
      for (int c = 0; c < 2 * n; c++) {
        final double dr = r - n + 0.5, dc = c - n + 0.5;
        turned[r * 2 * n + c] =
            patch.sample(row + cos * dr - sin * dc, column + sin * dr + cos * dc);
      }
    final SlicePatch axial = new SlicePatch(2 * n, 2 * n, turned);
    putQuadrants(shape, axial, n, n);
    putHalves(shape, axial, new int[] {n, n, n - 1, n - 1}, Math::min);
  }

  /**
   * As SCT: mirrored at the pixel that holds the centre, which belongs to both halves; the
   * quadrants end after that pixel; the overlap of two pixels is the product of their values, so
   * that equal halves with soft borders do not reach a Dice of 1.
   */
  static void putAsSct(
      SliceShape.Builder shape, SlicePatch patch, double row, double column, double degrees) {
    final SlicePatch turned = patch.rotated(degrees, row, column);
    final int r = (int) Math.rint(row), c = (int) Math.rint(column);
    putHalves(shape, turned, new int[] {r, c, r, c}, (a, b) -> a * b);
    putQuadrants(shape, turned, (int) Math.floor(row) + 1, (int) Math.floor(column) + 1);
  }

  /**
   * @param edges first row of the left half, first column of the anterior half, last row of the
   *     right half, last column of the posterior half
   * @param common what two pixels have in common
   */
  private static void putHalves(
      SliceShape.Builder shape, SlicePatch p, int[] edges, DoubleBinaryOperator common) {
    final Half left = Half.rows(p, edges[0], 1), right = Half.rows(p, edges[2], -1);
    final double rl = left.overlap(right, common), areas = left.sum() + right.sum();
    shape
        .put(SYMMETRY_DICE_RL, 2 * rl / areas)
        .put(SYMMETRY_HAUSDORFF_RL, left.hausdorff(right))
        .put(SYMMETRY_DIFFERENCE_RL, left.rest(right, common) * PIXEL_AREA);
    final Half front = Half.columns(p, edges[1], 1), back = Half.columns(p, edges[3], -1);
    final double ap = front.overlap(back, common), both = front.sum() + back.sum();
    shape
        .put(SYMMETRY_DICE_AP, 2 * ap / both)
        .put(SYMMETRY_HAUSDORFF_AP, front.hausdorff(back))
        .put(SYMMETRY_DIFFERENCE_AP, front.rest(back, common) * PIXEL_AREA);
  }

  private static void putQuadrants(SliceShape.Builder shape, SlicePatch p, int left, int anterior) {
    final double[] sums = new double[4];
    for (int r = 0; r < p.rows(); r++)
      for (int c = 0; c < p.columns(); c++)
        sums[(r < left ? 1 : 0) + (c < anterior ? 2 : 0)] += p.get(r, c);
    final Metric[] quadrants = {
      AREA_QUADRANT_ANTERIOR_LEFT,
      AREA_QUADRANT_ANTERIOR_RIGHT,
      AREA_QUADRANT_POSTERIOR_LEFT,
      AREA_QUADRANT_POSTERIOR_RIGHT
    };
    for (int q = 0; q < 4; q++) shape.put(quadrants[q], sums[q] * PIXEL_AREA);
  }

  /** One half of a patch, its first line at the axis; 0 beyond its end. */
  private record Half(double[] values, int lines, int width) {

    static Half rows(SlicePatch p, int first, int step) {
      final int lines = step > 0 ? p.rows() - first : first + 1;
      final double[] values = new double[lines * p.columns()];
      for (int k = 0; k < lines; k++)
        for (int c = 0; c < p.columns(); c++)
          values[k * p.columns() + c] = p.get(first + k * step, c);
      return new Half(values, lines, p.columns());
    }

    static Half columns(SlicePatch p, int first, int step) {
      final int lines = step > 0 ? p.columns() - first : first + 1;
      final double[] values = new double[lines * p.rows()];
      for (int k = 0; k < lines; k++)
        for (int r = 0; r < p.rows(); r++) values[k * p.rows() + r] = p.get(r, first + k * step);
      return new Half(values, lines, p.rows());
    }

    double sum() {
      double s = 0;
      for (double v : values) s += v;
      return s;
    }

    double overlap(Half other, DoubleBinaryOperator common) {
      double s = 0;
      for (int i = 0; i < Math.min(values.length, other.values.length); i++)
        s += common.applyAsDouble(values[i], other.values[i]);
      return s;
    }

    /**
     * What only one of them has, pixel by pixel, so that two equal halves leave exactly nothing.
     */
    double rest(Half other, DoubleBinaryOperator common) {
      double s = 0;
      for (int i = 0; i < Math.max(values.length, other.values.length); i++) {
        final double a = value(i), b = other.value(i);
        s += a + b - 2 * common.applyAsDouble(a, b);
      }
      return s;
    }

    private double value(int i) {
      return i < values.length ? values[i] : 0;
    }

    double hausdorff(Half other) {
      return SlicePatch.PIXEL * Math.sqrt(Math.max(farthest(other), other.farthest(this)));
    }

    /** Largest squared distance of a pixel of this half to the other one. */
    private double farthest(Half other) {
      final List<int[]> edge = other.edge();
      if (edge.isEmpty()) return Double.NaN;
      long most = 0;
      for (int k = 0; k < lines; k++)
        for (int w = 0; w < width; w++) {
          if (!has(k, w) || other.has(k, w)) continue;
          long least = Long.MAX_VALUE;
          for (int[] e : edge) {
            final long dk = e[0] - k, dw = e[1] - w;
            least = Math.min(least, dk * dk + dw * dw);
          }
          most = Math.max(most, least);
        }
      return most;
    }

    private List<int[]> edge() {
      final List<int[]> edge = new ArrayList<>();
      for (int k = 0; k < lines; k++)
        for (int w = 0; w < width; w++)
          if (has(k, w) && !(has(k - 1, w) && has(k + 1, w) && has(k, w - 1) && has(k, w + 1)))
            edge.add(new int[] {k, w});
      return edge;
    }

    private boolean has(int k, int w) {
      return k >= 0 && k < lines && w >= 0 && w < width && values[k * width + w] > 0.5;
    }
  }
}
