package org.myelon.segment.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.myelon.segment.network.PatchNetwork;
import org.myelon.step.CancelledException;
import org.myelon.step.Progress;

/** Windows over an image with networks whose outputs are known: no engine is needed. */
class SlidingWindowTest {

  private static final int[] SHAPE = {5, 14, 11};
  private static final List<Integer> PATCH = List.of(4, 6, 5);

  /** Its outputs are a factor times the first input and times the negative of the last. */
  private record Scaling(int inputs, float factor, List<String> log) implements PatchNetwork {
    @Override
    public int outputs() {
      return 2;
    }

    @Override
    public float[] predict(float[] patch, int... shape) {
      log.add("window");
      final int n = patch.length / inputs;
      final float[] out = new float[2 * n];
      for (int i = 0; i < n; i++) {
        out[i] = factor * patch[i];
        out[n + i] = -factor * patch[patch.length - n + i];
      }
      return out;
    }

    @Override
    public void close() {
      log.add("closed");
    }
  }

  /** Gives its position in the window along x: not the same when mirrored. */
  private record Ramp() implements PatchNetwork {
    @Override
    public int inputs() {
      return 1;
    }

    @Override
    public int outputs() {
      return 1;
    }

    @Override
    public float[] predict(float[] patch, int... shape) {
      final float[] out = new float[patch.length];
      for (int i = 0; i < out.length; i++) out[i] = i % shape[shape.length - 1];
      return out;
    }

    @Override
    public void close() {
      // nothing held
    }
  }

  private static float[][] image(int channels, int... shape) {
    final Random random = new Random(4);
    final float[][] image = new float[channels][shape[0] * shape[1] * shape[2]];
    for (float[] c : image) {
      for (int i = 0; i < c.length; i++) c[i] = (float) random.nextGaussian();
    }
    return image;
  }

  private static Supplier<PatchNetwork> scaling(int inputs, float factor, List<String> log) {
    return () -> new Scaling(inputs, factor, log);
  }

  /** Rounding of weighted sums only. */
  private static final float TOLERANCE = 2e-6f;

  @Test
  void whatEachWindowFindsComesBackAtItsPlace() {
    final float[][] image = image(2, SHAPE);
    for (boolean gaussian : new boolean[] {true, false})
      for (List<Integer> axes : List.of(List.<Integer>of(), List.of(0, 2), List.of(0, 1, 2))) {
        final float[][] out =
            SlidingWindow.run(
                image,
                SHAPE,
                new SlidingWindow.Settings(PATCH, 0.5, axes, gaussian, List.of()),
                List.of(scaling(2, 3, new ArrayList<>())),
                Progress.NONE);
        for (int i = 0; i < image[0].length; i++) {
          assertEquals(3 * image[0][i], out[0][i], 10 * TOLERANCE);
          assertEquals(-3 * image[1][i], out[1][i], 10 * TOLERANCE);
        }
      }
  }

  /** As ivadomed lays windows of slices: 0, stride ... and the last one ends with the image. */
  @Test
  void windowsMayBeginEverySoManyVoxels() {
    assertEquals(List.of(0, 4, 6), starts(10, 4, 4));
    assertEquals(List.of(0, 3, 6), starts(10, 4, 3));
    assertEquals(List.of(0, 1), starts(5, 4, 2));
    assertEquals(List.of(0), starts(4, 4, 4));
    assertEquals(List.of(-1), starts(2, 5, 5), "a smaller image lies in the middle");
    final float[][] image = image(1, 3, 10, 7);
    final float[][] out =
        SlidingWindow.run(
            image,
            new int[] {3, 10, 7},
            SlidingWindow.Settings.strided(List.of(4, 3), List.of(4, 2)),
            List.of(scaling(1, 2, new ArrayList<>())),
            Progress.NONE);
    for (int i = 0; i < image[0].length; i++)
      assertEquals(2 * image[0][i], out[0][i], 10 * TOLERANCE);
  }

  private static List<Integer> starts(int length, int window, int stride) {
    return Tiles.strided(new int[] {1, length, 1}, List.of(window, 1), List.of(stride, 1))
        .starts()
        .stream()
        .map(start -> start[1])
        .toList();
  }

