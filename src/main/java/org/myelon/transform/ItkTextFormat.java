package org.myelon.transform;

import java.nio.file.Path;
import org.myelon.step.Progress;

/** Text files of ITK. */
final class ItkTextFormat implements TransformFormat {

  @Override
  public boolean canRead(FileStart start) {
    return start.text().startsWith("#Insight Transform File");
  }

  @Override
  public Transform read(Path file, Ends ends, Progress progress) {
    return ItkAffine.read(file);
  }
}
