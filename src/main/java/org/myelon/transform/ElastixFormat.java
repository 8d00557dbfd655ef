package org.myelon.transform;

import java.nio.file.Path;
import org.myelon.step.Progress;

/** Transform parameter files of elastix. */
final class ElastixFormat implements TransformFormat {

  @Override
  public boolean canRead(FileStart start) {
    return start.text().lines().anyMatch(l -> l.strip().startsWith("(Transform "));
  }

  @Override
  public Transform read(Path file, Ends ends, Progress progress) {
    return ElastixTransform.read(file);
  }
}
