package org.myelon.transform;

import java.nio.file.Path;
import org.myelon.step.Progress;

/** A kind of file that holds a transform. {@link TransformList} has all kinds. */
interface TransformFormat {

  /**
   * Whether a file is of this kind, seen from its first bytes where these tell; a damaged file of
   * this kind is one, too.
   */
  boolean canRead(FileStart start);

  /**
   * Reads a file of this kind.
   *
   * @param ends the images between which it leads, for files that do not say it
   * @throws org.myelon.step.InputException if it is damaged, or the ends are needed and not known
   */
  Transform read(Path file, Ends ends, Progress progress);
}
