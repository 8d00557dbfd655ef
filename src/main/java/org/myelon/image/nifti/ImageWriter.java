package org.myelon.image.nifti;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import net.imglib2.Cursor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.BooleanType;
import net.imglib2.type.numeric.IntegerType;
import net.imglib2.type.numeric.RealType;
import net.imglib2.view.Views;
import org.myelon.image.DataType;
import org.myelon.image.Header;
import org.myelon.image.PlaneReader;
import org.myelon.image.Volume;
import org.myelon.step.AtomicFile;
import org.myelon.step.Progress;

/** Writes one volume as one NIfTI file or a pair. */
final class ImageWriter {

  private final Volume volume;
  private final DataType stored;
  private final Header.Scaling scaling;
  private final Progress progress;

  /**
   * @param choice type of the numbers in the file, {@code null} to keep that of the file the volume
   *     was read from or of its pixels
   */
  ImageWriter(Volume volume, DataType choice, Progress progress) {
    this.volume = volume;
    this.progress = progress;
    scaling = choice == null ? volume.header().scaling() : null;
    stored = choice != null ? choice : scaling != null ? scaling.type() : ownType(volume.pixels());
  }

  private static DataType ownType(RandomAccessibleInterval<? extends RealType<?>> pixels) {
    final RealType<?> type = pixels.getType();
    return DataType.of(type)
        .orElse(type instanceof BooleanType ? DataType.UINT8 : DataType.FLOAT32);
  }

  void write(Path file) {
    final boolean pair = NiftiNames.isPair(file);
    final RawHeader raw = HeaderWriter.describe(volume, stored, scaling, pair);
    final byte[] extensions = Extensions.toBytes(volume.header().extensions());
    if (!pair) {
      HeaderWriter.putOffset(raw, raw.toBytes().length + extensions.length);
      writeFile(
          file,
          out -> {
            out.write(raw.toBytes());
            out.write(extensions);
            writeVoxels(out);
          });
      return;
    }
    // the header last: where there is one, its voxels are there
    writeFile(NiftiNames.pairMember(file, "img"), this::writeVoxels);
    writeFile(
        NiftiNames.pairMember(file, "hdr"),
        out -> {
          out.write(raw.toBytes());
          out.write(extensions);
        });
  }

  private static void writeFile(Path file, AtomicFile.Content content) {
    AtomicFile.write(
        file,
        out -> {
          if (!NiftiNames.isGzip(file)) {
            content.writeTo(out);
            return;
          }
          try (OutputStream gzip = new ParallelGzip(out)) {
            content.writeTo(gzip);
          }
        });
  }

  private void writeVoxels(OutputStream out) throws IOException {
    final PlaneOutput output = new PlaneOutput(out);
    final PlaneReader planes = new PlaneReader(volume.pixels());
    final boolean same = scaling == null && stored == ownType(volume.pixels());
    if (same && stored.isInteger() && stored.bytes() == 8) {
      writeLongs(output, planes);
      return;
    }
    final double[] values = new double[planes.planeSize()];
    for (long p = 0; p < planes.planeCount(); p++) {
      progress.check("Writing " + volume.name(), p / (double) planes.planeCount());
      final Object array = same ? planes.array(p) : null;
      if (array != null) {
        output.write(array, stored);
        continue;
      }
      planes.read(p, values);
      if (scaling != null)
        for (int i = 0; i < values.length; i++)
          values[i] = (values[i] - scaling.intercept()) / scaling.slope();
      output.writeAs(values, stored);
    }
  }

  /** 64-bit integers as they are: not every one of them fits a double. */
  private void writeLongs(PlaneOutput output, PlaneReader planes) throws IOException {
    final RandomAccessibleInterval<? extends RealType<?>> pixels = volume.pixels();
    final Cursor<? extends RealType<?>> cursor = Views.flatIterable(pixels).cursor();
    final long[] plane = new long[planes.planeSize()];
    for (long p = 0; p < planes.planeCount(); p++) {
      progress.check("Writing " + volume.name(), p / (double) planes.planeCount());
      for (int i = 0; i < plane.length; i++)
        plane[i] = ((IntegerType<?>) cursor.next()).getIntegerLong();
      output.write(plane, stored);
    }
  }
}
