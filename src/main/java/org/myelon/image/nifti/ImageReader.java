package org.myelon.image.nifti;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
import org.myelon.image.DataType;
import org.myelon.image.Header;
import org.myelon.image.Volume;
import org.myelon.image.VolumeSeries;
import org.myelon.step.InputException;
import org.myelon.step.Progress;

/**
 * Reads one NIfTI image: header, extensions and voxels, in one pass over the file; of a series that
 * takes much memory the voxels only when they are asked for.
 */
final class ImageReader {

  /** No deflate stream is longer than this many times its compressed size (zlib manual). */
  private static final long DEFLATE_LIMIT = 1032;

  /** ImgLib2 counts planes in an int. */
  private static final long MAX_PLANES = Integer.MAX_VALUE;

  private final Path file;

  private final Progress progress;

  ImageReader(Path file, Progress progress) {
    this.file = file;
    this.progress = progress;
  }

  /**
   * Reads the file.
   *
   * @param mostBytes a series that takes more is read volume by volume on demand
   * @throws IOException if the system cannot read it or its compressed data are damaged
   * @throws InputException if it is no image that can be understood
   */
  Volume read(long mostBytes) throws IOException {
    try (Opened image = open()) {
      final DataType type = image.format().type();
      final long bytes =
          Arrays.stream(image.size).reduce(type.bytes(), ImageReader::saturatingProduct);
      final boolean onDemand = bytes > mostBytes && VolumeSeries.isPossible(image.size);
      final RandomAccessibleInterval<? extends RealType<?>> pixels =
          onDemand
              ? PlanarBuilder.series(type, image.size, new SeriesReader(file, image, progress))
              : pixels(image);
      return Volume.of(pixels, image.header.geometry().grid().voxelToWorld(), NiftiNames.stem(file))
          .withHeader(image.header);
    }
  }

  /**
   * An image whose header has been read.
   *
   * @param in stands before the first voxel
   * @param voxels the file that holds the voxels
   * @param offset of the first voxel in it, bytes
   */
  record Opened(
      InputStream in,
      RawHeader raw,
      Header header,
      long[] size,
      DataType type,
      Path voxels,
      long offset)
      implements AutoCloseable {

    VoxelFormat format() {
      return new VoxelFormat(type, header.scaling(), raw.order(), Arrays.copyOf(size, 2));
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }

  /**
   * Reads the header.
   *
   * @throws IOException if the system cannot read it or its compressed data are damaged
   * @throws InputException if it is no image that can be understood
   */
  Opened open() throws IOException {
    final Path headerFile = NiftiNames.headerOf(file);
    final InputStream in = FileContent.open(headerFile);
    boolean goesOn = false;
    try {
      final RawHeader raw = rawHeader(in, headerFile);
      final HeaderReader reader = new HeaderReader(raw, headerFile);
      final boolean pair = raw.magic().startsWith("ni");
      final long[] size = reader.size();
      final DataType type = reader.type();
      final long offset = reader.voxelOffset(pair);
      final Path voxelFile = pair ? NiftiNames.voxelsOf(headerFile) : headerFile;
      checkLength(voxelFile, offset, size, type);
      final long gap = pair ? HeaderReader.MAX_OFFSET : offset - RawHeader.sizeOf(raw.version());
      final Header header =
          reader.header(
              Extensions.parse(in.readNBytes(Math.toIntExact(gap)), raw.order(), headerFile));
      goesOn = !pair;
      return new Opened(
          pair ? voxels(voxelFile, offset) : in, raw, header, size, type, voxelFile, offset);
    } finally {
      if (!goesOn) in.close();
    }
  }

  private static InputStream voxels(Path file, long offset) throws IOException {
    final InputStream voxels = FileContent.open(file);
    boolean fits = false;
    try {
      voxels.skipNBytes(offset);
      fits = true;
      return voxels;
    } finally {
      if (!fits) voxels.close();
    }
  }

  private static RawHeader rawHeader(InputStream in, Path file) throws IOException {
    final byte[] start = in.readNBytes(4);
    if (start.length == 0) throw new InputException(file + " is empty. Copy it again.");
    final int version = start.length < 4 ? 0 : RawHeader.versionOf(start);
    if (version == 0)
      throw new InputException(file + " is no NIfTI file (it starts with other bytes).");
    final byte[] bytes = Arrays.copyOf(start, RawHeader.sizeOf(version));
    if (in.readNBytes(bytes, 4, bytes.length - 4) < bytes.length - 4) throw new EOFException();
    final RawHeader raw = RawHeader.wrap(bytes);
    if (!raw.magic().equals("n+" + version) && !raw.magic().equals("ni" + version))
      throw new InputException(
          file + " is no NIfTI file (its magic word is missing; Analyze 7.5 files have none).");
    return raw;
  }

  /** Refuses sizes that the file cannot hold, before any memory is asked for. */
  private static void checkLength(Path voxelFile, long offset, long[] size, DataType type)
      throws IOException {
    long voxels = 1;
    for (long s : size) voxels = saturatingProduct(voxels, s);
    final long bytes = saturatingProduct(voxels, type.bytes());
    FileContent.requireFile(voxelFile);
    final long length = Files.size(voxelFile);
    final long most = FileContent.isGzip(voxelFile) ? length * DEFLATE_LIMIT : length;
    if (bytes > most - offset)
      throw new InputException(
          voxelFile
              + " is shorter than its header says ("
              + sizeText(size)
              + " voxels of "
              + type
              + "): cut off or damaged. Copy it again.");
    if (size[0] * size[1] > Integer.MAX_VALUE - 8 || voxels / (size[0] * size[1]) > MAX_PLANES)
      throw new InputException(
          voxelFile + " has " + sizeText(size) + " voxels, more than can be held in memory.");
    final long memory = Runtime.getRuntime().maxMemory();
    final long atOnce = bytes / VolumeSeries.count(size);
    if (atOnce > memory)
      throw new InputException(
          voxelFile
              + " needs "
              + (atOnce >> 20)
              + " MB of memory, Java may use "
              + (memory >> 20)
              + " MB: allow it more (java -Xmx).");
  }

  private static long saturatingProduct(long a, long b) {
    return a > Long.MAX_VALUE / b ? Long.MAX_VALUE : a * b;
  }

  private static String sizeText(long[] size) {
    return Arrays.stream(size).mapToObj(Long::toString).collect(Collectors.joining("x"));
  }

  private RandomAccessibleInterval<? extends RealType<?>> pixels(Opened image) throws IOException {
    final VoxelFormat format = image.format();
    final PlanarBuilder.PlaneSource planes =
        reporting(
            format.planes(image.in),
            Arrays.stream(image.size).skip(2).reduce(1, Math::multiplyExact));
    final RandomAccessibleInterval<? extends RealType<?>> pixels =
        PlanarBuilder.image(format.type(), image.size, planes);
    FileContent.checkEnd(image.in);
    return pixels;
  }

  private PlanarBuilder.PlaneSource reporting(PlanarBuilder.PlaneSource planes, long count) {
    final String stage = "Reading " + file.getFileName();
    final long[] done = {0};
    return () -> {
      progress.check(stage, done[0]++ / (double) count);
      return planes.next();
    };
  }
}
