package org.myelon.segment.inference;

import java.nio.file.Path;
import java.util.List;
import org.myelon.image.Volume;
import org.myelon.step.InputException;
import org.myelon.step.Progress;

/** One of our axial models on an image: the cord is found, then outlined window by window. */
final class AxialRun {

  private AxialRun() {}

  static RunModel.Result run(
      List<Volume> images, Path folder, RunModel.Settings settings, Progress progress) {
    throw new InputException("Axial models cannot be run from a folder yet: " + folder);
  }
}
