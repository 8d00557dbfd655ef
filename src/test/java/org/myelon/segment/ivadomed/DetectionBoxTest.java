package org.myelon.segment.ivadomed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.myelon.image.Box;
import org.myelon.image.Grid;
import org.myelon.image.Oblique;
import org.myelon.image.Volume;

/** Numbers of the rule written down apart from this code, in Python. */
class DetectionBoxTest {

  private static final Volume IMAGE =
      Oblique.image(
          Oblique.grid(
              "PSR",
              new long[] {24, 30, 18},
              new double[] {1, 1, 2},
              new double[] {5, -8, 12},
              new double[] {3, 10, -20}),
          p -> 1);

  /** Up-down 4 to 25, back-front 3 to 16, left-right 8 to 12. */
  private static final Box CORD = new Box(new long[] {3, 4, 5}, new long[] {16, 25, 9});

  private static Configuration sagittal(
      boolean volumes, List<Integer> length, List<Integer> stride, Double... safety) {
    return new Configuration(
        SliceAxis.SAGITTAL,
        List.of("T2w"),
        List.of("seg"),
        volumes,
        length,
        stride,
        List.of(),
        true,
        true,
        new Postprocessing(List.of()),
        Optional.of(List.of(safety)));
  }

  private static void assertBox(CropStep step, int[] from, int[] size) {
    assertArrayEquals(from, step.from());
    assertArrayEquals(size, step.size());
  }

  @Test
  void growsResamplesAndFillsWindows() {
    assertBox(
        DetectionBox.of(
            CORD,
            IMAGE,
            sagittal(true, List.of(16, 16, 16), List.of(8, 16, 16), 1.2, 1.3, 1.0),
            new ResampleStep(new double[] {1 / 1.5, 1 / 1.1, 2 / 0.9})),
        new int[] {1, 2, 18},
        new int[] {16, 16, 16});
    assertBox(
        DetectionBox.of(
            CORD,
            IMAGE,
            sagittal(true, List.of(16, 16, 16), List.of(8, 16, 8), 1.0, 1.0, 2.5),
            new ResampleStep(new double[] {2, 2, 4})),
        new int[] {8, 6, 20},
        new int[] {48, 32, 40});
  }

  @Test
  void slicesAreAllSeen() {
    assertBox(
        DetectionBox.of(CORD, IMAGE, sagittal(false, List.of(), List.of(), 1.0, 1.0, 1.0), null),
        new int[] {0, 4, 3},
        new int[] {0, 21, 13});
  }

  @Test
  void theBoxOfAnImageIsThatOfItsVoxelsHoweverItIsStored() {
    final Grid rpi = IMAGE.reoriented(org.myelon.image.Orientation.RPI).grid();
    // index 0 right, back, below: left-right turns round
    final Box same = new Box(new long[] {5, 3, 4}, new long[] {9, 16, 25});
    final Configuration c = sagittal(true, List.of(16, 16, 16), List.of(16, 16, 16), 1., 1., 1.);
    final CropStep stored = DetectionBox.of(CORD, IMAGE, c, null);
    assertBox(
        DetectionBox.of(same, Oblique.image(rpi, p -> 1), c, null), stored.from(), stored.size());
  }
}
