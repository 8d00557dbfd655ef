package org.myelon.launch;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.myelon.command.SpinalCordCommand;
import org.myelon.step.Provenance;
import org.myelon.step.StagedFiles;
import org.myelon.step.TextFile;

/** Writes beside each file of a command where it comes from. */
final class Sidecars {

  private Sidecars() {}

  /** Beside the files that a command itself wrote, where images came from windows. */
  static void write(
      SpinalCordCommand command, String name, Map<String, String> parameters, double seconds) {
    try (StagedFiles together = new StagedFiles()) {
      write(command, name, parameters, List.of(), command.files(), seconds, together);
      together.keep();
    }
  }

  /**
   * @param command what ran
   * @param name of the command
   * @param parameters all with their values, as text
   * @param inputs the files that were read
   * @param files which were written
   * @param seconds from the call to the result
   * @param together with which they appear or not at all
   */
  static void write(
      SpinalCordCommand command,
      String name,
      Map<String, String> parameters,
      List<Provenance.Input> inputs,
      List<Path> files,
      double seconds,
      StagedFiles together) {
    for (Path file : files) {
      final String text =
          new Provenance(
                  name,
                  parameters,
                  file.getFileName().toString(),
                  inputs,
                  command.methods(),
                  command.notes(),
                  seconds)
              .json();
      together.write(Path.of(file + ".json"), path -> TextFile.write(path, text));
    }
  }
}
