package org.myelon;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The real elastix and transformix, where they are installed (package elastix of Debian). */
public final class ElastixPrograms {

  private ElastixPrograms() {}

  /** Skips the calling test if the programs are not there. */
  public static void assumeInstalled() {
    Assumptions.assumeTrue(
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "transformix"))),
        "needs elastix to be installed (Debian: apt-get install elastix)");
  }

  /** Runs a program in a folder and gives what it says. */
  public static String run(Path folder, String... command) throws IOException {
    final Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    final String said = new String(process.getInputStream().readAllBytes());
    try {
      assertEquals(0, process.waitFor(), said);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    return said;
  }

  /**
   * Where transformix maps points.
   *
   * @param folder with the transform
   * @param ras points, RAS mm
   */
  public static double[][] transformix(Path folder, String transform, double[][] ras)
      throws IOException {
    final StringBuilder text = new StringBuilder("point\n" + ras.length + "\n");
    for (double[] p : ras) text.append(-p[0] + " " + -p[1] + " " + p[2] + "\n");
    Files.writeString(folder.resolve("points.txt"), text);
    run(folder, "transformix", "-def", "points.txt", "-tp", transform, "-out", ".");
    try (Stream<String> lines = Files.lines(folder.resolve("outputpoints.txt"))) {
      return lines.map(ElastixPrograms::outputPoint).toArray(double[][]::new);
    }
  }

  private static double[] outputPoint(String line) {
    final String from = "OutputPoint = [ ";
    final int begin = line.indexOf(from) + from.length();
    final String[] lps = line.substring(begin, line.indexOf(']', begin)).strip().split("\\s+");
    return new double[] {
      -Double.parseDouble(lps[0]), -Double.parseDouble(lps[1]), Double.parseDouble(lps[2])
    };
  }
}
