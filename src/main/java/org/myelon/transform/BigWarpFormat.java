package org.myelon.transform;

import java.nio.file.Path;
import org.myelon.step.InputException;
import org.myelon.step.Progress;

/** Landmarks and projects of BigWarp, which speak of the windows of two images. */
final class BigWarpFormat implements TransformFormat {

  @Override
  public boolean canRead(FileStart start) {
    return start.isNamed(".csv", ".json");
  }

  @Override
  public Transform read(Path file, Ends ends, Progress progress) {
    if (ends.moving().isEmpty() || ends.fixed().isEmpty())
      throw new InputException(
          file
              + " holds landmarks in two windows of BigWarp: give both images, and no other"
              + " transform with it, or make a field of it with Import Landmarks.");
    return BigWarpFile.read(file).transform(ends.moving().get(), ends.fixed().get());
  }
}