  @Test
  void networksAreAveragedAndClosedOneAfterTheOther() {
    final float[][] image = image(1, 3, 4, 5);
    final List<String> log = new ArrayList<>();
    final float[][] out =
        SlidingWindow.run(
            image,
            new int[] {3, 4, 5},
            SlidingWindow.Settings.of(List.of(4, 4, 5)),
            List.of(scaling(1, 1, log), scaling(1, 2, log), scaling(1, 6, log)),
            Progress.NONE);
    for (int i = 0; i < image[0].length; i++)
      assertEquals(3 * image[0][i], out[0][i], 5 * TOLERANCE);
    assertEquals(List.of("window", "closed", "window", "closed", "window", "closed"), log);
  }

  @Test
  void aNetworkOfTwoAxesSeesSliceBySlice() {
    final float[][] image = image(1, 3, 20, 7);
    final List<String> log = new ArrayList<>();
    final float[][] out =
        SlidingWindow.run(
            image,
            new int[] {3, 20, 7},
            SlidingWindow.Settings.of(List.of(10, 8)).withMirrorAxes(List.of(0, 1)),
            List.of(scaling(1, 1, log)),
            Progress.NONE);
    assertArrayEquals(image[0], out[0], TOLERANCE);
    assertEquals(3 * 3 * 4, Collections.frequency(log, "window"), "slices, starts, mirrors");
  }

  @Test
  void aMirroredWindowIsTurnedBack() {
    final int[] shape = {1, 1, 6};
    final SlidingWindow.Settings settings = SlidingWindow.Settings.of(List.of(1, 1, 6));
    final float[][] image = image(1, shape);
    final List<Supplier<Ramp>> ramp = List.of(Ramp::new);
    final float[] plain = SlidingWindow.run(image, shape, settings, ramp, Progress.NONE)[0];
    assertArrayEquals(new float[] {0, 1, 2, 3, 4, 5}, plain, TOLERANCE);
    final float[] both =
        SlidingWindow.run(image, shape, settings.withMirrorAxes(List.of(2)), ramp, Progress.NONE)[
            0];
    assertArrayEquals(new float[] {2.5f, 2.5f, 2.5f, 2.5f, 2.5f, 2.5f}, both, TOLERANCE);
  }

  @Test
  void theMiddleOfAWindowCountsMost() {
    final int[] shape = {1, 1, 12};
    final float[] out =
        SlidingWindow.run(
            image(1, shape),
            shape,
            SlidingWindow.Settings.of(List.of(1, 1, 8)),
            List.<Supplier<Ramp>>of(Ramp::new),
            Progress.NONE)[0];
    // voxel 4 is the middle of the first window and the border of the second, whose 0 lies there
    assertEquals(4, out[4], 0.01);
    assertEquals(4, out[8], 0.01);
  }

  @Test
  void stopsBetweenTwoWindowsAndGivesTheNetworkBack() {
    final List<String> log = new ArrayList<>();
    final Progress afterThree =
        new Progress() {
          @Override
          public void update(String stage, double fraction) {
            // only cancels
          }

          @Override
          public boolean isCancelled() {
            return log.size() == 3;
          }
        };
    assertThrows(
        CancelledException.class,
        () ->
            SlidingWindow.run(
                image(1, SHAPE),
                SHAPE,
                SlidingWindow.Settings.of(PATCH),
                List.of(scaling(1, 1, log)),
                afterThree));
    assertEquals(List.of("window", "window", "window", "closed"), log);
  }

  @Test
  void tellsOfEveryWindowInOrder() {
    final List<Double> heard = new ArrayList<>();
    final Set<String> stages = new TreeSet<>();
    SlidingWindow.run(
        image(1, SHAPE),
        SHAPE,
        SlidingWindow.Settings.of(PATCH),
        List.of(scaling(1, 1, new ArrayList<>()), scaling(1, 1, new ArrayList<>())),
        (stage, fraction) -> {
          heard.add(fraction);
          stages.add(stage);
        });
    assertEquals(heard.stream().sorted().toList(), heard);
    final int windows = Tiles.of(SHAPE, PATCH, 0.5).starts().size();
    assertTrue(stages.contains("network, window " + windows + " of " + windows), stages::toString);
  }
}
