package org.myelon.launch;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.myelon.command.SpinalCordCommand;
import org.myelon.step.Provenance;
import org.myelon.step.TextFile;

/** Writes beside each file of a command where it comes from. */
final class Sidecars {

  private Sidecars() {}

  /**
   * @param command what ran
   * @param name of the command
   * @param parameters all with their values, as text
   * @param inputs the files that were read; empty where images came from windows
   * @param files which were written
   * @param seconds from the call to the result
   */
  static void write(
      SpinalCordCommand command,
      String name,
      Map<String, String> parameters,
      List<Provenance.Input> inputs,
      List<Path> files,
      double seconds) {
    for (Path file : files)
      TextFile.write(
          Path.of(file + ".json"),
          new Provenance(
                  name,
                  parameters,
                  file.getFileName().toString(),
                  inputs,
                  command.methods(),
                  command.notes(),
                  seconds)
              .json());
  }
}
