package org.myelon.image;

import java.util.Arrays;
import java.util.function.IntFunction;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.basictypeaccess.DataAccess;
import net.imglib2.img.cell.Cell;
import net.imglib2.img.cell.CellGrid;
import net.imglib2.img.cell.LazyCellImg;
import net.imglib2.type.NativeType;
import net.imglib2.type.numeric.RealType;

/**
 * The pixels of a series or vector field as one array a volume. Of a series that takes more than a
 * part of Java's memory ({@link #mostBytesInMemory}) only the last two volumes that were asked for
 * are held; one that has gone is read or computed again. So whoever walks such a series should do
 * it once, volume by volume.
 */
public final class VolumeSeries {

  /** Room for an image, its result and what a step needs besides. */
  private static final int PARTS_OF_MEMORY = 4;

  private VolumeSeries() {}

  /** The size from which on a series is no longer held as a whole: a quarter of Java's memory. */
  public static long mostBytesInMemory() {
    return Runtime.getRuntime().maxMemory() / PARTS_OF_MEMORY;
  }

  /** Number of 3-D volumes in an image of 3, 4 or 5 axes. */
  public static int count(long[] size) {
    return Math.toIntExact(Arrays.stream(size).skip(3).reduce(1, Math::multiplyExact));
  }

  /** Whether an image has several volumes, each of which fits into one array. */
  public static boolean isPossible(long[] size) {
    return count(size) > 1 && (double) size[0] * size[1] * size[2] <= Integer.MAX_VALUE - 8;
  }

  /**
   * A series whose volumes are made when they are asked for; the last two are kept.
   *
   * @param size of all axes; the first three fit into one array
   * @param type of the pixels
   * @param volumes gives the pixels of a volume, x fastest, by its number, the fourth axis before
   *     the fifth; what it throws, those get who read the image
   */
  public static <T extends NativeType<T> & RealType<T>, A extends DataAccess>
      RandomAccessibleInterval<T> onDemand(long[] size, T type, IntFunction<A> volumes) {
    return of(size, type, new LastVolumes<>(volumes));
  }

  /** A series of volumes that someone else holds. */
  static <T extends NativeType<T> & RealType<T>, A extends DataAccess>
      RandomAccessibleInterval<T> of(long[] size, T type, IntFunction<A> volumes) {
    final int[] volume = new int[size.length];
    for (int d = 0; d < size.length; d++) volume[d] = d < 3 ? Math.toIntExact(size[d]) : 1;
    final CellGrid grid = new CellGrid(size, volume);
    return new LazyCellImg<>(
        grid,
        type,
        index -> {
          final long[] min = new long[size.length];
          grid.getCellDimensions(index, min, new int[size.length]);
          return new Cell<>(volume, min, volumes.apply((int) index));
        });
  }
}
