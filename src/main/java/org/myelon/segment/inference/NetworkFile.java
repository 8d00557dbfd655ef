package org.myelon.segment.inference;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.myelon.segment.network.ComputeDevice;
import org.myelon.segment.network.PatchNetwork;

/**
 * A network that waits in a file until it is needed.
 *
 * @param file that holds its weights
 * @param opener loads it
 */
record NetworkFile(Path file, Opener opener) {

  /** Loads a network. */
  interface Opener {
    /**
     * @param device starts PyTorch; not asked by a network that another engine runs
     * @throws org.myelon.step.InputException if the file is missing or damaged
     */
    PatchNetwork open(Supplier<ComputeDevice> device);
  }

  PatchNetwork open(Supplier<ComputeDevice> device) {
    return opener.open(device);
  }
}
