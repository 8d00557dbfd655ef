package org.myelon.image.nifti;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.myelon.step.InputException;

/**
 * Reads a file that is opened for each read and closed after it, so that nobody has to say when it
 * is read no more; in between, it must stay as it was. Wants a buffer round it.
 */
final class UnheldFile extends InputStream {

  private final Path file;
  private final State state;
  private long position;

  UnheldFile(Path file, State state) {
    this.file = file;
    this.state = state;
  }

  /** By what another content of a file is noticed. */
  record State(long size, FileTime changed, Object key) {

    static State of(Path file) throws IOException {
      final BasicFileAttributes a = Files.readAttributes(file, BasicFileAttributes.class);
      return new State(a.size(), a.lastModifiedTime(), a.fileKey());
    }

    /**
     * Refuses a file that is not as it was.
     *
     * @throws InputException if it was changed or removed
     */
    void require(Path file) throws IOException {
      try {
        if (of(file).equals(this)) return;
      } catch (NoSuchFileException e) {
        throw new InputException(
            file + " was removed before all of it was read. Put it back and run again.", e);
      }
      throw new InputException(file + " was changed before all of it was read. Run again.");
    }
  }

  @Override
  public int read() throws IOException {
    final byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] to, int offset, int count) throws IOException {
    state.require(file);
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      final int n = channel.position(position).read(ByteBuffer.wrap(to, offset, count));
      position += Math.max(0, n);
      return n;
    }
  }

  @Override
  public long skip(long count) {
    final long n = Math.max(0, Math.min(count, state.size - position));
    position += n;
    return n;
  }

  /** What is left; by this the decompressor sees whether another part follows. */
  @Override
  public int available() {
    return (int) Math.max(0, Math.min(Integer.MAX_VALUE, state.size - position));
  }
}
