package org.myelon.image;

import net.imglib2.Cursor;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.array.ArrayImgFactory;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.NativeType;
import net.imglib2.type.numeric.RealType;
import net.imglib2.view.Views;

/** The voxels of a 3-D image as primitive arrays, x fastest, and back. */
public final class Voxels {

  private Voxels() {}

  /** The values, for reading only: the image's own array where it has one of float32. */
  static float[] floats(Volume image) {
    if (image.numDimensions() == 3
        && image.pixels() instanceof ArrayImg<?, ?> a
        && a.update(null) instanceof FloatArray f
        && f.getCurrentStorageArray().length == image.grid().voxelCount())
      return f.getCurrentStorageArray();
    return image.toFloats();
  }

  /** Which voxels are not zero; NaN counts as zero. */
  static boolean[] nonZero(Volume mask) {
    final float[] v = floats(mask);
    final boolean[] on = new boolean[v.length];
    for (int i = 0; i < v.length; i++) on[i] = v[i] != 0 && v[i] == v[i];
    return on;
  }

  /** A mask of 0 and 1 in the place of a 3-D image and under its name. */
  static Volume mask(boolean[] on, Volume like) {
    final byte[] b = new byte[on.length];
    for (int i = 0; i < b.length; i++) b[i] = (byte) (on[i] ? 1 : 0);
    return like.withPixels(ArrayImgs.unsignedBytes(b, like.grid().size()));
  }

  /** Values on a grid, in the data type of another image. */
  public static Volume ofType(Volume typed, float[] values, Grid grid) {
    return new Typed<>(typed).volume(values, grid);
  }

  /** A 3-D image whose pixels lie in one array: itself, or a copy of its type. */
  static Volume inOneArray(Volume image) {
    return image.pixels() instanceof ArrayImg
        ? image
        : image.withPixels(new Typed<>(image).copy(image)).withHeader(image.header());
  }

  /** Gives the type of an image's voxels a name, so that one of the same type can be made. */
  private record Typed<T extends RealType<T> & NativeType<T>>(T type, String name) {

    @SuppressWarnings("unchecked")
    Typed(Volume image) {
      this((T) Views.flatIterable(image.pixels()).firstElement(), image.name());
    }

    @SuppressWarnings("unchecked")
    Img<T> copy(Volume image) {
      final Img<T> copy = new ArrayImgFactory<>(type).create(image.grid().size());
      final Cursor<T> from = (Cursor<T>) Views.flatIterable(image.pixels()).cursor();
      for (T to : copy) to.set(from.next());
      return copy;
    }

    Volume volume(float[] values, Grid grid) {
      final var img = new ArrayImgFactory<>(type).create(grid.size());
      final Cursor<T> c = img.cursor();
      for (float v : values) c.next().setReal(v);
      return Volume.of(img, grid.voxelToWorld(), name);
    }
  }
}
