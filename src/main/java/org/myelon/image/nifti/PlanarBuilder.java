package org.myelon.image.nifti;

import java.io.IOException;
import java.util.function.Function;
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

/** Makes ImgLib2 images out of one Java array a plane, which ImageJ can share. */
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
    return switch (type) {
      case UINT8 -> fill(new UnsignedByteType(), size, planes, a -> new ByteArray((byte[]) a));
      case INT8 -> fill(new ByteType(), size, planes, a -> new ByteArray((byte[]) a));
      case INT16 -> fill(new ShortType(), size, planes, a -> new ShortArray((short[]) a));
      case UINT16 -> fill(new UnsignedShortType(), size, planes, a -> new ShortArray((short[]) a));
      case INT32 -> fill(new IntType(), size, planes, a -> new IntArray((int[]) a));
      case UINT32 -> fill(new UnsignedIntType(), size, planes, a -> new IntArray((int[]) a));
      case INT64 -> fill(new LongType(), size, planes, a -> new LongArray((long[]) a));
      case UINT64 -> fill(new UnsignedLongType(), size, planes, a -> new LongArray((long[]) a));
      case FLOAT32 -> fill(new FloatType(), size, planes, a -> new FloatArray((float[]) a));
      case FLOAT64 -> fill(new DoubleType(), size, planes, a -> new DoubleArray((double[]) a));
    };
  }

  private static <T extends NativeType<T> & RealType<T>, A extends ArrayDataAccess<A>>
      PlanarImg<T, A> fill(T type, long[] size, PlaneSource planes, Function<Object, A> wrap)
          throws IOException {
    final PlanarImg<T, A> image = new PlanarImg<>(size, new Fraction());
    for (int i = 0; i < image.numSlices(); i++) image.setPlane(i, wrap.apply(planes.next()));
    @SuppressWarnings("unchecked") // a type and the arrays that store it belong together
    final NativeTypeFactory<T, A> factory = (NativeTypeFactory<T, A>) type.getNativeTypeFactory();
    image.setLinkedType(factory.createLinkedType(image));
    return image;
  }
}
