package org.myelon.register;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.myelon.image.Affine;
import org.myelon.image.Grid;
import org.myelon.image.Oblique;
import org.myelon.image.Volume;
import org.myelon.image.nifti.Nifti;
import org.myelon.label.PointLabel;
import org.myelon.label.PointLabels;
import org.myelon.step.InputException;
import org.myelon.transform.AffineTransform;
import org.myelon.transform.BigWarpFile;
import org.myelon.transform.BigWarpLandmarks;
import org.myelon.transform.Transform;

/** Landmarks of two oblique images, to BigWarp and back. */
class PairedLandmarksTest {

  private static final Grid FIXED = grid("LAI", 12), MOVING = grid("SRP", -9);

  /** From the fixed to the moving image. */
  private static final Affine MAP =
      Affine.translation(3, -2, 4)
          .after(new Affine(0.96, -0.2, 0.05, 0, 0.21, 1.03, 0, 0, 0.02, 0.1, 0.98, 0));

  private static Grid grid(String code, double degrees) {
    return Oblique.grid(
        code,
        new long[] {50, 44, 40},
        new double[] {1, 1.5, 2},
        new double[] {degrees, -8, 5},
        new double[] {2, -4, 3});
  }

  /** A cord along the superior axis, bent. */
  private static Volume cord() {
    return Oblique.image(
        FIXED, p -> Math.hypot(p[0] - 2 - 4 * Math.sin(p[2] / 20), p[1] + 4) < 6 ? 1 : 0);
  }

  /** Exported and imported again, the same map within 0.01 mm. */
  @ParameterizedTest
  @CsvSource({"true, marks.csv", "true, project.json", "false, marks.csv"})
  void aTransformGoesToBigWarpAndBack(boolean along, String name, @TempDir Path folder) {
    final Transform map = new AffineTransform(MAP);
    final PairedLandmarks found =
        along
            ? PairedLandmarks.alongCord(map, MOVING, cord(), 15)
            : PairedLandmarks.onLattice(map, MOVING, FIXED, 18);
    assertTrue(found.names().size() > 10, found.names().size() + " landmarks");
    BigWarpFile.write(
        BigWarpLandmarks.of(found.names(), found.pairs(), MOVING, FIXED), folder.resolve(name));
    final Transform back = BigWarpFile.read(folder.resolve(name)).transform(MOVING, FIXED);
    final double[] q = new double[3];
    for (int n = 0; n < 400; n++) {
      final double[] p = FIXED.voxelToWorld().apply(n % 10 * 5, n / 10 % 10 * 4.4, n / 100 * 10);
      assertTrue(back.apply(p, q));
      assertArrayEquals(MAP.apply(p), q, 0.01);
    }
  }

  private static Volume labels(Grid grid, int... values) {
    final PointLabel[] points = new PointLabel[values.length];
    for (int i = 0; i < points.length; i++)
      points[i] = new PointLabel(values[i], new double[] {3 + 7 * i, 40 - 5 * i, 2 + i * i});
    return new PointLabels(List.of(points), grid).toVolume("labels " + values.length);
  }

  @Test
  void labelsInCommonBecomeLandmarks() {
    final PairedLandmarks found =
        PairedLandmarks.ofLabels(labels(MOVING, 3, 4, 5, 7), labels(FIXED, 9, 5, 4));
    assertEquals(List.of("label 4", "label 5"), found.names());
    assertArrayEquals(FIXED.voxelToWorld().apply(17, 30, 6), found.pairs().from()[0], 1e-9);
    assertArrayEquals(MOVING.voxelToWorld().apply(10, 35, 3), found.pairs().to()[0], 1e-9);
    says(
        "labels 1 (labels 3) and labels 1 (labels 9) have no label in common",
        () -> PairedLandmarks.ofLabels(labels(MOVING, 3), labels(FIXED, 9)));
    final float[] fraction = new float[(int) FIXED.voxelCount()];
    fraction[7] = 3.4f;
    final Volume mistaken = Volume.ofFloats(fraction, FIXED, "fraction");
    says("whole numbers", () -> PairedLandmarks.ofLabels(labels(MOVING, 3), mistaken));
  }

  private static void says(String part, Runnable run) {
    final String message = assertThrows(InputException.class, run::run).getMessage();
    assertTrue(message.contains(part), message);
    assertEquals(1, message.lines().count());
  }

  @Test
  void whatCannotBeIsRefused() {
    final Transform map = new AffineTransform(MAP);
    says("-1.0 mm", () -> PairedLandmarks.onLattice(map, MOVING, FIXED, -1));
    says("more than 1000", () -> PairedLandmarks.onLattice(map, MOVING, FIXED, 2));
    final Transform away = new AffineTransform(Affine.translation(900, 0, 0));
    says("no landmark into", () -> PairedLandmarks.alongCord(away, MOVING, cord(), 15));
  }

  /** The landmarks that the examples of the commands read are what this writes. */
  @Test
  void theExampleIsWrittenByUs(@TempDir Path folder) throws Exception {
    final Volume cord = Nifti.read(Path.of("test-data/subject/cord.nii.gz"));
    final PairedLandmarks found =
        PairedLandmarks.alongCord(
            new AffineTransform(Affine.translation(2, -3, 5)), cord.grid(), cord, 40);
    final Path file = folder.resolve("landmarks.csv"), kept = Path.of("test-data/subject");
    BigWarpFile.write(
        BigWarpLandmarks.of(found.names(), found.pairs(), cord.grid(), cord.grid()), file);
    assertEquals(
        Files.readString(kept.resolve("landmarks.csv")), Files.readString(file), file.toString());
  }
}
