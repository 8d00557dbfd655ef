package org.myelon;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/**
 * Real images and outputs of the real SCT, which lie beside the repository (or where MYELON_SHARED
 * says) on the developers' machines. A test that needs a file that is not there is reported as
 * skipped.
 */
public final class SharedData {

  private static final Path ROOT =
      Path.of(System.getenv().getOrDefault("MYELON_SHARED", "../shared"));

  private SharedData() {}

  /**
   * A file or folder such as "data/sct-testing/t2/t2.nii.gz"; skips the calling test if it is
   * missing.
   */
  public static Path path(String relative) {
    final Path p = ROOT.resolve(relative);
    Assumptions.assumeTrue(Files.exists(p), () -> "needs shared " + relative);
    return p;
  }
}
