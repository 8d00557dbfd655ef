package org.myelon.morphology;

import java.util.Arrays;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;
import org.myelon.step.Parallel;
import org.myelon.step.Progress;

/**
 * The rotation of the cord in every slice as the image shows it, smoothed along the cord, and the
 * symmetry about the axes that it gives.
 */
final class SliceSymmetry {

  private final int[] slices;
  private final double[] degrees;
  private final boolean asSct;

  private SliceSymmetry(int[] slices, double[] degrees, boolean asSct) {
    this.slices = slices;
    this.degrees = degrees;
    this.asSct = asSct;
  }

  /**
   * @param image on the grid of the mask
   * @param slices the slices to look at, ascending
   */
  static SliceSymmetry of(
      Volume image,
      CordSlices cord,
      int[] slices,
      CordAngles angles,
      boolean asSct,
      Progress progress) {
    final float[] values = image.reoriented(Orientation.RPI).toFloats();
    final int[] found = new int[slices.length];
    // SCT tells the voxels of the image to be 0.1 mm wide, so that far gradients weigh too much
    final double px = asSct ? SlicePatch.PIXEL : cord.grid.spacing()[0];
    final double py = asSct ? SlicePatch.PIXEL : cord.grid.spacing()[1];
    final SliceBox whole = new SliceBox(0, 0, cord.grid.extent(0), cord.grid.extent(1));
    Parallel.forEach(
        slices.length,
        "Rotation of the cord",
        progress,
        i -> {
          final int z = slices[i];
          final Shrink shrink = Shrink.of(angles.ap(z), angles.rl(z));
          final double[] seen = shrink.apply(slice(values, whole, z), whole, whole);
          final double[] centre = centre(cord, z, shrink);
          found[i] = HogAngle.of(seen, whole.nx(), whole.ny(), centre[0], centre[1], px, py);
        });
    return new SliceSymmetry(slices, HogAngle.smoothAlongCord(found), asSct);
  }

  /** A slice of an image in RPI order, y fastest. */
  private static double[] slice(float[] image, SliceBox whole, int z) {
    final double[] slice = new double[whole.nx() * whole.ny()];
    for (int x = 0; x < whole.nx(); x++)
      for (int y = 0; y < whole.ny(); y++)
        slice[x * whole.ny() + y] = image[(z * whole.ny() + y) * whole.nx() + x];
    return slice;
  }

  /** Centre of mass of the mask, in voxels of the shrunk slice. */
  private static double[] centre(CordSlices cord, int z, Shrink shrink) {
    final SliceBox box = SliceBox.of(cord, z), shrunk = shrink.apply(box, cord.grid);
    final double[] values = shrink.apply(box.values(cord, z), box, shrunk);
    double sum = 0, sumX = 0, sumY = 0;
    for (int i = 0; i < values.length; i++) {
      sum += values[i];
      sumX += values[i] * (shrunk.x0() + i / shrunk.ny());
      sumY += values[i] * (shrunk.y0() + i % shrunk.ny());
    }
    return new double[] {sumX / sum, sumY / sum};
  }

  /** Measures one of the slices. */
  void put(SliceShape.Builder shape, SlicePatch patch, Moments moments, int z) {
    // the angle of the image turns the other way round than that of the ellipse
    final double turn = -degrees[Arrays.binarySearch(slices, z)];
    if (asSct) Symmetry.putAsSct(shape, patch, moments.row(), moments.column(), turn);
    else Symmetry.put(shape, patch, moments.row(), moments.column(), turn);
  }
}
