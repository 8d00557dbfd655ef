package org.myelon.launch;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The macros that users begin with run as they are, on the embedded subject. */
class MacrosTest {

  @TempDir Path results;

  static List<Path> macros() throws Exception {
    try (Stream<Path> files = Files.list(Path.of("macros"))) {
      return files.filter(f -> f.toString().endsWith(".ijm")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("macros")
  void runsToItsEnd(Path macro) throws Exception {
    HeadlessImageJ.prepare(Commands.ofThisJar());
    HeadlessImageJ.runMacro(Files.readString(macro), Subject.FOLDER + "," + results);
    try (Stream<Path> made = Files.list(results)) {
      assertTrue(made.findAny().isPresent(), macro + " wrote nothing");
    }
  }
}
