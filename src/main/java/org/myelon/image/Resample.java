package org.myelon.image;

import org.myelon.step.Parallel;
import org.myelon.step.Progress;

/**
 * Puts an image on another grid. Every voxel of the new grid reads the image at its own place in
 * the body (mm), whatever the orientation, angle or voxel size of the two; a place outside the
 * image (beyond the outer faces of its outermost voxels) becomes 0. No smoothing is done before
 * taking fewer voxels: use {@link GaussianFilter} first where aliasing matters.
 *
 * <p>A series is done volume by volume, a vector field component by component (its vectors are in
 * world millimetres, which a change of grid does not touch). Linear and cubic give float32, nearest
 * and label the data type of the image.
 */
public final class Resample {

  private Resample() {}

  /**
   * @param image 3-D, series or vector field
   * @param target the new grid
   * @param how how values between voxels are found
   * @param progress listens, and may cancel
   * @return the image on the grid, under its name
   * @throws org.myelon.step.InputException if the grid is too large for one array, or see {@link
   *     Sampler#of}
   * @implNote op names='myelon.image.resample'
   */
  public static Volume toGrid(Volume image, Grid target, Interpolation how, Progress progress) {
    target.requireFits(image.name());
    return EachVolume.map(image, (v, p) -> resample(v, target, how, p), progress);
  }

  /**
   * The same field of view with voxels of exactly this size, see {@link Grid#withSpacing}.
   *
   * @param mm along the three axes of the image
   */
  public static Volume toSpacing(Volume image, double[] mm, Interpolation how, Progress progress) {
    return toGrid(image, image.grid().withSpacing(mm), how, progress);
  }

  private static Volume resample(Volume image, Grid target, Interpolation how, Progress progress) {
    final Sampler sampler = Sampler.of(image, how, progress.part(0, 0.3));
    final RowMap rows = new RowMap(image.grid(), target);
    final int nx = target.extent(0), ny = target.extent(1);
    final float[] out = new float[(int) target.voxelCount()];
    Parallel.forEach(
        target.extent(2),
        "resampling",
        progress.part(how == Interpolation.CUBIC ? 0.3 : 0, 1),
        k -> {
          for (int j = 0; j < ny; j++) row(sampler, rows.row(j, k), out, (k * ny + j) * nx);
        });
    return how.keepsValues()
        ? Voxels.ofType(image, out, target)
        : Volume.ofFloats(out, target, image.name());
  }

  private static void row(Sampler sampler, RowMap.Row r, float[] out, int offset) {
    for (int i = r.first(); i <= r.last(); i++)
      out[offset + i] =
          sampler.at(r.x() + i * r.stepX(), r.y() + i * r.stepY(), r.z() + i * r.stepZ());
  }
}
