package org.myelon.segment.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.myelon.segment.axial.AxialModel;
import org.myelon.segment.network.ComputeDevice;
import org.myelon.segment.network.UNetArchitecture;
import org.myelon.segment.network.UNetArchitecture.Encoder;
import org.myelon.segment.network.UNetArchitecture.Stage;
import org.myelon.step.CancelledException;
import org.myelon.step.InputException;
import org.myelon.step.Progress;

class TrainAxialModelTest {

  private static final int PIXELS = 16;
  private static final TrainAxialModel.Settings SETTINGS =
      TrainAxialModel.Settings.DEFAULT
          .withBatch(4)
          .withOptimiser(Optimiser.DEFAULT.withLearningRate(new LearningRate(0.02, 5)))
          .withSchedule(new Schedule(20, 0, 5, 10));

  private static final TrainAxialModel.Settings LONGER =
      SETTINGS.withSchedule(new Schedule(60, 0, 5, 10));

  @TempDir Path folder;

  /** Two stages of few channels: learns a disc in a second. */
  private static AxialModel tiny() {
    final List<Stage> stages =
        List.of(
            new Stage(4, List.of(3, 3), List.of(1, 1), 1),
            new Stage(8, List.of(3, 3), List.of(2, 2), 1));
    return new AxialModel(
        "disc",
        "0",
        "disc",
        1,
        PIXELS,
        new UNetArchitecture(Encoder.PLAIN, 3, 1, stages, List.of(1), true, 1e-5f, 0.01f));
  }

  private static TrainAxialModel.Result train(
      Path folder,
      TrainAxialModel.Settings settings,
      TrainingListener listener,
      Progress progress) {
    final Disc disc = new Disc(PIXELS);
    final List<Sample> windows =
        IntStream.range(0, 6).mapToObj(i -> disc.draw(new SplittableRandom(i))).toList();
    return TrainAxialModel.train(
        new StartingModel(tiny(), null, "none"),
        disc,
        List.of(new ValidationImage("discs", windows)),
        folder,
        settings,
        ComputeDevice.open("cpu", Progress.NONE),
        listener,
        progress);
  }

  @Test
  void learnsToMarkADisc() throws Exception {
    final var result = train(folder, LONGER, TrainingListener.NONE, Progress.NONE);
    final List<TrainingRow> curve = result.curve();
    assertEquals(60, result.steps());
    assertTrue(curve.get(curve.size() - 1).loss() < 0.7 * curve.get(0).loss(), curve::toString);
    assertTrue(result.dice().get("discs") > 0.8, result.dice()::toString);
    final List<String> lines = Files.readAllLines(folder.resolve("training.csv"));
    assertEquals("Step,Loss,Learning rate,Validation Dice,Seconds", lines.get(0));
    assertEquals(1 + 12, lines.size());
    assertTrue(Files.exists(folder.resolve("checkpoint/model.json")));
    assertTrue(Files.exists(folder.resolve("checkpoint/weights.safetensors")));
  }

  /** At the end of a row, in the middle of one, and after the last validation. */
  @ParameterizedTest
  @ValueSource(ints = {15, 13, 10})
  void goesOnExactlyWhereItWasStopped(int step) {
    final var whole = train(folder.resolve("a"), SETTINGS, TrainingListener.NONE, Progress.NONE);
    final List<TrainingRow> heard = new ArrayList<>();
    assertThrows(
        CancelledException.class,
        () -> train(folder.resolve("b"), SETTINGS, heard::add, after(step)));
    assertEquals(step / 5, heard.size());
    assertEquals(step, Checkpoint.read(folder.resolve("b/checkpoint")).step());
    heard.clear();
    final var resumed = train(folder.resolve("b"), SETTINGS, heard::add, Progress.NONE);
    assertEquals(4, heard.size(), "rows before the checkpoint are heard again");
    assertEquals(resumed.curve(), heard);
    for (int i = 0; i < 4; i++) {
      final TrainingRow expected = whole.curve().get(i), actual = resumed.curve().get(i);
      assertEquals(expected.loss(), actual.loss());
      assertEquals(expected.learningRate(), actual.learningRate());
      assertEquals(expected.dice(), actual.dice());
    }
    whole
        .weights()
        .forEach(
            (name, tensor) ->
                assertArrayEquals(tensor.values(), resumed.weights().get(name).values(), name));
  }

  /** Cancels after so many steps; a step is told when it begins. */
  private static Progress after(int steps) {
    final int[] begun = {0};
    return new Progress() {
      @Override
      public void update(String stage, double fraction) {
        assertTrue(fraction >= 0 && fraction <= 1);
        begun[0]++;
      }

      @Override
      public boolean isCancelled() {
        return begun[0] >= steps;
      }
    };
  }

  @Test
  void whatIsFinishedIsNotTrainedAgain() {
    final var once = train(folder, SETTINGS, TrainingListener.NONE, Progress.NONE);
    final var again = train(folder, SETTINGS, TrainingListener.NONE, Progress.NONE);
    assertEquals(once.curve(), again.curve());
    assertEquals(once.dice(), again.dice());
  }

  @Test
  void aTimeLimitEndsTheTraining() {
    final var result =
        train(
            folder,
            SETTINGS.withSchedule(new Schedule(1_000_000, 1 / 60.0, 5, 10)),
            TrainingListener.NONE,
            Progress.NONE);
    assertTrue(result.steps() < 100_000);
    assertFalse(Double.isNaN(result.curve().get(result.curve().size() - 1).dice()));
  }

  @Test
  void refusesAFolderOfAnotherTraining() {
    train(folder, SETTINGS, TrainingListener.NONE, Progress.NONE);
    final InputException e =
        assertThrows(
            InputException.class,
            () -> train(folder, SETTINGS.withSeed(2), TrainingListener.NONE, Progress.NONE));
    assertTrue(e.getMessage().contains("another network, seed or batch"), e.getMessage());
  }

  @Test
  void givesUpWhenTheLossIsNotFinite() {
    final SampleSource broken =
        random -> new Sample(nan(3 * PIXELS * PIXELS), nan(PIXELS * PIXELS));
    final InputException e =
        assertThrows(
            InputException.class,
            () ->
                TrainAxialModel.train(
                    new StartingModel(tiny(), null, "none"),
                    broken,
                    List.of(),
                    folder,
                    SETTINGS,
                    ComputeDevice.open("cpu", Progress.NONE),
                    TrainingListener.NONE,
                    Progress.NONE));
    assertTrue(e.getMessage().contains("lower the learning rate"), e.getMessage());
  }

  private static float[] nan(int n) {
    final float[] values = new float[n];
    java.util.Arrays.fill(values, Float.NaN);
    return values;
  }
}
