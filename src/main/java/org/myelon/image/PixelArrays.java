package org.myelon.image;

import java.lang.reflect.Array;
import net.imglib2.img.NativeImg;
import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.ArrayDataAccess;
import net.imglib2.img.cell.CellGrid;
import net.imglib2.img.cell.LazyCellImg;
import net.imglib2.img.planar.PlanarImg;

/**
 * The Java arrays that the pixels of an image lie in: one for all, one a plane, or one a volume
 * ({@link VolumeSeries}). For use by one thread.
 */
final class PixelArrays {

  private final NativeImg<?, ?> image;

  /** How many of the first axes lie within one array. */
  private final int axes;

  private Object held;
  private int heldIndex = -1;

  private PixelArrays(NativeImg<?, ?> image, int axes) {
    this.image = image;
    this.axes = axes;
  }

  /** The arrays of an image, {@code null} if its pixels lie elsewhere. */
  static PixelArrays of(Object image) {
    if (image instanceof PlanarImg<?, ?> img && img.getPlane(0) instanceof ArrayDataAccess)
      return new PixelArrays(img, 2);
    if (image instanceof ArrayImg<?, ?> img && img.update(null) instanceof ArrayDataAccess)
      return new PixelArrays(img, img.numDimensions());
    if (image instanceof LazyCellImg<?, ?> img && holdsVolumes(img.getCellGrid()))
      return new PixelArrays(img, 3);
    return null;
  }

  private static boolean holdsVolumes(CellGrid grid) {
    if (grid.numDimensions() < 3) return false;
    for (int d = 0; d < grid.numDimensions(); d++)
      if (grid.cellDimension(d) != (d < 3 ? grid.imgDimension(d) : 1)) return false;
    return true;
  }

  long[] size() {
    return image.dimensionsAsLongArray();
  }

  int axesInOne() {
    return axes;
  }

  /** The array with a number, counted along the axes that do not lie within one. */
  Object get(int index) {
    // the last is held: to find one may be to make it
    if (index != heldIndex) {
      held = access(index).getCurrentStorageArray();
      heldIndex = index;
    }
    return held;
  }

  /** A part of the array with a number: itself if it is all of it, else a copy. */
  Object get(int index, int from, int length) {
    final Object array = get(index);
    if (Array.getLength(array) == length) return array;
    final Object part = Array.newInstance(array.getClass().componentType(), length);
    System.arraycopy(array, from, part, 0, length);
    return part;
  }

  private ArrayDataAccess<?> access(int index) {
    if (image instanceof PlanarImg<?, ?> img) return (ArrayDataAccess<?>) img.getPlane(index);
    if (image instanceof LazyCellImg<?, ?> img) {
      final long[] position = new long[img.numDimensions()];
      img.getCellGrid().getCellGridPositionFlat(index, position);
      return (ArrayDataAccess<?>) img.getCells().getAt(position).getData();
    }
    return (ArrayDataAccess<?>) image.update(null);
  }
}
