package org.myelon.register.elastix;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.myelon.step.CancelledException;
import org.myelon.step.InputException;
import org.myelon.step.Progress;

/**
 * The program elastix where it is installed.
 *
 * @param program its file
 * @param version such as 5.0.1
 */
public record Elastix(Path program, String version) {

  /** The environment variable that says where it is. */
  public static final String VARIABLE = "MYELON_ELASTIX";

  private static final Pattern VERSION = Pattern.compile("(\\d+)\\.\\d+(\\.\\d+)?");

  private static final long SECONDS_TO_ANSWER = 20;

  /**
   * Looks for elastix and asks for its version, once.
   *
   * @param given the program or the folder that holds it; blank: where the variable {@link
   *     #VARIABLE} says, else on the path
   * @throws InputException if it is not there, does not answer, or is no version 5
   */
  public static Elastix find(String given, Progress progress) {
    return find(given, System.getenv(), progress);
  }

  static Elastix find(String given, Map<String, String> environment, Progress progress) {
    final String named =
        given == null || given.isBlank() ? environment.getOrDefault(VARIABLE, "") : given.strip();
    final Path program =
        named.isBlank() ? onPath(environment.getOrDefault("PATH", "")) : at(Path.of(named));
    return new Elastix(program, versionOf(program, progress));
  }

  private static Path at(Path named) {
    final Path file = Files.isDirectory(named) ? inFolder(named) : named;
    if (file == null || !Files.isRegularFile(file) || !Files.isExecutable(file))
      throw new InputException(
          "There is no program elastix at "
              + named
              + ": name its file, or the folder that holds it.");
    return file.toAbsolutePath();
  }

  private static Path onPath(String path) {
    for (String folder : path.split(File.pathSeparator)) {
      final Path found = folder.isEmpty() ? null : inFolder(Path.of(folder));
      if (found != null) return found.toAbsolutePath();
    }
    throw new InputException(
        "elastix is not installed here: install it (Debian and Ubuntu: apt-get install elastix;"
            + " others: https://elastix.dev), or say where it is by the environment variable "
            + VARIABLE
            + ", or choose engine=myelon, which needs no other program.");
  }

  private static Path inFolder(Path folder) {
    for (String name : new String[] {"elastix", "elastix.exe"}) {
      final Path file = folder.resolve(name);
      if (Files.isRegularFile(file) && Files.isExecutable(file)) return file;
    }
    return null;
  }

  private static String versionOf(Path program, Progress progress) {
    try (TemporaryFolder folder = TemporaryFolder.make()) {
      final Path log = folder.path().resolve("version.txt");
      final Clock clock = new Clock(progress);
      final int code =
          ExternalProgram.run(
              List.of(program.toString(), "--version"), folder.path(), log, clock, () -> {});
      final String said = start(log);
      final Matcher version = VERSION.matcher(said);
      if (code != 0 || !said.contains("elastix") || !version.find())
        throw new InputException(
            program + " does not say its version as elastix does: is it elastix, and complete?");
      if (!version.group(1).equals("5"))
        throw new InputException(
            program + " is elastix " + version.group() + "; version 5 is needed.");
      return version.group();
    } catch (CancelledException e) {
      if (progress.isCancelled()) throw e;
      throw new InputException(
          program + " --version gives no answer within " + SECONDS_TO_ANSWER + " s.", e);
    }
  }

  private static String start(Path log) {
    try (var in = Files.newInputStream(log)) {
      return new String(in.readNBytes(1000));
    } catch (IOException e) {
      throw new InputException("Cannot read " + log + ".", e);
    }
  }

  /** Cancels when time is over. */
  private static final class Clock implements Progress {

    private final Progress outer;
    private final long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_ANSWER);

    Clock(Progress outer) {
      this.outer = outer;
    }

    @Override
    public void update(String stage, double fraction) {
      outer.update(stage, fraction);
    }

    @Override
    public boolean isCancelled() {
      return outer.isCancelled() || System.nanoTime() > end;
    }
  }
}
