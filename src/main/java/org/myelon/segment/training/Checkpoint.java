package org.myelon.segment.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.myelon.segment.network.Tensor;
import org.myelon.segment.network.WeightsFile;
import org.myelon.step.AtomicFile;
import org.myelon.step.InputException;
import org.myelon.step.Json;
import org.myelon.step.JsonValue;

/**
 * A training as it stood after some step, in a folder: all arrays in full precision, and {@code
 * state.json}, which names their file. That one is written last: until then what was there before
 * stays valid, so that a training may be killed at any time.
 *
 * @param step steps made
 * @param seconds taken so far
 * @param identity what must be the same to go on: architecture, seed, size of a batch
 * @param curve up to this step
 * @param arrays as {@link Learner#state} gives them
 */
record Checkpoint(
    int step,
    double seconds,
    String identity,
    TrainingCurve.State curve,
    Map<String, Tensor> arrays) {

  private static final String STATE = "state.json";

  static boolean isIn(Path folder) {
    return Files.exists(folder.resolve(STATE));
  }

  /** Writes it and then removes the arrays of the one before. */
  void write(Path folder) {
    final Path file = folder.resolve("state-" + step + ".safetensors");
    WeightsFile.write(file, arrays, WeightsFile.Precision.F32);
    final Map<String, Object> json = new LinkedHashMap<>();
    json.put("step", step);
    json.put("seconds", seconds);
    json.put("identity", identity);
    json.put("arrays", file.getFileName().toString());
    json.put("rows", curve.rows().stream().map(Checkpoint::numbers).toList());
    json.put("loss_sum", curve.lossSum());
    json.put("losses", curve.losses());
    final byte[] text = Json.write(json).getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(folder.resolve(STATE), out -> out.write(text));
    removeOthers(folder, file);
  }

  private static void removeOthers(Path folder, Path kept) {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file :
          files
              .filter(f -> f.getFileName().toString().matches("state-\\d+\\.safetensors"))
              .toList()) if (!file.equals(kept)) Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A row as plain numbers; null where nothing was validated. */
  private static List<Object> numbers(TrainingRow r) {
    return Arrays.asList(
        r.step(),
        r.loss(),
        r.learningRate(),
        Double.isNaN(r.dice()) ? null : r.dice(),
        r.seconds());
  }

  private static TrainingRow row(JsonValue numbers) {
    final List<JsonValue> n = numbers.items();
    if (n.size() != 5) throw new InputException(numbers.place() + " has not five numbers.");
    final double dice = n.get(3).isNull() ? Double.NaN : n.get(3).number();
    return new TrainingRow(
        n.get(0).integer(), n.get(1).number(), n.get(2).number(), dice, n.get(4).number());
  }

  /** Earlier versions wrote checkpoints only where a row ends. */
  private static TrainingCurve.State curve(JsonValue json) {
    return new TrainingCurve.State(
        json.get("rows").items().stream().map(Checkpoint::row).toList(),
        json.find("loss_sum").map(JsonValue::number).orElse(0.0),
        json.find("losses").map(JsonValue::integer).orElse(0));
  }

  /**
   * @throws InputException if the folder has none, or it is damaged
   */
  static Checkpoint read(Path folder) {
    try {
      final JsonValue json = JsonValue.read(folder.resolve(STATE));
      return new Checkpoint(
          json.get("step").integer(),
          json.get("seconds").number(),
          json.get("identity").text(),
          curve(json),
          WeightsFile.read(folder.resolve(json.get("arrays").text())));
    } catch (InputException e) {
      throw new InputException(
          "The training in "
              + folder
              + " cannot go on: begin it anew in another folder. "
              + e.getMessage(),
          e);
    }
  }
}
