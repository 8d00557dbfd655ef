package org.myelon.segment.nnunet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.myelon.image.Affine;
import org.myelon.image.Grid;
import org.myelon.image.Oblique;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;
import org.myelon.segment.nnunet.Normalisation.Scheme;
import org.myelon.step.InputException;
import org.myelon.step.Progress;

class PreprocessTest {

  private static final Orientation LPI = Orientation.parse("LPI");

  /** A random image with a border of zeros, whose thickness differs from face to face. */
  private static Volume image(Grid grid) {
    final int nx = grid.extent(0), ny = grid.extent(1), nz = grid.extent(2);
    final float[] values = new float[nx * ny * nz];
    final Random random = new Random(3);
    for (int z = 1; z < nz; z++)
      for (int y = 0; y < ny - 2; y++)
        for (int x = 2; x < nx - 1; x++) values[(z * ny + y) * nx + x] = 1 + random.nextFloat();
    return Volume.ofFloats(values, grid, "t2");
  }

  private static Preprocess.Settings settings(List<Double> spacing, Scheme... schemes) {
    return new Preprocess.Settings(
        Optional.empty(),
        List.of(0, 1, 2),
        spacing,
        List.of(schemes).stream().map(Normalisation::of).toList(),
        Resampling.ofImages());
  }

  /** At the image's own voxel size nothing changes but the order of the voxels. */
  @ParameterizedTest
  @ValueSource(strings = {"RPI", "LPI", "PIR", "ASL", "ILP"})
  void everyVoxelComesBackToItsPlace(String stored) {
    final Grid grid =
        Oblique.grid(
            stored,
            new long[] {9, 8, 7},
            new double[] {0.7, 1.1, 2.5},
            new double[] {12, -8, 20},
            new double[] {5, -30, 60});
    final Volume image = image(grid);
    final Volume turned = image.reoriented(LPI);
    final double[] mm = turned.grid().spacing();
    final Preprocess.Settings settings =
        new Preprocess.Settings(
            Optional.of(LPI),
            List.of(2, 0, 1),
            List.of(mm[0], mm[2], mm[1]),
            List.of(Normalisation.of(Scheme.NONE)),
            Resampling.ofImages());
    final Preprocessed own = Preprocess.run(List.of(image), settings, Progress.NONE);
    assertArrayEquals(nonZero(turned), own.channels()[0], "axes x, z, y of the turned image");
    final float[][] logits = {new float[own.channels()[0].length], own.channels()[0].clone()};
    for (int i = 0; i < logits[1].length; i++) logits[1][i] -= 1.5f;
    for (boolean probabilities : new boolean[] {true, false}) {
      final Restored back = restore(logits, own.origin(), List.of(), probabilities);
      assertEquals(grid, back.labels().grid());
      final float[] values = image.toFloats(), labels = back.labels().toFloats();
      for (int i = 0; i < values.length; i++) assertEquals(values[i] > 1.5 ? 1 : 0, labels[i]);
      if (probabilities) checkProbabilities(values, back);
    }
  }

  /** The values that are not 0 of an image, in the order x (slowest), z, y (fastest). */
  private static float[] nonZero(Volume image) {
    final int nx = image.grid().extent(0), ny = image.grid().extent(1), nz = image.grid().extent(2);
    final float[] values = image.toFloats(), found = new float[values.length];
    int n = 0;
    for (int x = 0; x < nx; x++)
      for (int z = 0; z < nz; z++)
        for (int y = 0; y < ny; y++) {
          final float v = values[(z * ny + y) * nx + x];
          if (v != 0) found[n++] = v;
        }
    return Arrays.copyOf(found, n);
  }

  private static void checkProbabilities(float[] values, Restored back) {
    final float[] background = back.probabilities().get(0).toFloats();
    final float[] object = back.probabilities().get(1).toFloats();
    for (int i = 0; i < values.length; i++) {
      final double p = values[i] == 0 ? 0 : 1 / (1 + Math.exp(-(values[i] - 1.5)));
      assertEquals(p, object[i], 1e-6);
      assertEquals(1 - p, background[i], 1e-6);
    }
  }

  private static Restored restore(
      float[][] logits, Origin origin, List<Integer> regions, boolean probabilities) {
    return Restore.run(
        logits,
        origin,
        new Restore.Settings(Resampling.ofProbabilities(), regions, probabilities),
        Progress.NONE);
  }

