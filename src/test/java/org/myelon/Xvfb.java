package org.myelon;

import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs a program of the tests on a screen of its own. */
public final class Xvfb {

  private Xvfb() {}

  /** Whether there can be such a screen: the Debian package xvfb. */
  public static boolean isThere() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(p -> Files.isExecutable(Path.of(p, "Xvfb")));
  }

  /**
   * Runs the main method of a class in a new process.
   *
   * @param folder its argument; also its home, and the place of ImageJ's plugins folder
   * @param minutes after which it is ended
   * @return what it printed, line by line
   */
  public static List<String> run(Class<?> program, Path folder, long minutes) throws Exception {
    final Process screen =
        new ProcessBuilder(
                "Xvfb", "-displayfd", "1", "-screen", "0", "1280x1000x24", "-nolisten", "tcp")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      final String display =
          ":" + new BufferedReader(new InputStreamReader(screen.getInputStream())).readLine();
      return onDisplay(display, program, folder, minutes);
    } finally {
      screen.destroy();
    }
  }

  private static List<String> onDisplay(String display, Class<?> program, Path folder, long minutes)
      throws Exception {
    final Path log = folder.resolve("session.txt");
    final ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dplugins.dir=" + folder,
                "-Duser.home=" + folder,
                "-Xmx1g",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("DISPLAY", display);
    final Process process = builder.start();
    if (!process.waitFor(minutes, TimeUnit.MINUTES)) process.destroyForcibly();
    return Files.readAllLines(log);
  }
}
