package org.myelon.image;

import java.util.Optional;
import org.myelon.step.Progress;

/**
 * Growing and shrinking of masks. The object is where the mask is not zero; the results hold 0 and
 * 1. What lies outside the image neither grows into it nor eats from it, and opening and closing
 * treat the border accordingly. Time does not depend on the size of the element: an ellipsoid is a
 * threshold on the exact distance transform, a box one along each axis.
 */
public final class Morphology {

  /** Room for the rounding of distances; a voxel on the surface of the element belongs to it. */
  private static final double ON_SURFACE = 1 + 1e-5;

  private Morphology() {}

  /**
   * Adds every voxel whose neighbourhood meets the mask.
   *
   * @param mask 3-D; on where it is not zero
   * @param element the neighbourhood
   * @param progress listens, and may cancel
   * @return unsigned 8-bit, 0 and 1
   * @implNote op names='myelon.image.dilate'
   */
  public static Volume dilate(Volume mask, StructuringElement element, Progress progress) {
    final boolean[] on = Voxels.nonZero(mask);
    return Voxels.mask(grown(on, mask.grid(), element, progress), mask);
  }

  /**
   * Keeps every voxel whose neighbourhood lies wholly in the mask.
   *
   * @param mask 3-D; on where it is not zero
   * @param element the neighbourhood
   * @param progress listens, and may cancel
   * @return unsigned 8-bit, 0 and 1
   * @implNote op names='myelon.image.erode'
   */
  public static Volume erode(Volume mask, StructuringElement element, Progress progress) {
    final boolean[] off = inverted(Voxels.nonZero(mask));
    return Voxels.mask(inverted(grown(off, mask.grid(), element, progress)), mask);
  }

  /** Erodes, then dilates: removes what is thinner than the element. */
  public static Volume open(Volume mask, StructuringElement element, Progress progress) {
    return dilate(erode(mask, element, progress.part(0, 0.5)), element, progress.part(0.5, 1));
  }

  /** Dilates, then erodes: fills gaps that are narrower than the element. */
  public static Volume close(Volume mask, StructuringElement element, Progress progress) {
    return erode(dilate(mask, element, progress.part(0, 0.5)), element, progress.part(0.5, 1));
  }

  /**
   * Fills the parts of the background that are not connected with the border of the image (with a
   * connectivity in slices: of the slice).
   *
   * @param mask 3-D; on where it is not zero
   * @param background how background voxels are connected: {@link Connectivity#FACES}, or {@link
   *     Connectivity#inPlane4} to fill each slice on its own
   * @param progress listens, and may cancel
   * @return unsigned 8-bit, 0 and 1
   * @implNote op names='myelon.image.fillHoles'
   */
  public static Volume fillHoles(Volume mask, Connectivity background, Progress progress) {
    final boolean[] on = Voxels.nonZero(mask);
    final Optional<Box> box = Box.around(on, mask.grid());
    if (box.isPresent()) fillHoles(on, mask, box.get(), background, progress);
    return Voxels.mask(on, mask);
  }

  /** All holes lie in the box around the mask: what reaches its border is open. */
  private static void fillHoles(
      boolean[] on, Volume mask, Box box, Connectivity background, Progress progress) {
    final Volume part = Crop.to(mask, box);
    final boolean[] inside = Voxels.nonZero(part);
    final ConnectedComponents parts =
        ConnectedComponents.of(inverted(inside), part, background, progress);
    final boolean[] open = new boolean[parts.count() + 1];
    final Grid g = part.grid();
    final int nx = g.extent(0), ny = g.extent(1), nz = g.extent(2);
    for (int k = 0, i = 0; k < nz; k++)
      for (int j = 0; j < ny; j++)
        for (int x = 0; x < nx; x++, i++)
          if ((background.sliceAxis() != 0 && (x == 0 || x == nx - 1))
              || (background.sliceAxis() != 1 && (j == 0 || j == ny - 1))
              || (background.sliceAxis() != 2 && (k == 0 || k == nz - 1)))
            open[parts.label(i)] = true;
    final int width = mask.grid().extent(0), height = mask.grid().extent(1);
    final int x0 = (int) box.min()[0], y0 = (int) box.min()[1], z0 = (int) box.min()[2];
    for (int k = 0, i = 0; k < nz; k++)
      for (int j = 0; j < ny; j++)
        for (int x = 0; x < nx; x++, i++)
          on[((z0 + k) * height + y0 + j) * width + x0 + x] |= !open[parts.label(i)];
  }

  private static boolean[] grown(
      boolean[] on, Grid grid, StructuringElement element, Progress progress) {
    final double[] radius = element.voxels(grid);
    if (!element.box()) return within(on, grid, radius, progress);
    boolean[] result = on;
    for (int axis = 0; axis < 3; axis++) {
      final double[] one = new double[3];
      one[axis] = radius[axis];
      result = within(result, grid, one, progress.part(axis / 3.0, (axis + 1) / 3.0));
    }
    return result;
  }

  /** Which voxels lie in an ellipsoid about a voxel that is on. */
  private static boolean[] within(boolean[] on, Grid grid, double[] radius, Progress progress) {
    final double[] step = new double[3];
    for (int a = 0; a < 3; a++) step[a] = 1 / radius[a];
    final float[] d = DistanceTransform.squared(on, grid, step, progress);
    final boolean[] result = new boolean[on.length];
    for (int i = 0; i < d.length; i++) result[i] = d[i] <= ON_SURFACE;
    return result;
  }

  private static boolean[] inverted(boolean[] on) {
    final boolean[] off = new boolean[on.length];
    for (int i = 0; i < on.length; i++) off[i] = !on[i];
    return off;
  }
}
