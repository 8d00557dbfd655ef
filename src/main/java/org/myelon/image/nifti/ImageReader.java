package org.myelon.image.nifti;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
import org.myelon.image.DataType;
import org.myelon.image.Header;
import org.myelon.image.PlaneReader;
import org.myelon.image.Volume;
import org.myelon.step.InputException;
import org.myelon.step.Progress;

/** Reads one NIfTI image: header, extensions and voxels, in one pass over the file. */
final class ImageReader {

  private static final int GZIP_BUFFER = 1 << 16;

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
   * @throws IOException if the system cannot read it or its compressed data are damaged
   * @throws InputException if it is no image that can be understood
   */
  Volume read() throws IOException {
    try (Opened image = open()) {
      return volume(image);
    }
  }

  /**
   * An image whose header has been read.
   *
   * @param in stands before the first voxel
   */
  record Opened(InputStream in, RawHeader raw, Header header, long[] size, DataType type)
      implements AutoCloseable {
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
    final InputStream in = open(headerFile);
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
      return new Opened(pair ? voxels(voxelFile, offset) : in, raw, header, size, type);
    } finally {
      if (!goesOn) in.close();
    }
  }

  private static InputStream voxels(Path file, long offset) throws IOException {
    final InputStream voxels = open(file);
    boolean fits = false;
    try {
      voxels.skipNBytes(offset);
      fits = true;
      return voxels;
    } finally {
      if (!fits) voxels.close();
    }
  }

  private static InputStream open(Path file) throws IOException {
    if (!Files.isRegularFile(file)) throw noFile(file);
    if (!isGzip(file)) return Files.newInputStream(file);
    return GunzipRuns.suits(file)
        ? new GunzipRuns(Files.newInputStream(file))
        : new GZIPInputStream(Files.newInputStream(file), GZIP_BUFFER);
  }

  private static InputException noFile(Path file) {
    return new InputException(
        Files.isDirectory(file)
            ? file + " is a folder; name a NIfTI file in it."
            : Files.exists(file)
                ? file + " is no regular file; save it as one."
                : file + " does not exist. Check the path.");
  }

  /** Whether the content is compressed; the name does not count. */
  private static boolean isGzip(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.read() == 0x1f && in.read() == 0x8b;
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
    if (!Files.isRegularFile(voxelFile)) throw noFile(voxelFile);
    final long length = Files.size(voxelFile);
    final long most = isGzip(voxelFile) ? length * DEFLATE_LIMIT : length;
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
    if (bytes > memory)
      throw new InputException(
          voxelFile
              + " needs "
              + (bytes >> 20)
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

  private Volume volume(Opened image) throws IOException {
    final long[] size = image.size;
    final PlaneInput input = new PlaneInput(image.in, image.raw.order());
    final int count = Math.toIntExact(size[0] * size[1]);
    final Header.Scaling scaling = image.header.scaling();
    final PlanarBuilder.PlaneSource planes =
        reporting(
            () -> input.read(image.type, count),
            Arrays.stream(size).skip(2).reduce(1, Math::multiplyExact));
    final RandomAccessibleInterval<? extends RealType<?>> pixels =
        scaling == null
            ? PlanarBuilder.image(image.type, size, planes)
            : scaled(planes, scaling, size);
    // asking for more makes the gzip checksum be looked at; a plain file has no such
    if (image.in instanceof GZIPInputStream || image.in instanceof GunzipRuns) image.in.read();
    return Volume.of(pixels, image.header.geometry().grid().voxelToWorld(), NiftiNames.stem(file))
        .withHeader(image.header);
  }

  private PlanarBuilder.PlaneSource reporting(PlanarBuilder.PlaneSource planes, long count) {
    final String stage = "Reading " + file.getFileName();
    final long[] done = {0};
    return () -> {
      progress.check(stage, done[0]++ / (double) count);
      return planes.next();
    };
  }

  /** Values as float32, or as float64 where float32 could not give the stored numbers back. */
  private static RandomAccessibleInterval<? extends RealType<?>> scaled(
      PlanarBuilder.PlaneSource planes, Header.Scaling scaling, long[] size) throws IOException {
    final DataType stored = scaling.type();
    final long[] plane = {size[0], size[1]};
    final int count = Math.toIntExact(size[0] * size[1]);
    final boolean wide = stored.bytes() > 2 || !survivesFloat(scaling);
    return PlanarBuilder.image(
        wide ? DataType.FLOAT64 : DataType.FLOAT32,
        size,
        () -> {
          final double[] values = new double[count];
          new PlaneReader(PlanarBuilder.image(stored, plane, planes)).read(0, values);
          for (int i = 0; i < count; i++)
            values[i] = scaling.slope() * values[i] + scaling.intercept();
          return wide ? values : toFloats(values);
        });
  }

  private static boolean survivesFloat(Header.Scaling s) {
    final double largest =
        Math.max(
            Math.abs(s.slope() * s.type().min() + s.intercept()),
            Math.abs(s.slope() * s.type().max() + s.intercept()));
    return largest * 0x1p-24 < Math.abs(s.slope()) / 4;
  }

  private static float[] toFloats(double[] values) {
    final float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) floats[i] = (float) values[i];
    return floats;
  }
}
