package org.myelon.pipeline.analysis;

import java.nio.file.Path;
import java.util.Map;
import org.myelon.step.Progress;

/**
 * One stage of an analysis: it reads what it is given and what stages before it left in the folder,
 * and leaves files itself. Whatever goes from one stage to another goes through files, so that an
 * analysis that was interrupted goes on to the same results.
 */
interface Stage {

  /** What it is called in the record of the folder; unique in an analysis. */
  String name();

  /**
   * All that its files depend on: settings and fingerprints of images and files. Asked when the
   * stages before it are done.
   */
  Map<String, String> origin();

  /**
   * Does the work.
   *
   * @param fresh an empty folder for the files, laid out as the folder of the analysis; what is
   *     written there appears in it at once, or not at all
   * @param progress listens, and may cancel
   */
  Outcome run(Path fresh, Progress progress);
}
