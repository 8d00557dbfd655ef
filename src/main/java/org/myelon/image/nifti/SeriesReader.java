package org.myelon.image.nifti;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Array;
import java.nio.file.Path;
import java.util.function.IntFunction;
import org.myelon.image.VolumeSeries;
import org.myelon.step.Progress;

/**
 * Reads the volumes of a series one at a time. A compressed file is read on from volume to volume,
 * and from its start again when someone goes back. For one thread at a time.
 */
final class SeriesReader implements IntFunction<Object> {

  private static final int BUFFER = 1 << 20;

  private final Path named;
  private final Path file;
  private final UnheldFile.State state;
  private final long offset;
  private final VoxelFormat format;
  private final int depth, count;
  private final Progress progress;

  /** Stands before volume {@link #next}; {@code null} when nothing is being read. */
  private InputStream in;

  private int next;

  /**
   * @param named the file that the user named, for messages
   */
  SeriesReader(Path named, ImageReader.Opened image, Progress progress) throws IOException {
    this.named = named;
    this.file = image.voxels();
    this.state = UnheldFile.State.of(file);
    this.offset = image.offset();
    this.format = image.format();
    this.depth = Math.toIntExact(image.size()[2]);
    this.count = VolumeSeries.count(image.size());
    this.progress = progress;
  }

  /**
   * Reads a volume.
   *
   * @return an array of the Java type that stores the voxels, x fastest
   * @throws org.myelon.step.InputException if the file is damaged, or was changed in the meantime
   */
  @Override
  public Object apply(int volume) {
    return Nifti.explaining(
        named,
        () -> {
          boolean complete = false;
          try {
            final Object voxels = read(volume);
            complete = true;
            return voxels;
          } finally {
            if (!complete) close();
          }
        });
  }

  private Object read(int volume) throws IOException {
    state.require(file);
    if (in == null || volume < next) begin();
    final long voxels = format.plane()[0] * format.plane()[1] * depth;
    in.skipNBytes((volume - next) * voxels * format.stored().bytes());
    next = volume + 1;
    final PlanarBuilder.PlaneSource planes = format.planes(in);
    Object all = null;
    for (int k = 0; k < depth; k++) {
      progress.check("Reading " + named.getFileName(), (volume + k / (double) depth) / count);
      final Object plane = planes.next();
      final int size = Array.getLength(plane);
      if (all == null)
        all = Array.newInstance(plane.getClass().componentType(), Math.toIntExact(voxels));
      System.arraycopy(plane, 0, all, k * size, size);
    }
    if (next == count) finish();
    return all;
  }

  private void begin() throws IOException {
    close();
    in =
        FileContent.decompressed(
            file, new BufferedInputStream(new UnheldFile(file, state), BUFFER));
    in.skipNBytes(offset);
    next = 0;
  }

  private void finish() throws IOException {
    FileContent.checkEnd(in);
    close();
  }

  private void close() throws IOException {
    if (in != null) in.close();
    in = null;
  }
}
