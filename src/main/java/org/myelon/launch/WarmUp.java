package org.myelon.launch;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Loads what the commands need by running all their examples, so that Java can keep an archive of
 * the loaded classes and start faster ever after. Runs in a folder with the images of the subject;
 * called by {@code bin/myelon} once after it has built the jar.
 */
final class WarmUp {

  private WarmUp() {}

  public static void main(String[] args) {
    final PrintStream silent = new PrintStream(OutputStream.nullOutputStream());
    final Main main = new Main(silent, silent, true);
    main.run(List.of("help"));
    for (Declaration d : Commands.ofThisJar().declarations()) {
      final List<String> words = new ArrayList<>(List.of(d.name()));
      ExampleWords.forShell(d).forEach((key, value) -> words.add(key + "=" + value));
      main.run(List.of("help", d.name()));
      main.run(words);
    }
  }
}
