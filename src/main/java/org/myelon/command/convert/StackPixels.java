package org.myelon.command.convert;

import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.Calibration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import net.imglib2.Cursor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.converter.Converters;
import net.imglib2.img.basictypeaccess.array.ArrayDataAccess;
import net.imglib2.img.basictypeaccess.array.ByteArray;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.img.basictypeaccess.array.ShortArray;
import net.imglib2.img.planar.PlanarImg;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.integer.ShortType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.Fraction;
import net.imglib2.view.Views;
import org.myelon.step.InputException;

/**
 * Pixels of ImageJ's stacks as ImgLib2 images and back. Slices of unsigned 8-bit, unsigned 16-bit
 * and 32-bit float are shared, not copied, where both sides hold one array per slice. Signed
 * 16-bit: ImageJ stores it with an offset of 32768 and a calibration function; it is read through a
 * view as int16, and int16 is written that way if it has negative values, else as plain 16-bit. All
 * other types become 32-bit float.
 */
final class StackPixels {

  private static final int SIGN = 32768;

  private StackPixels() {}

  /**
   * The pixels of an image, with axes as {@link org.myelon.image.Volume} has them: x, y, z, then
   * time if there is, or time and channel if there are channels.
   *
   * @throws InputException if the image is in colour
   */
  static RandomAccessibleInterval<? extends RealType<?>> read(ImagePlus image) {
    final long x = image.getWidth(), y = image.getHeight(), z = image.getNSlices();
    final int t = image.getNFrames(), c = image.getNChannels();
    if (c > 1) return Views.permute(Views.permute(calibrated(image, x, y, c, z, t), 2, 3), 3, 4);
    return t > 1 ? calibrated(image, x, y, z, t) : calibrated(image, x, y, z);
  }

  private static RandomAccessibleInterval<? extends RealType<?>> calibrated(
      ImagePlus image, long... dims) {
    final Calibration c = image.getCalibration();
    final PlanarImg<? extends RealType<?>, ?> raw = shared(image, dims);
    if (c.isSigned16Bit())
      return Converters.convert(
          (RandomAccessibleInterval<? extends RealType<?>>) raw,
          (in, out) -> out.setInteger((int) in.getRealFloat() - SIGN),
          new ShortType());
    if (!c.calibrated()) return raw;
    return Converters.convert(
        (RandomAccessibleInterval<? extends RealType<?>>) raw,
        (in, out) -> out.setReal(c.getCValue(in.getRealFloat())),
        new FloatType());
  }

  private static PlanarImg<? extends RealType<?>, ?> shared(ImagePlus image, long[] dims) {
    final ImageStack stack = image.getStack();
    switch (image.getType()) {
      case ImagePlus.GRAY8, ImagePlus.COLOR_256 -> {
        final List<ByteArray> planes = planes(stack, p -> new ByteArray((byte[]) p));
        final PlanarImg<UnsignedByteType, ByteArray> img =
            new PlanarImg<>(planes, dims, new Fraction());
        img.setLinkedType(new UnsignedByteType(img));
        return img;
      }
      case ImagePlus.GRAY16 -> {
        final List<ShortArray> planes = planes(stack, p -> new ShortArray((short[]) p));
        final PlanarImg<UnsignedShortType, ShortArray> img =
            new PlanarImg<>(planes, dims, new Fraction());
        img.setLinkedType(new UnsignedShortType(img));
        return img;
      }
      case ImagePlus.GRAY32 -> {
        final List<FloatArray> planes = planes(stack, p -> new FloatArray((float[]) p));
        final PlanarImg<FloatType, FloatArray> img = new PlanarImg<>(planes, dims, new Fraction());
        img.setLinkedType(new FloatType(img));
        return img;
      }
      default ->
          throw new InputException(
              image.getTitle() + " is in colour; convert it with Image > Type > 32-bit first.");
    }
  }

  private static <A> List<A> planes(ImageStack stack, Function<Object, A> wrapper) {
    final List<A> planes = new ArrayList<>(stack.getSize());
    for (int i = 1; i <= stack.getSize(); i++) planes.add(wrapper.apply(stack.getPixels(i)));
    return planes;
  }

