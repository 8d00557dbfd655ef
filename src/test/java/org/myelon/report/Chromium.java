package org.myelon.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A real browser without a window. */
final class Chromium {

  private static final int SECONDS = 90;

  private final Path program;
  private final Path scratch;

  /** Skips the calling test where no Chromium is installed. */
  Chromium(Path scratch) {
    this.scratch = scratch;
    program =
        Arrays.stream(System.getenv("PATH").split(java.io.File.pathSeparator))
            .flatMap(d -> List.of(Path.of(d, "chromium"), Path.of(d, "google-chrome")).stream())
            .filter(Files::isExecutable)
            .findFirst()
            .orElse(null);
    Assumptions.assumeTrue(program != null, "needs the browser Chromium on the PATH");
  }

  /** A picture of the window. */
  Path screenshot(Path page, String theme, int width, int height) throws Exception {
    final Path file = scratch.resolve(theme + ".png");
    run(
        page.toUri() + "#" + theme,
        "--hide-scrollbars",
        "--window-size=" + width + "," + height,
        "--screenshot=" + file);
    assertTrue(Files.size(file) > 0);
    return file;
  }

  /** The document as it is after its scripts have run for a while. */
  String dom(Path page, String... more) throws Exception {
    final List<String> options =
        new ArrayList<>(List.of("--virtual-time-budget=10000", "--dump-dom"));
    options.addAll(List.of(more));
    return run(page.toUri().toString(), options.toArray(String[]::new));
  }

  private String run(String address, String... options) throws Exception {
    final List<String> command = new ArrayList<>();
    command.add(program.toString());
    command.addAll(
        List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--user-data-dir=" + Files.createTempDirectory(scratch, "profile")));
    command.addAll(List.of(options));
    command.add(address);
    final Path out = Files.createTempFile(scratch, "out", ".html");
    final Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      assertTrue(process.waitFor(SECONDS, TimeUnit.SECONDS), "Chromium did not end");
      assertEquals(0, process.exitValue(), () -> "Chromium failed: " + text(out));
    } finally {
      process.destroyForcibly();
    }
    return text(out);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
