package org.myelon.command;

import java.nio.file.Path;
import org.myelon.register.Engine;
import org.myelon.register.StepAlgorithms;
import org.myelon.register.elastix.Elastix;
import org.myelon.register.elastix.ElastixEngine;
import org.myelon.register.elastix.ElastixMaps;
import org.myelon.step.InputException;
import org.myelon.step.Progress;

/** What does the steps of a registration, by the words of a command. */
final class EngineChoice {

  static final String MYELON = "myelon", ELASTIX = "elastix";

  /** How commands describe the choice, and the folder of maps. */
  static final String
      DESCRIPTION = "What does the steps; elastix those that shift, turn, scale or deform.",
      MAPS =
          "Folder with parameter maps for elastix, see elastix-parameters; empty: the built-in"
              + " ones.";

  private EngineChoice() {}

  /**
   * @param engine one of the words
   * @param maps folder of parameter maps for elastix; empty: the built-in ones
   * @throws InputException if elastix is not there, or maps are given for another engine
   */
  static Engine of(String engine, String maps, Progress progress) {
    if (!engine.equals(ELASTIX)) {
      if (!maps.isBlank())
        throw new InputException("elastixParameters= is for engine=elastix; choose that engine.");
      return StepAlgorithms::of;
    }
    final Elastix program = Elastix.find("", progress);
    return maps.isBlank()
        ? new ElastixEngine(program)
        : new ElastixEngine(program, ElastixMaps.in(Path.of(maps.strip())), 0, null);
  }
}