  /**
   * An image of these pixels (3 to 5 axes as in {@link org.myelon.image.Volume}): a stack, a
   * hyperstack with frames, or with channels.
   */
  static ImagePlus write(RandomAccessibleInterval<? extends RealType<?>> pixels, String title) {
    final int n = pixels.numDimensions();
    final int z = (int) pixels.dimension(2), t = n > 3 ? (int) pixels.dimension(3) : 1;
    final int c = n > 4 ? (int) pixels.dimension(4) : 1;
    // walked in its own order, in which the volumes of a large series are made
    final ImageStack planes = isShareable(pixels) ? sharing(pixels) : copy(pixels);
    final ImageStack stack = c > 1 ? channelsFirst(planes, z, t, c) : planes;
    final boolean signed = pixels.getType() instanceof ShortType && isNegative(stack);
    if (signed) addOffset(stack);
    final ImagePlus image = new ImagePlus(title, stack);
    if (signed) image.getCalibration().setSigned16BitCalibration();
    image.setDimensions(c, z, t);
    image.setOpenAsHyperStack(c * t > 1);
    return image;
  }

  /** The planes in ImageJ's order: channel, slice, frame. */
  private static ImageStack channelsFirst(ImageStack planes, int slices, int frames, int channels) {
    final ImageStack stack = new ImageStack(planes.getWidth(), planes.getHeight());
    for (int t = 0; t < frames; t++)
      for (int z = 0; z < slices; z++)
        for (int c = 0; c < channels; c++)
          stack.addSlice("", planes.getPixels((c * frames + t) * slices + z + 1));
    return stack;
  }

  /** Looked for in the copy, so that what is made while it is walked is walked once. */
  private static boolean isNegative(ImageStack stack) {
    for (int i = 1; i <= stack.getSize(); i++)
      for (short v : (short[]) stack.getPixels(i)) if (v < 0) return true;
    return false;
  }

  private static void addOffset(ImageStack stack) {
    for (int i = 1; i <= stack.getSize(); i++) {
      final short[] plane = (short[]) stack.getPixels(i);
      for (int j = 0; j < plane.length; j++) plane[j] += (short) SIGN;
    }
  }

  private static boolean isShareable(RandomAccessibleInterval<? extends RealType<?>> pixels) {
    return pixels instanceof PlanarImg && isNative(pixels.getType());
  }

  /** Whether ImageJ has a pixel type that holds the same values in the same bits. */
  private static boolean isNative(RealType<?> type) {
    return type instanceof UnsignedByteType
        || type instanceof UnsignedShortType
        || type instanceof FloatType;
  }

  private static ImageStack sharing(RandomAccessibleInterval<? extends RealType<?>> pixels) {
    final PlanarImg<?, ?> planar = (PlanarImg<?, ?>) pixels;
    final ImageStack stack = emptyStack(pixels);
    for (int i = 0; i < planar.numSlices(); i++)
      stack.addSlice("", ((ArrayDataAccess<?>) planar.getPlane(i)).getCurrentStorageArray());
    return stack;
  }

  private static ImageStack copy(RandomAccessibleInterval<? extends RealType<?>> pixels) {
    final ImageStack stack = emptyStack(pixels);
    final int size = stack.getWidth() * stack.getHeight();
    final RealType<?> type = pixels.getType();
    final Cursor<? extends RealType<?>> cursor = Views.flatIterable(pixels).cursor();
    while (cursor.hasNext()) {
      if (type instanceof UnsignedByteType) {
        final byte[] plane = new byte[size];
        for (int i = 0; i < size; i++) plane[i] = (byte) (int) cursor.next().getRealFloat();
        stack.addSlice("", plane);
      } else if (type instanceof UnsignedShortType || type instanceof ShortType) {
        final short[] plane = new short[size];
        for (int i = 0; i < size; i++) plane[i] = (short) (int) cursor.next().getRealFloat();
        stack.addSlice("", plane);
      } else {
        final float[] plane = new float[size];
        for (int i = 0; i < size; i++) plane[i] = cursor.next().getRealFloat();
        stack.addSlice("", plane);
      }
    }
    return stack;
  }

  private static ImageStack emptyStack(RandomAccessibleInterval<?> pixels) {
    return new ImageStack((int) pixels.dimension(0), (int) pixels.dimension(1));
  }
}