  @Test
  void laterRegionsGoOverEarlierOnes() {
    final Grid grid = new Grid(new long[] {4, 1, 1}, Affine.IDENTITY);
    final Volume image = Volume.ofFloats(new float[] {1, 2, 3, 4}, grid, "t2");
    final Preprocessed own =
        Preprocess.run(
            List.of(image), settings(List.of(1.0, 1.0, 1.0), Scheme.NONE), Progress.NONE);
    final float[][] logits = {{1, 1, 0, -1}, {-1, 1, 1, 0}};
    final Restored back = restore(logits, own.origin(), List.of(7, 300), true);
    assertArrayEquals(new float[] {7, 300, 300, 0}, back.labels().toFloats());
    assertEquals(0.5, back.probabilities().get(0).toFloats()[2], 1e-7);
    assertArrayEquals(new float[] {1, 1, 0, -1}, logits[0], "what came in stays as it was");
  }

  @Test
  void keepsTheSlicesOfAnImageForATwoDimensionalNetwork() {
    final Grid grid = new Grid(new long[] {10, 8, 3}, Affine.scale(1, 1, 5));
    final Preprocessed own =
        Preprocess.run(
            List.of(image(grid)), settings(List.of(0.5, 0.5), Scheme.Z_SCORE), Progress.NONE);
    assertArrayEquals(new int[] {2, 12, 14}, own.shape());
    assertArrayEquals(new double[] {5, 0.5, 0.5}, own.origin().spacing());
  }

  @Test
  void takesASingleSliceAndKeepsItWhereTheVoxelsOfTheModelAreThick() {
    final Grid grid = new Grid(new long[] {10, 8, 1}, Affine.scale(1, 1, 0.4));
    final float[] values = new float[80];
    values[35] = 1;
    values[36] = 2;
    final Volume slice = Volume.ofFloats(values, grid, "slice");
    final Preprocessed own =
        Preprocess.run(
            List.of(slice), settings(List.of(1.0, 1.0, 1.0), Scheme.Z_SCORE), Progress.NONE);
    assertArrayEquals(new int[] {1, 1, 2}, own.shape());
    final Restored back = restore(new float[][] {{1, 0}, {0, 1}}, own.origin(), List.of(), false);
    assertEquals(1, back.labels().toFloats()[36]);
    assertEquals(Collections.emptyList(), back.probabilities());
  }

  @Test
  void turnsImagesAsTheReaderDoes() {
    assertEquals(Optional.empty(), ReaderOrientation.of("NibabelIO"));
    assertEquals(Optional.empty(), ReaderOrientation.of("SimpleITKIO"));
    assertEquals(Optional.of(LPI), ReaderOrientation.of("NibabelIOWithReorient"));
    assertMessage("photographs", () -> ReaderOrientation.of("NaturalImage2DIO"));
    assertMessage("'MyIO'", () -> ReaderOrientation.of("MyIO"));
  }

  @Test
  void saysWhatIsWrongWithImages() {
    final Grid grid = new Grid(new long[] {4, 4, 4}, Affine.IDENTITY);
    final Volume good = image(grid);
    final float[] withNaN = good.toFloats();
    withNaN[5] = Float.NaN;
    final Preprocess.Settings one = settings(List.of(1.0, 1.0, 1.0), Scheme.Z_SCORE);
    final Preprocess.Settings two =
        settings(List.of(1.0, 1.0, 1.0), Scheme.Z_SCORE, Scheme.Z_SCORE);
    assertMessage(
        "bad holds NaN",
        () -> Preprocess.run(List.of(Volume.ofFloats(withNaN, grid, "bad")), one, Progress.NONE));
    assertMessage(
        "flat holds the same value",
        () ->
            Preprocess.run(
                List.of(Volume.ofFloats(new float[64], grid, "flat")), one, Progress.NONE));
    assertMessage(
        "takes 2 images (channels), but 1 was given",
        () -> Preprocess.run(List.of(good), two, Progress.NONE));
    assertMessage(
        "t2 and t1 are on different grids",
        () ->
            Preprocess.run(
                List.of(good, good.withVoxelToWorld(Affine.translation(9, 0, 0)).withName("t1")),
                two,
                Progress.NONE));
    assertMessage(
        "more than fit",
        () ->
            Preprocess.run(
                List.of(good), settings(List.of(1e-3, 1e-3, 1e-3), Scheme.NONE), Progress.NONE));
  }

  private static void assertMessage(String part, Executable body) {
    final String message = assertThrows(InputException.class, body).getMessage();
    assertTrue(message.contains(part), message);
    assertTrue(message.lines().count() == 1, message);
  }
}
