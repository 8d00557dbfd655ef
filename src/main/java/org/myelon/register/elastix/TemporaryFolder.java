package org.myelon.register.elastix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.myelon.step.FolderTree;
import org.myelon.step.InputException;

/** A folder for files between two programs, which goes with all that is in it. */
record TemporaryFolder(Path path) implements AutoCloseable {

  /**
   * @throws InputException if the disk is full or the folder for temporary files is not there
   */
  static TemporaryFolder make() {
    try {
      return new TemporaryFolder(Files.createTempDirectory("myelon elastix "));
    } catch (IOException e) {
      throw new InputException(
          "No temporary folder can be made in " + System.getProperty("java.io.tmpdir") + ".", e);
    }
  }

  @Override
  public void close() {
    try {
      FolderTree.delete(path);
    } catch (InputException e) {
      // what was computed is worth more than a tidy disk
      path.toFile().deleteOnExit();
    }
  }
}
