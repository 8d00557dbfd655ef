package org.myelon.image;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImg;
import net.imglib2.type.NativeType;
import net.imglib2.type.numeric.RealType;
import net.imglib2.view.Views;
import org.myelon.step.Progress;

/**
 * Does a 3-D operation to each volume of a series and to each component of a vector field, one
 * after the other, so that only one is in work at a time.
 *
 * <p>Where all results together take more than a part of the memory ({@link
 * VolumeSeries#mostBytesInMemory}), only the first is made at once: it shows whether the operation
 * is possible. Each other one is made when it is first asked for, and the last two are kept. Then
 * the operation runs while the result is written or shown, on whose way its progress is told,
 * cancelling stops it and its errors appear; a volume that is asked for again after it has gone is
 * computed again, with the same bits.
 */
public final class EachVolume {

  private EachVolume() {}

  /**
   * @param image 3-D, 4-D or 5-D
   * @param operation from a 3-D volume to a 3-D volume; all results on one grid and of one type
   * @return the results put together with as many axes as the image, under its name and with its
   *     header
   */
  public static Volume map(
      Volume image, BiFunction<Volume, Progress, Volume> operation, Progress progress) {
    return map(image, operation, progress, VolumeSeries.mostBytesInMemory());
  }

  /**
   * @param mostBytes results that take more are made when they are asked for
   */
  static Volume map(
      Volume image,
      BiFunction<Volume, Progress, Volume> operation,
      Progress progress,
      long mostBytes) {
    final long[] size = image.pixels().dimensionsAsLongArray();
    final int n = VolumeSeries.count(size);
    final LastVolumes<Volume> results =
        new LastVolumes<>(
            i ->
                Voxels.inOneArray(
                    operation.apply(
                        part(image, i), progress.part(i / (double) n, (i + 1) / (double) n))));
    final Volume first = results.apply(0);
    if (image.numDimensions() == 3) return with(first.pixels(), image, first);
    System.arraycopy(first.grid().size(), 0, size, 0, 3);
    final IntFunction<Volume> held =
        bytes(first) * n > mostBytes ? results : inMemory(results, n)::get;
    return with(new Results<>(first).join(size, held), image, first);
  }

  private static Volume with(
      RandomAccessibleInterval<? extends RealType<?>> pixels, Volume image, Volume first) {
    return image.withPixels(pixels).withVoxelToWorld(first.voxelToWorld());
  }

  private static Volume part(Volume image, int index) {
    if (image.numDimensions() == 3) return image;
    if (image.numDimensions() == 4) return image.volume(index);
    final long series = image.volumeCount();
    return image
        .withPixels(Views.hyperSlice(image.pixels(), 4, index / series))
        .volume(index % series);
  }

  private static double bytes(Volume volume) {
    return volume.pixels().getType().getBitsPerPixel() / 8.0 * volume.grid().voxelCount();
  }

  private static List<Volume> inMemory(IntFunction<Volume> results, int count) {
    final List<Volume> all = new ArrayList<>(count);
    for (int i = 0; i < count; i++) all.add(results.apply(i));
    return all;
  }

  /** Gives the type of the results a name, so that they can be put together. */
  private record Results<T extends NativeType<T> & RealType<T>>(T type) {

    @SuppressWarnings("unchecked")
    Results(Volume first) {
      // a variable of its own, which does not hold the pixels of the first
      this((T) first.pixels().getType().createVariable());
    }

    RandomAccessibleInterval<T> join(long[] size, IntFunction<Volume> volumes) {
      return VolumeSeries.of(
          size, type, i -> ((ArrayImg<?, ?>) volumes.apply(i).pixels()).update(null));
    }
  }
}
