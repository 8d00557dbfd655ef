package org.myelon.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Random;
import java.util.stream.Stream;
import net.imglib2.Cursor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.converter.Converters;
import net.imglib2.img.Img;
import net.imglib2.img.ImgFactory;
import net.imglib2.img.array.ArrayImgFactory;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.cell.CellImgFactory;
import net.imglib2.img.planar.PlanarImg;
import net.imglib2.img.planar.PlanarImgFactory;
import net.imglib2.img.planar.PlanarImgs;
import net.imglib2.type.NativeType;
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
import net.imglib2.view.Views;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The fast ways must give what ImgLib2's cursor gives, whatever lies between us and the array. */
class PlaneReaderTest {

  static Stream<RealType<?>> types() {
    return Stream.of(
        new UnsignedByteType(),
        new ByteType(),
        new UnsignedShortType(),
        new ShortType(),
        new UnsignedIntType(),
        new IntType(),
        new LongType(),
        new UnsignedLongType(),
        new FloatType(),
        new DoubleType());
  }

  @ParameterizedTest
  @MethodSource("types")
  void readsEveryTypeFromEveryContainer(RealType<?> type) {
    check(type);
  }

  @SuppressWarnings("unchecked")
  private static <T extends RealType<T> & NativeType<T>> void check(RealType<?> anyType) {
    final T type = (T) anyType;
    for (ImgFactory<T> factory :
        java.util.List.of(
            new ArrayImgFactory<>(type),
            new PlanarImgFactory<>(type),
            new CellImgFactory<>(type, 3))) {
      final Img<T> image = factory.create(4, 5, 3, 2);
      final Random random = new Random(3);
      for (T t : image) t.setReal(random.nextInt());
      assertSameValues(image);
      assertSameValues(Views.hyperSlice(image, 3, 1));
      assertSameValues(Views.hyperSlice(image, 0, 2));
    }
  }

  @Test
  void readsEveryOrientation() {
    final PlanarImg<ShortType, ?> image = PlanarImgs.shorts(4, 5, 3);
    short i = -7;
    for (ShortType t : image) t.set(i++);
    final Volume v = Volume.of(image, new Affine(2, 0, 0, 1, 0, 3, 0, 2, 0, 0, 4, 3), "v");
    for (String code : new String[] {"RPI", "AIL", "PSR", "SAL", "IRP", "LAS", "ALI"}) {
      final Volume r = v.reoriented(Orientation.parse(code));
      assertSameValues(r.pixels());
      assertSameValues(r.reoriented(Orientation.parse("ASR")).pixels());
    }
  }

  @Test
  void readsCropsAndImagesWithoutArrays() {
    final PlanarImg<UnsignedByteType, ?> image = PlanarImgs.unsignedBytes(6, 5, 4);
    int i = 0;
    for (UnsignedByteType t : image) t.set(i++);
    assertSameValues(
        Views.zeroMin(Views.interval(image, new long[] {1, 2, 1}, new long[] {4, 3, 2})));
    assertSameValues(
        Views.permute(
            Views.zeroMin(Views.interval(image, new long[] {1, 2, 1}, new long[] {4, 3, 2})),
            0,
            2));
    assertSameValues(
        Converters.convert(
            (RandomAccessibleInterval<UnsignedByteType>) image,
            (a, b) -> b.set(2 * a.get()),
            new FloatType()));
    assertSameValues(Views.interval(Views.extendZero(image), new long[3], new long[] {7, 7, 7}));
  }

  @Test
  void lendsThePlaneItselfWhereItIsOneArray() {
    final PlanarImg<FloatType, ?> image = PlanarImgs.floats(3, 2, 4);
    final Object third = new PlaneReader(image).array(2);
    assertSame(
        ((net.imglib2.img.basictypeaccess.array.FloatArray) image.getPlane(2))
            .getCurrentStorageArray(),
        third);
    assertArrayEquals(
        (float[]) third,
        (float[]) new PlaneReader(ArrayImgs.floats(values(image), 3, 2, 4)).array(2),
        "a copy of a part of an array");
    assertNull(new PlaneReader(Views.zeroMin(Views.invertAxis(image, 0))).array(0));
    assertNull(new PlaneReader(Views.interval(image, new long[3], new long[] {1, 1, 3})).array(0));
  }

  private static float[] values(PlanarImg<FloatType, ?> image) {
    final float[] values = new float[(int) image.size()];
    int i = 0;
    for (FloatType t : image) {
      t.set(i);
      values[i++] = t.get();
    }
    return values;
  }

  private static void assertSameValues(RandomAccessibleInterval<? extends RealType<?>> image) {
    final PlaneReader reader = new PlaneReader(image);
    final Cursor<? extends RealType<?>> cursor = Views.flatIterable(image).cursor();
    final double[] plane = new double[reader.planeSize()], expected = new double[plane.length];
    for (long p = 0; p < reader.planeCount(); p++) {
      for (int i = 0; i < expected.length; i++) expected[i] = cursor.next().getRealDouble();
      reader.read(p, plane);
      assertArrayEquals(expected, plane, "plane " + p);
    }
    assertEquals(false, cursor.hasNext());
  }
}
