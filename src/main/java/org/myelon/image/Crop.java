package org.myelon.image;

import java.util.Arrays;
import net.imglib2.RandomAccessible;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
import net.imglib2.view.Views;
import org.myelon.step.InputException;

/**
 * Takes a box out of an image, or adds voxels round it. Every voxel keeps its value, its data type
 * and its place in the body: only the affine's origin moves. The results are views, nothing is
 * copied. 3-D images, series and vector fields.
 */
public final class Crop {

  private Crop() {}

  /**
   * The box alone.
   *
   * @param image 3-D, series or vector field
   * @param box voxels to keep
   * @return the voxels of the box
   * @throws InputException if the box is empty or leaves the image
   * @implNote op names='myelon.image.crop'
   */
  public static Volume to(Volume image, Box box) {
    requireWithin(image, box);
    return framed(image.pixels(), image, box).withHeader(image.header());
  }

  /**
   * The whole image, with everything outside the box set to a value.
   *
   * @param image 3-D, series or vector field
   * @param box voxels to keep
   * @param background value of the others
   * @return an image on the same grid
   * @throws InputException if the box leaves the image or its data type cannot hold the value
   * @implNote op names='myelon.image.blank'
   */
  public static Volume blankOutside(Volume image, Box box, double background) {
    final long[] after = new long[3];
    for (int a = 0; a < 3; a++) after[a] = image.grid().size(a) - 1 - box.max()[a];
    return pad(to(image, box), box.min(), after, background);
  }

  /**
   * The image with more voxels round it.
   *
   * @param image 3-D, series or vector field
   * @param before number of new voxels before the first one along the three axes
   * @param after number of new voxels after the last one
   * @param value of the new voxels
   * @return the larger image
   * @throws InputException if a number is negative, the data type cannot hold the value or the
   *     image gets too large
   * @implNote op names='myelon.image.pad'
   */
  public static Volume pad(Volume image, long[] before, long[] after, double value) {
    final long[] lo = new long[3], hi = new long[3];
    for (int a = 0; a < 3; a++) {
      if (before[a] < 0 || after[a] < 0)
        throw new InputException("Only 0 or more voxels can be added; to take some away, crop.");
      lo[a] = -before[a];
      hi[a] = image.grid().size(a) - 1 + after[a];
    }
    final Volume padded = new Extended<>(image, value).framed(new Box(lo, hi));
    padded.grid().requireFits(image.name());
    return padded;
  }

  private static void requireWithin(Volume image, Box box) {
    for (int a = 0; a < 3; a++)
      if (box.min()[a] < 0 || box.max()[a] >= image.grid().size(a) || box.size(a) < 1)
        throw new InputException(
            String.format(
                "The box %d..%d along the %s axis is not in %s, which has voxels 0..%d there.",
                box.min()[a],
                box.max()[a],
                new String[] {"first (x)", "second (y)", "third (z)"}[a],
                image.name(),
                image.grid().size(a) - 1));
  }

  private static Volume framed(
      RandomAccessible<? extends RealType<?>> pixels, Volume image, Box box) {
    final long[] lo = Arrays.copyOf(box.min(), image.numDimensions());
    final long[] hi = Arrays.copyOf(box.max(), image.numDimensions());
    for (int d = 3; d < hi.length; d++) hi[d] = image.pixels().dimension(d) - 1;
    return image
        .withPixels(Views.zeroMin(Views.interval(pixels, lo, hi)))
        .withVoxelToWorld(image.grid().cut(box).voxelToWorld());
  }

  /** An image continued for ever by one value; gives the type of its voxels a name. */
  private static final class Extended<T extends RealType<T>> {

    private final Volume image;
    private final RandomAccessibleInterval<T> pixels;
    private final T border;

    @SuppressWarnings("unchecked")
    Extended(Volume image, double value) {
      this.image = image;
      this.pixels = (RandomAccessibleInterval<T>) image.pixels();
      this.border = Views.flatIterable(pixels).firstElement().createVariable();
      border.setReal(value);
      if (Math.abs(border.getRealDouble() - value) > 1e-6 * Math.abs(value))
        throw new InputException(
            "The voxels of " + image.name() + " cannot hold the background value " + value + ".");
    }

    Volume framed(Box box) {
      return Crop.framed(Views.extendValue(pixels, border), image, box);
    }
  }
}
