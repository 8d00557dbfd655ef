package org.myelon.register.elastix;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.myelon.step.InputException;
import org.myelon.step.Progress;
import org.myelon.step.TextFile;

/**
 * One run of elastix in a folder of its own. Names in it are short and relative, because elastix
 * does not accept blanks in the name of its output folder.
 */
final class ElastixRun {

  private static final int TAIL_BYTES = 6000;

  private static final int TAIL_LINES = 3;

  private final Path folder;
  private final Path log;

  ElastixRun(Path folder) {
    this.folder = folder;
    this.log = folder.resolve("log.txt");
  }

  Path fixed() {
    return folder.resolve("fixed.nii");
  }

  Path moving() {
    return folder.resolve("moving.nii");
  }

  Path mask() {
    return folder.resolve("mask.nii");
  }

  /** What elastix found. */
  Path transform() {
    return folder.resolve("out").resolve("TransformParameters.0.txt");
  }

  /** All that elastix said. */
  Path log() {
    return log;
  }

  /**
   * Runs it.
   *
   * @param step the name of the step, for messages
   * @param map what elastix calls a parameter file
   * @param iterations how many it will do
   * @throws InputException with the end of what elastix said, if it fails, is killed or leaves no
   *     transform
   */
  void run(
      Elastix elastix, String step, String map, int threads, int iterations, Progress progress) {
    try {
      Files.createDirectory(folder.resolve("out"));
    } catch (IOException e) {
      throw new InputException("Cannot write into " + folder + ".", e);
    }
    TextFile.write(folder.resolve("map.txt"), map);
    final List<String> command = new ArrayList<>(List.of(elastix.program().toString()));
    command.addAll(List.of("-f", "fixed.nii", "-m", "moving.nii", "-fMask", "mask.nii"));
    command.addAll(List.of("-p", "map.txt", "-out", "out", "-threads", "" + threads));
    final int code =
        ExternalProgram.run(
            command,
            folder,
            log,
            progress,
            () -> progress.update("elastix", Math.min(1, metric().size() / (double) iterations)));
    if (code != 0 || !Files.isRegularFile(transform()))
      throw new InputException(
          "elastix failed in registration step "
              + step
              + " ("
              + ending(code)
              + "): "
              + tail()
              + " Check the images and the parameter map.");
  }

  /** Java gives 128 + the number of the signal. */
  private static String ending(int code) {
    if (code == 0) return "it wrote no transform";
    return code > 128 && code < 160
        ? "killed by signal " + (code - 128) + ", as when memory runs out"
        : "exit code " + code;
  }

  /** The error in the end of the log, or its last lines, in one line. */
  private String tail() {
    final List<String> lines;
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      final byte[] end = new byte[(int) Math.min(TAIL_BYTES, file.length())];
      file.seek(file.length() - end.length);
      file.readFully(end);
      lines =
          new String(end, StandardCharsets.UTF_8)
              .lines()
              .map(l -> l.replaceAll("[\\s\\p{Cntrl}]+", " ").strip())
              .filter(l -> !l.isEmpty())
              .toList();
    } catch (IOException e) {
      throw new InputException("Cannot read " + log + ".", e);
    }
    final String text =
        lines.stream()
            .filter(l -> l.startsWith("Description:"))
            .reduce((first, last) -> last)
            .orElseGet(
                () ->
                    lines.stream()
                        .skip(Math.max(0, lines.size() - TAIL_LINES))
                        .collect(Collectors.joining(" / ")));
    return text.isEmpty()
        ? "it said nothing."
        : "'" + text.substring(Math.max(0, text.length() - 400)) + "'.";
  }

  /** The metric after each iteration so far, the coarsest resolution first. */
  List<Double> metric() {
    final List<Double> values = new ArrayList<>();
    for (int r = 0; ; r++) {
      final Path file = folder.resolve("out").resolve("IterationInfo.0.R" + r + ".txt");
      if (!Files.isRegularFile(file)) return values;
      try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
        lines.skip(1).forEach(line -> addMetric(line, values));
      } catch (IOException e) {
        throw new InputException("Cannot read " + file + ".", e);
      }
    }
  }

  /** The second column; the last line may be half written. */
  private static void addMetric(String line, List<Double> values) {
    final String[] cells = line.strip().split("\\s+");
    if (cells.length < 5) return;
    try {
      values.add(Double.parseDouble(cells[1]));
    } catch (NumberFormatException e) {
      return;
    }
  }
}
