package org.myelon.pipeline.analysis;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.myelon.step.InputException;

/**
 * Keeps a folder for one analysis. The operating system holds the lock, so that a process that was
 * killed does not keep it. The file stays: removing it would let two others both have it.
 */
final class FolderLock implements AutoCloseable {

  static final String FILE = ".analysis.lock";

  /** The bytes before the name of the owner; locked, so others can read the name. */
  private static final long LOCKED_AT = 1L << 40;

  private final FileChannel channel;
  private final FileLock lock;

  private FolderLock(FileChannel channel, FileLock lock) {
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * @throws InputException if another analysis is at work in the folder, or it cannot be written
   */
  static FolderLock of(Path folder) {
    final Path file = folder.resolve(FILE);
    FileChannel channel = null;
    try {
      channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      // a byte far beyond the text, because some systems let nobody read what is locked
      final FileLock lock = channel.tryLock(LOCKED_AT, 1, false);
      if (lock == null) throw new OverlappingFileLockException();
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(owner().getBytes(StandardCharsets.UTF_8)), 0);
      return new FolderLock(channel, lock);
    } catch (OverlappingFileLockException e) {
      close(channel, e);
      throw new InputException(
          "Another analysis is at work in "
              + folder
              + " ("
              + read(file)
              + "); wait until it is done, or give another folder.",
          e);
    } catch (IOException e) {
      close(channel, e);
      throw new InputException(folder + " cannot be written; give another folder.", e);
    }
  }

  private static String owner() {
    return "process " + ProcessHandle.current().pid();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      return "of another process";
    }
  }

  /** Gives up a file whose lock was not had; what goes wrong then is told with the reason. */
  private static void close(FileChannel channel, Exception reason) {
    try {
      if (channel != null) channel.close();
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }

  @Override
  public void close() {
    try {
      channel.truncate(0);
      lock.release();
      channel.close();
    } catch (IOException e) {
      throw new InputException("The folder of the analysis went away: " + e.getMessage(), e);
    }
  }
}
