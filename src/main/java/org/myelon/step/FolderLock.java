package org.myelon.step;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps a folder for one at a time. The operating system holds the lock, so that a process that was
 * killed does not keep it. The file stays: removing it would let two others both have it.
 */
public final class FolderLock implements AutoCloseable {

  /** The bytes before the name of the owner; locked, so others can read the name. */
  private static final long LOCKED_AT = 1L << 40;

  private final Path folder;
  private final FileChannel channel;
  private final FileLock lock;

  private FolderLock(Path folder, FileChannel channel, FileLock lock) {
    this.folder = folder;
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Takes a folder.
   *
   * @param folder made if it is not there
   * @param name of the file that says who has it
   * @param work what is done in it, for the message: "analysis"
   * @throws InputException if another such work is done in the folder, or it cannot be written
   */
  public static FolderLock of(Path folder, String name, String work) {
    final Path file = folder.resolve(name);
    FileChannel channel = null;
    try {
      Files.createDirectories(folder);
      channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      // a byte far beyond the text, because some systems let nobody read what is locked
      final FileLock lock = channel.tryLock(LOCKED_AT, 1, false);
      if (lock == null) throw new OverlappingFileLockException();
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(owner().getBytes(StandardCharsets.UTF_8)), 0);
      return new FolderLock(folder, channel, lock);
    } catch (OverlappingFileLockException e) {
      close(channel, e);
      throw new InputException(
          "Another "
              + work
              + " is at work in "
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
      throw new InputException("The folder " + folder + " went away: " + e.getMessage(), e);
    }
  }
}
