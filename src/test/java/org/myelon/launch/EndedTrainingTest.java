package org.myelon.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.myelon.step.JsonValue;

/** A training whose process is asked to end (SIGTERM), as batch systems do before they kill. */
@DisabledOnOs(OS.WINDOWS)
class EndedTrainingTest {

  /** More than the training holds up the end of Java. */
  private static final long SECONDS = 120;

  @TempDir Path folder;

  private Process train() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "train-model",
            "images=" + Subject.file("t2"),
            "masks=" + Subject.file("cord"),
            "model=" + folder.resolve("model"),
            "spacing=1",
            "window=16",
            "features=2,4",
            "steps=1000000",
            "device=cpu")
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("log.txt").toFile())
        .start();
  }

  @Test
  void writesACheckpointAndEndsWithoutACrash() throws Exception {
    final Path curve = folder.resolve("model/training.csv");
    final Process process = train();
    final int told;
    try {
      while (!Files.exists(curve)) {
        assertTrue(process.isAlive(), this::log);
        Thread.sleep(5);
      }
      told = lastStep(curve);
      process.destroy();
      assertTrue(process.waitFor(SECONDS, TimeUnit.SECONDS), "it does not end");
    } finally {
      process.destroyForcibly();
    }
    assertEquals(128 + 15, process.exitValue(), this::log);
    assertEquals(List.of("log.txt", "model"), names(), "no crash report");
    final int kept =
        JsonValue.read(folder.resolve("model/checkpoint/state.json")).get("step").integer();
    assertTrue(kept >= told, kept + " of " + told + " steps");
  }

  private static int lastStep(Path curve) throws IOException {
    final List<String> rows = Files.readAllLines(curve);
    return Integer.parseInt(rows.get(rows.size() - 1).split(",")[0]);
  }

  private String log() {
    try {
      return Files.readString(folder.resolve("log.txt"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }
}
