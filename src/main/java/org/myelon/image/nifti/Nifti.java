package org.myelon.image.nifti;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import net.imglib2.Cursor;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.RealType;
import net.imglib2.view.Views;
import org.myelon.image.Affine;
import org.myelon.image.Volume;
import org.myelon.step.InputException;

/** Reads and writes NIfTI files. */
public final class Nifti {

  private Nifti() {}

  /** Reads a file; the name of the volume is the file name without .nii or .nii.gz. */
  public static Volume read(Path file) {
    try (InputStream in = open(file)) {
      final ByteBuffer h =
          ByteBuffer.wrap(new DataInputStream(in).readNBytes(348)).order(ByteOrder.LITTLE_ENDIAN);
      final int n = h.getShort(40);
      final long[] dims = new long[Math.max(3, n)];
      int count = 1;
      for (int a = 0; a < dims.length; a++) count *= dims[a] = Math.max(1, h.getShort(42 + 2 * a));
      final double[] m = new double[12];
      for (int i = 0; i < 12; i++) m[i] = h.getFloat(280 + 4 * i);
      if (h.getShort(254) <= 0) throw new InputException(file + " has no sform.");
      in.skipNBytes((long) h.getFloat(108) - 348);
      final int type = h.getShort(70), bytes = h.getShort(72) / 8;
      final ByteBuffer d =
          ByteBuffer.wrap(in.readNBytes(count * bytes)).order(ByteOrder.LITTLE_ENDIAN);
      final float slope = h.getFloat(112) == 0 ? 1 : h.getFloat(112), inter = h.getFloat(116);
      final float[] v = new float[count];
      for (int i = 0; i < count; i++)
        v[i] =
            inter
                + slope
                    * switch (type) {
                      case 2 -> d.get(i) & 255;
                      case 4 -> d.getShort(2 * i);
                      case 8 -> d.getInt(4 * i);
                      case 16 -> d.getFloat(4 * i);
                      case 64 -> (float) d.getDouble(8 * i);
                      case 256 -> d.get(i);
                      case 512 -> d.getShort(2 * i) & 65535;
                      case 1024 -> d.getLong(8 * i);
                      default ->
                          throw new InputException(
                              file + " has data type " + type + ", which is not supported.");
                    };
      return Volume.of(ArrayImgs.floats(v, dims), new Affine(m), nameOf(file));
    } catch (IOException e) {
      throw new InputException("Cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  /** Writes a volume. */
  public static void write(Volume volume, Path file) {
    final long[] dims = volume.pixels().dimensionsAsLongArray();
    final ByteBuffer h = ByteBuffer.allocate(352).order(ByteOrder.LITTLE_ENDIAN);
    h.putInt(0, 348)
        .putShort(40, (short) dims.length)
        .putShort(70, (short) 16)
        .putShort(72, (short) 32)
        .putFloat(108, 352)
        .putFloat(112, 1);
    for (int a = 0; a < 7; a++) h.putShort(42 + 2 * a, (short) (a < dims.length ? dims[a] : 1));
    for (int a = 0; a < 3; a++) h.putFloat(80 + 4 * a, (float) volume.voxelToWorld().spacing(a));
    for (int i = 0; i < 12; i++)
      h.putFloat(280 + 4 * i, (float) volume.voxelToWorld().toArray()[i]);
    h.putShort(254, (short) 1)
        .put(123, (byte) 2)
        .put(344, (byte) 'n')
        .put(345, (byte) '+')
        .put(346, (byte) '1');
    try (OutputStream raw = Files.newOutputStream(file);
        OutputStream out = file.toString().endsWith(".gz") ? new GZIPOutputStream(raw) : raw) {
      out.write(h.array());
      final ByteBuffer d =
          ByteBuffer.allocate((int) Views.flatIterable(volume.pixels()).size() * 4)
              .order(ByteOrder.LITTLE_ENDIAN);
      final Cursor<? extends RealType<?>> c = Views.flatIterable(volume.pixels()).cursor();
      while (c.hasNext()) d.putFloat(c.next().getRealFloat());
      out.write(d.array());
    } catch (IOException e) {
      throw new InputException("Cannot write " + file + ": " + e.getMessage(), e);
    }
  }

  private static String nameOf(Path file) {
    return file.getFileName().toString().replaceFirst("\\.(nii|nii\\.gz|hdr|img)$", "");
  }

  private static InputStream open(Path file) throws IOException {
    final InputStream in = Files.newInputStream(file);
    return file.toString().endsWith(".gz") ? new GZIPInputStream(in, 1 << 16) : in;
  }
}
