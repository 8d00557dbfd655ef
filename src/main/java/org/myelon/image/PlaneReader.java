package org.myelon.image;

import net.imglib2.RandomAccess;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.transform.integer.Mixed;
import net.imglib2.type.numeric.RealType;
import net.imglib2.view.IntervalView;
import net.imglib2.view.MixedTransformView;

/**
 * Reads the values of an image plane by plane (first two axes), x fastest: at the speed of memory
 * where the pixels lie in Java arrays, also under views that permute, flip, slice or crop the axes;
 * through ImgLib2's accessors otherwise. For use by one thread.
 */
public final class PlaneReader {

  private final RandomAccessibleInterval<? extends RealType<?>> image;
  private final long[] size;
  private final boolean unsigned;

  /** The arrays that are read, {@code null} if there are none. */
  private final PixelArrays arrays;

  /** Array = arrayAt + sum of arrayStep[d] * position[d]; same for the offset in it. */
  private final long[] arrayStep;

  private final long[] offsetStep;
  private long arrayAt;
  private long offsetAt;

  public PlaneReader(RandomAccessibleInterval<? extends RealType<?>> image) {
    this.image = image;
    final int n = image.numDimensions();
    size = image.dimensionsAsLongArray();
    arrayStep = new long[n];
    offsetStep = new long[n];
    final DataType type = DataType.of(image.getType()).orElse(null);
    unsigned = type != null && type.isInteger() && type.min() == 0;
    arrays = type == null ? null : resolve();
  }

  /** Number of values in a plane. */
  public int planeSize() {
    return Math.toIntExact(size[0] * size[1]);
  }

  /** Number of planes. */
  public long planeCount() {
    long count = 1;
    for (int d = 2; d < size.length; d++) count *= size[d];
    return count;
  }

  /**
   * Reads one plane.
   *
   * @param into receives {@link #planeSize()} values
   */
  public void read(long plane, double[] into) {
    final long[] position = position(plane);
    if (arrays == null) readGeneric(position, into);
    else readArrays(position, into);
  }

  /**
   * One plane as a Java array of its stored type and in our order, for reading only: that of the
   * pixels where it holds just this plane; {@code null} if the plane does not lie in one piece.
   */
  public Object array(long plane) {
    if (arrays == null) return null;
    final boolean plain = offsetStep[0] == 1 && offsetStep[1] == size[0];
    if (!plain || arrayStep[0] != 0 || arrayStep[1] != 0) return null;
    final long[] position = position(plane);
    return arrays.get(arrayOf(position), offsetOf(position), planeSize());
  }

  private long[] position(long plane) {
    final long[] position = new long[size.length];
    long rest = plane;
    for (int d = 2; d < size.length; d++) {
      position[d] = rest % size[d];
      rest /= size[d];
    }
    return position;
  }

  private void readGeneric(long[] position, double[] into) {
    final RandomAccess<? extends RealType<?>> access = image.randomAccess();
    for (int d = 0; d < size.length; d++) access.setPosition(image.min(d) + position[d], d);
    int i = 0;
    for (long y = 0; y < size[1]; y++) {
      access.setPosition(image.min(0), 0);
      access.setPosition(image.min(1) + y, 1);
      for (long x = 0; x < size[0]; x++) {
        into[i++] = access.get().getRealDouble();
        access.fwd(0);
      }
    }
  }

  private void readArrays(long[] position, double[] into) {
    if (arrayStep[0] == 0 && arrayStep[1] == 0 && offsetStep[1] == size[0] * offsetStep[0]) {
      // evenly spaced through the whole plane
      copy(
          arrays.get(arrayOf(position)),
          offsetOf(position),
          (int) offsetStep[0],
          into,
          0,
          1,
          planeSize());
      return;
    }
    // the inner loop runs along the axis that stays within one array
    final int inner = arrayStep[0] == 0 ? 0 : 1, outer = 1 - inner;
    final int innerStep = inner == 0 ? 1 : (int) size[0],
        outerStep = inner == 0 ? (int) size[0] : 1;
    final boolean oneArray = arrayStep[inner] == 0;
    for (int o = 0; o < size[outer]; o++) {
      position[outer] = o;
      position[inner] = 0;
      if (oneArray) {
        copy(
            arrays.get(arrayOf(position)),
            offsetOf(position),
            (int) offsetStep[inner],
            into,
            o * outerStep,
            innerStep,
            (int) size[inner]);
        continue;
      }
      for (int i = 0; i < size[inner]; i++) {
        position[inner] = i;
        copy(
            arrays.get(arrayOf(position)),
            offsetOf(position),
            0,
            into,
            o * outerStep + i * innerStep,
            0,
            1);
      }
    }
  }

