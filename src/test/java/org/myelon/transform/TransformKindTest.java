package org.myelon.transform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.myelon.image.Affine;
import org.myelon.image.Grid;
import org.myelon.image.Oblique;
import org.myelon.step.InputException;
import org.myelon.step.Progress;

/** Each kind of file gives back what was written, within 0.01 mm, on grids of all kinds. */
class TransformKindTest {

  private static final Affine MAP =
      new Affine(0.96, -0.2, 0.05, 3, 0.21, 1.03, 0, -2, 0.02, 0.1, 0.98, 4);

  @TempDir Path folder;

  private static Grid moving() {
    return Oblique.grid(
        "SRP",
        new long[] {30, 25, 40},
        new double[] {0.5, 2, 1.2},
        new double[] {-7, 15, 30},
        new double[] {10, -33, 40});
  }

  private static final String[] CODES = {"RPI", "LAS", "AIL", "SRP"};

  @ParameterizedTest
  @CsvSource({
    "itk-field,a.nii.gz",
    "itk-affine,a.txt",
    "itk-affine,a.mat",
    "fsl-absolute,a.nii.gz",
    "fsl-relative,a.nii",
    "fsl-matrix,a.mat",
    "elastix,a.txt"
  })
  void anAffineComesBackFromEveryKind(String kind, String name) {
    final Path file = folder.resolve(name);
    final Transform map = new AffineTransform(MAP);
    for (String code : CODES) {
      final Ends ends = Ends.of(moving(), TransformTest.oblique(code));
      TransformKind.parse(kind).write(map, ends, file, Progress.NONE);
      final Transform back = TransformList.read("" + file, ends, Progress.NONE);
      final double[] p = {13, -31, 47}, q = new double[3];
      assertTrue(back.apply(p, q));
      assertArrayEquals(MAP.apply(p), q, 1e-4);
      assertEquals(kind, TransformKind.parse(kind).toString());
    }
  }

  @ParameterizedTest
  @CsvSource({"itk-field", "fsl-absolute", "fsl-relative"})
  void aBentTransformComesBackFromEveryKindOfField(String kind) {
    final Path file = folder.resolve("w.nii.gz");
    for (String code : CODES) {
      final Ends ends = Ends.of(moving(), TransformTest.oblique(code));
      final Transform field =
          TransformTest.field(TransformTest.oblique(code), TransformTest::smooth);
      TransformKind.parse(kind).write(field, ends, file, Progress.NONE);
      final Transform back = TransformList.read("" + file, ends, Progress.NONE);
      final double[] p = {13, -31, 47}, q = new double[3], r = new double[3];
      assertTrue(field.apply(p, q) && back.apply(p, r));
      assertArrayEquals(q, r, 1e-4);
    }
  }

  private void assertRefused(String kind, Transform t, Ends ends, String name, String why) {
    final InputException e =
        assertThrows(
            InputException.class,
            () -> TransformKind.parse(kind).write(t, ends, folder.resolve(name), Progress.NONE));
    assertEquals(1, e.getMessage().lines().count());
    assertTrue(e.getMessage().contains(why), e.getMessage());
    assertFalse(Files.exists(folder.resolve(name)));
  }

  @Test
  void whatAKindCannotHoldIsRefused() {
    final Grid fixed = TransformTest.oblique("LAS");
    final Ends both = Ends.of(moving(), fixed);
    final Ends one = new Ends(Optional.empty(), Optional.of(fixed));
    final Transform map = new AffineTransform(MAP);
    final Transform bent = TransformTest.field(fixed, TransformTest::smooth);
    assertRefused("itk-affine", bent, both, "a.txt", "bends");
    assertRefused("fsl-matrix", bent, both, "a.mat", "bends");
    assertRefused("elastix", bent, both, "a.txt", "displacement field");
    assertRefused("fsl-matrix", map, one, "a.mat", "needs the image that is moved: give moving=");
    assertRefused("fsl-absolute", map, one, "a.nii", "give moving=");
    assertRefused("itk-field", map, Ends.UNKNOWN, "a.nii", "give reference=");
    assertRefused("itk-affine", map, both, "a.nii.gz", "text or .mat file");
    assertRefused("fsl-relative", map, both, "a.mat", "must end in .nii.gz");
    final Affine away = Affine.translation(900, 0, 0);
    final Transform elsewhere = new CompositeTransform(List.of(bent, new AffineTransform(away)));
    assertRefused("itk-field", elsewhere, both, "a.nii", "says nothing about any voxel");
  }

  /** A chain of affine maps is one; a chain with a field is none. */
  @Test
  void chainsOfAffineMapsAreAffine() {
    final Transform a = new AffineTransform(MAP);
    final Transform b = new AffineTransform(Affine.scale(2, 3, 4));
    final Transform chain = new CompositeTransform(List.of(a, new PairedTransform(b, a)));
    final double[] q = new double[3];
    assertTrue(chain.apply(new double[] {1, 2, 3}, q));
    assertArrayEquals(q, AffineTransform.of(chain).orElseThrow().map().apply(1, 2, 3), 1e-12);
    final Transform bent = TransformTest.field(moving(), TransformTest::smooth);
    assertTrue(AffineTransform.of(new CompositeTransform(List.of(a, bent))).isEmpty());
  }

  /** Within the field nearly all is found, and undone within the tolerance of the search. */
  @Test
  void theResidualOfAnInverseIsReported() {
    final Grid grid = TransformTest.oblique("AIL");
    final Transform field = TransformTest.field(grid, TransformTest::smooth);
    final InvertTransform.Result all = InvertTransform.run(field, grid, Progress.NONE);
    assertTrue(all.found() > 0.6 && all.found() < 1, all.found() + " found");
    assertTrue(all.meanMm() > 0 && all.meanMm() <= all.largestMm());
    assertTrue(all.largestMm() < 1.1 * InverseTransform.TOLERANCE_MM, all.largestMm() + " mm");
    assertTrue(all.methods().sentence().contains("% of the voxels"));
    int valid = 0;
    for (int i = 0; i < grid.voxelCount(); i++) if (all.field().isValid(i)) valid++;
    assertEquals(valid, all.found() * grid.voxelCount(), 1e-6);
    final InvertTransform.Result exact =
        InvertTransform.run(new AffineTransform(MAP), grid, Progress.NONE);
    assertEquals(1, exact.found());
    assertEquals(0, exact.largestMm(), 1e-5);
  }
}
