package org.myelon.image.nifti;

import java.io.IOException;
import java.util.function.Function;
import java.util.function.IntFunction;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.basictypeaccess.array.ArrayDataAccess;
import net.imglib2.img.basictypeaccess.array.ByteArray;
import net.imglib2.img.basictypeaccess.array.DoubleArray;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.img.basictypeaccess.array.IntArray;
import net.imglib2.img.basictypeaccess.array.LongArray;
import net.imglib2.img.basictypeaccess.array.ShortArray;
import net.imglib2.img.planar.PlanarImg;
import net.imglib2.type.NativeType;
import net.imglib2.type.NativeTypeFactory;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.integer.ByteType;
import net.imglib2.type.numeric.integer.IntType;
import net.imglib2.type.numeric.integer.LongType;
import net.imglib2.type.numeric.integer.ShortType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.integer.UnsignedIntType;
import net.imglib2.type.numeric.integer.UnsignedLongType;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.type.numeric.real.DoubleType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.Fraction;
import org.myelon.image.DataType;
import org.myelon.image.VolumeSeries;

/**
 * Makes ImgLib2 images out of Java arrays: one a plane, which ImageJ can share, or one a volume of
 * a series.
 */
final class PlanarBuilder {

  private PlanarBuilder() {}

  /** Gives the array of the next plane. */
  interface PlaneSource {
    Object next() throws IOException;
  }

  /**
   * An image whose planes are asked for one after the other, so that memory grows only as data
   * arrive.
   *
   * @param type of the pixels
   * @param planes arrays of the Java type that stores them
   */
  static RandomAccessibleInterval<? extends RealType<?>> image(
      DataType type, long[] size, PlaneSource planes) throws IOException {
    return storage(type).image(size, planes);
  }

  /**
   * A series whose volumes are asked for when they are looked at.
   *
   * @param type of the pixels
   * @param volumes gives arrays of the Java type that stores them
   */
  static RandomAccessibleInterval<? extends RealType<?>> series(
      DataType type, long[] size, IntFunction<Object> volumes) {
    return storage(type).series(size, volumes);
  }

  private static Storage<?, ?> storage(DataType type) {
    return switch (type) {
      case UINT8 -> new Storage<>(new UnsignedByteType(), a -> new ByteArray((byte[]) a));
      case INT8 -> new Storage<>(new ByteType(), a -> new ByteArray((byte[]) a));
      case INT16 -> new Storage<>(new ShortType(), a -> new ShortArray((short[]) a));
      case UINT16 -> new Storage<>(new UnsignedShortType(), a -> new ShortArray((short[]) a));
      case INT32 -> new Storage<>(new IntType(), a -> new IntArray((int[]) a));
      case UINT32 -> new Storage<>(new UnsignedIntType(), a -> new IntArray((int[]) a));
      case INT64 -> new Storage<>(new LongType(), a -> new LongArray((long[]) a));
      case UINT64 -> new Storage<>(new UnsignedLongType(), a -> new LongArray((long[]) a));
      case FLOAT32 -> new Storage<>(new FloatType(), a -> new FloatArray((float[]) a));
      case FLOAT64 -> new Storage<>(new DoubleType(), a -> new DoubleArray((double[]) a));
    };
  }

  /** A type of pixels and how the Java arrays that store it are wrapped. */
  private record Storage<T extends NativeType<T> & RealType<T>, A extends ArrayDataAccess<A>>(
      T type, Function<Object, A> wrap) {

    PlanarImg<T, A> image(long[] size, PlaneSource planes) throws IOException {
      final PlanarImg<T, A> image = new PlanarImg<>(size, new Fraction());
      for (int i = 0; i < image.numSlices(); i++) image.setPlane(i, wrap.apply(planes.next()));
      @SuppressWarnings("unchecked") // a type and the arrays that store it belong together
      final NativeTypeFactory<T, A> factory = (NativeTypeFactory<T, A>) type.getNativeTypeFactory();
      image.setLinkedType(factory.createLinkedType(image));
      return image;
    }

    RandomAccessibleInterval<T> series(long[] size, IntFunction<Object> volumes) {
      return VolumeSeries.onDemand(size, type, i -> wrap.apply(volumes.apply(i)));
    }
  }
}