  private int arrayOf(long[] position) {
    return (int) sum(arrayAt, arrayStep, position);
  }

  private int offsetOf(long[] position) {
    return (int) sum(offsetAt, offsetStep, position);
  }

  private static long sum(long at, long[] step, long[] position) {
    long s = at;
    for (int d = 0; d < step.length; d++) s += step[d] * position[d];
    return s;
  }

  private void copy(Object array, int from, int step, double[] to, int at, int toStep, int n) {
    int j = from, k = at;
    if (array instanceof byte[] a)
      for (int i = 0; i < n; i++, j += step, k += toStep) to[k] = unsigned ? a[j] & 0xff : a[j];
    else if (array instanceof short[] a)
      for (int i = 0; i < n; i++, j += step, k += toStep) to[k] = unsigned ? a[j] & 0xffff : a[j];
    else if (array instanceof int[] a)
      for (int i = 0; i < n; i++, j += step, k += toStep)
        to[k] = unsigned ? a[j] & 0xffffffffL : a[j];
    else if (array instanceof long[] a)
      for (int i = 0; i < n; i++, j += step, k += toStep)
        to[k] = unsigned && a[j] < 0 ? a[j] + 0x1p64 : a[j];
    else if (array instanceof float[] a)
      for (int i = 0; i < n; i++, j += step, k += toStep) to[k] = a[j];
    else if (array instanceof double[] a)
      for (int i = 0; i < n; i++, j += step, k += toStep) to[k] = a[j];
    else throw new IllegalStateException("No array of numbers: " + array.getClass());
  }

  /** Follows views down to arrays and notes the steps of our axes in them. */
  private PixelArrays resolve() {
    final int n = size.length;
    // position in the object = at[e] + sum over our axes d of step[e][d] * position[d]
    long[][] step = new long[n][n];
    for (int d = 0; d < n; d++) step[d][d] = 1;
    long[] at = image.minAsLongArray();
    Object object = image;
    while (true) {
      if (object instanceof IntervalView<?> view) {
        object = view.getSource();
      } else if (object instanceof MixedTransformView<?> view) {
        final Mixed t = view.getTransformToSource();
        final long[][] inner = new long[t.numTargetDimensions()][n];
        final long[] innerAt = new long[inner.length];
        for (int e = 0; e < inner.length; e++) {
          innerAt[e] = t.getTranslation(e);
          if (t.getComponentZero(e)) continue;
          final int from = t.getComponentMapping(e), sign = t.getComponentInversion(e) ? -1 : 1;
          innerAt[e] += sign * at[from];
          for (int d = 0; d < n; d++) inner[e][d] = sign * step[from][d];
        }
        step = inner;
        at = innerAt;
        object = view.getSource();
      } else {
        final PixelArrays found = PixelArrays.of(object);
        if (found != null) locate(found, step, at);
        return found;
      }
    }
  }

  /** Turns positions in the image of the arrays into steps. */
  private void locate(PixelArrays found, long[][] step, long[] at) {
    final long[] extent = found.size();
    long offset = 1, plane = 1;
    for (int e = 0; e < extent.length; e++) {
      final boolean within = e < found.axesInOne();
      final long stride = within ? offset : plane;
      for (int d = 0; d < size.length; d++)
        (within ? offsetStep : arrayStep)[d] += stride * step[e][d];
      if (within) offsetAt += stride * at[e];
      else arrayAt += stride * at[e];
      if (within) offset *= extent[e];
      else plane *= extent[e];
    }
  }
}
