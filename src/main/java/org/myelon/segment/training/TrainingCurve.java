package org.myelon.segment.training;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.myelon.step.AtomicFile;
import org.myelon.step.Table;
import org.myelon.step.TableText;

/** The rows of a training so far, and the means that the next row is made of. */
final class TrainingCurve {

  /** Name of its file in the folder of the model. */
  static final String FILE = "training.csv";

  private final List<TrainingRow> rows = new ArrayList<>();
  private double lossSum;
  private int losses;

  /**
   * The curve after some step.
   *
   * @param rows so far
   * @param lossSum of the steps since the last row
   * @param losses how many they are
   */
  record State(List<TrainingRow> rows, double lossSum, int losses) {}

  /** Takes note of one step. */
  void add(float loss) {
    lossSum += loss;
    losses++;
  }

  /** Closes a row. */
  TrainingRow row(int step, double learningRate, double dice, double seconds) {
    final TrainingRow row = new TrainingRow(step, lossSum / losses, learningRate, dice, seconds);
    lossSum = 0;
    losses = 0;
    rows.add(row);
    return row;
  }

  List<TrainingRow> rows() {
    return List.copyOf(rows);
  }

  private Table table() {
    final Table.Builder table =
        Table.withColumns(List.of("Step", "Loss", "Learning rate", "Validation Dice", "Seconds"));
    for (TrainingRow r : rows)
      table.row(
          Arrays.asList(r.step(), r.loss(), r.learningRate(), orEmpty(r.dice()), r.seconds()));
    return table.build();
  }

  private static Object orEmpty(double value) {
    return Double.isNaN(value) ? null : value;
  }

  /** Writes the rows so far as CSV. */
  void write(Path folder) {
    final byte[] text = TableText.csv(table()).getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(folder.resolve(FILE), out -> out.write(text));
  }

  State state() {
    return new State(rows(), lossSum, losses);
  }

  /** Takes over the curve of a training that goes on. */
  void restore(State earlier) {
    rows.addAll(earlier.rows);
    lossSum = earlier.lossSum;
    losses = earlier.losses;
  }
}
