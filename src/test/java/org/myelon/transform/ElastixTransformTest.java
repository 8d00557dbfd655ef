package org.myelon.transform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.myelon.ElastixPrograms;
import org.myelon.image.Affine;
import org.myelon.image.Grid;
import org.myelon.image.Interpolation;
import org.myelon.image.Oblique;
import org.myelon.image.Volume;
import org.myelon.image.nifti.Nifti;
import org.myelon.step.InputException;
import org.myelon.step.Progress;

/** Transforms in elastix's files, against the real transformix. */
class ElastixTransformTest {

  @TempDir Path folder;

  private static final Grid DOMAIN = TransformTest.oblique("LAI");

  /** The rest of a file, with its own place for the fixed image. */
  private static String rest(String before, String how) {
    return "(InitialTransformParametersFileName \""
        + before
        + "\")\n(HowToCombineTransforms \""
        + how
        + "\")\n"
        + """
        (UseBinaryFormatForTransformationParameters "false")

        // Image specific
        (FixedImageDimension 3)
        (MovingImageDimension 3)
        (FixedInternalImagePixelType "float")
        (MovingInternalImagePixelType "float")
        (Size 24 20 16)
        (Index 0 0 0)
        (Spacing 1.0 1.5 2.5)
        (Origin -2.5 11.0 27.5)
        (Direction 0.9305475930 0.1307799366 -0.3420201533 0.2065497852 -0.9587317383 0.1953730797 0.3023546950 0.2524481309 0.9191580820)
        (UseDirectionCosines "true")
        (ResampleInterpolator "FinalBSplineInterpolator") // at the end
        (FinalBSplineInterpolationOrder 1)
        (Resampler "DefaultResampler")
        (DefaultPixelValue 0)
        (ResultImageFormat "nii")
        (ResultImagePixelType "float")
        """;
  }

  static String linear(String kind, String before, String how) {
    return switch (kind) {
          case "translation" ->
              "(Transform \"TranslationTransform\")\n(NumberOfParameters 3)\n"
                  + "(TransformParameters 1.5 -2.25 3)\n";
          case "euler" ->
              "(Transform \"EulerTransform\")\n(NumberOfParameters 6)\n(ComputeZYX \"false\")\n"
                  + "(TransformParameters 0.3 -0.2 0.5 1.5 -2.25 3)\n"
                  + "(CenterOfRotationPoint -9 33 30)\n";
          case "eulerZyx" ->
              "(Transform \"EulerTransform\")\n(NumberOfParameters 6)\n(ComputeZYX \"true\")\n"
                  + "(TransformParameters 0.3 -0.2 0.5 1.5 -2.25 3)\n"
                  + "(CenterOfRotationPoint -9 33 30)\n";
          case "similarity" ->
              "(Transform \"SimilarityTransform\")\n(NumberOfParameters 7)\n"
                  + "(TransformParameters 0.1 -0.2 0.3 1.5 -2.25 3 1.1)\n"
                  + "(CenterOfRotationPoint -9 33 30)\n";
          default ->
              "(Transform \"AffineTransform\")\n(NumberOfParameters 12)\n"
                  + "(TransformParameters 1 0.1 0.2 -0.1 0.9 0.05 -0.2 0.1 1.1 1.5 -2.25 3)\n"
                  + "(CenterOfRotationPoint -9 33 30)\n";
        }
        + rest(before, how);
  }

  /** Control points 4 to 7 mm apart over the domain, displaced by up to 3 mm at random. */
  static String spline(int order, String before, String how) {
    final StringBuilder text =
        new StringBuilder("(Transform \"BSplineTransform\")\n(NumberOfParameters 2970)\n");
    text.append("(TransformParameters");
    final Random random = new Random(order);
    for (int i = 0; i < 2970; i++) text.append(' ').append(6 * random.nextFloat() - 3);
    return text.append(")\n(GridSize 9 10 11)\n(GridIndex 0 0 0)\n(GridSpacing 4.5 5 7)\n")
            .append("(GridOrigin -21.5 14.4 4.6)\n")
            .append("(GridDirection 0.9305475930 0.1307799366 -0.3420201533 0.2065497852")
            .append(" -0.9587317383 0.1953730797 0.3023546950 0.2524481309 0.9191580820)\n")
            .append("(BSplineTransformSplineOrder " + order + ")\n")
            .append("(UseCyclicTransform \"false\")\n")
        + rest(before, how);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  /** Points about the domain; some outside of where a spline says something. */
  private static double[][] points() {
    final Random random = new Random(5);
    final double[][] points = new double[400][];
    for (int i = 0; i < points.length; i++)
      points[i] =
          DOMAIN
              .voxelToWorld()
              .apply(
                  random.nextDouble(-15, 40),
                  random.nextDouble(-15, 35),
                  random.nextDouble(-9, 25));
    return points;
  }

  /** transformix writes six decimals; its own parameters are read with all digits. */
  private void assertAgrees(Path file) throws IOException {
    ElastixPrograms.assumeInstalled();
    final double[][] points = points();
    final double[][] expected =
        ElastixPrograms.transformix(folder, file.getFileName().toString(), points);
    final Transform transform = ElastixTransform.read(file);
    final double[] q = new double[3];
    for (int i = 0; i < points.length; i++) {
      assertTrue(transform.apply(points[i], q));
      assertArrayEquals(expected[i], q, 1e-4, "point " + i);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"translation", "euler", "eulerZyx", "affine"})
  void linearMapsAgreeWithTransformix(String kind) throws IOException {
    assertAgrees(write("t.txt", linear(kind, "NoInitialTransform", "Compose")));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void splinesAgreeWithTransformix(int order) throws IOException {
    assertAgrees(write("t.txt", spline(order, "NoInitialTransform", "Compose")));
  }

  @ParameterizedTest
  @CsvSource({"euler,Compose", "euler,Add", "affine,Compose", "affine,Add"})
  void chainsAgreeWithTransformix(String kind, String how) throws IOException {
    write("first.txt", linear("translation", "NoInitialTransform", "Compose"));
    write("second.txt", linear(kind, "first.txt", how));
    assertAgrees(write("third.txt", spline(3, "second.txt", how)));
  }

  /**
   * Debian's elastix lacks this kind; worked by hand: a quarter turn about LPS z, twice as large.
   */
  @Test
  void aSimilarityIsATurnByAVersorAndAScale() throws IOException {
    final String text =
        linear("similarity", "NoInitialTransform", "Compose")
            .replace("0.1 -0.2 0.3 1.5 -2.25 3 1.1", "0 0 0.70710678118654752 5 6 7 2")
            .replace("-9 33 30", "10 20 30");
    final double[] q = new double[3];
    // LPS (11, 20, 31): about the centre (1, 0, 1), turned and scaled (0, 2, 2), back and shifted
    assertTrue(ElastixTransform.read(write("s.txt", text)).apply(new double[] {-11, -20, 31}, q));
    assertArrayEquals(new double[] {-15, -28, 39}, q, 1e-9);
  }

  private static BSplineTransform spline(Grid domain) {
    final Random random = new Random(7);
    final double[][] mm = new double[3][9 * 8 * 7];
    for (int a = 0; a < 3; a++)
      for (int i = 0; i < mm[a].length; i++) mm[a][i] = random.nextDouble(-1.5, 1.5);
    final Grid control =
        new Grid(
            new long[] {9, 8, 7},
            domain.voxelToWorld().after(new Affine(4, 0, 0, -3.9, 0, 4, 0, -4.1, 0, 0, 4, -4.2)));
    return new BSplineTransform(control, 3, mm);
  }

  /** The field of transformix on the grid of the file, and ours, at all voxels. */
  @ParameterizedTest
  @ValueSource(strings = {"RPI", "LAS", "AIL", "SRP"})
  void whatIsWrittenIsTheSameToTransformixOnAnyGrid(String code) throws IOException {
    final Grid domain = TransformTest.oblique(code);
    final BSplineTransform spline = spline(domain);
    ElastixTransform.write(spline, domain, folder.resolve("b.txt"));
    assertSameEverywhere(spline, ElastixTransform.read(folder.resolve("b.txt")), 1e-9);
    ElastixPrograms.assumeInstalled();
    ElastixPrograms.run(folder, "transformix", "-def", "all", "-tp", "b.txt", "-out", ".");
    final DisplacementField theirs =
        ItkField.of(Nifti.read(folder.resolve("deformationField.nii")));
    assertTrue(domain.differenceFrom(theirs.grid(), 0.001).isEmpty());
    final DisplacementField ours = SampleTransform.run(spline, domain, Progress.NONE);
    for (int i = 0; i < domain.voxelCount(); i++)
      for (int c = 0; c < 3; c++)
        assertEquals(ours.displacement(c, i), theirs.displacement(c, i), 1e-4, "voxel " + i);
  }

  private static void assertSameEverywhere(Transform a, Transform b, double tolerance) {
    final double[] q = new double[3], r = new double[3];
    for (double[] p : points()) {
      assertTrue(a.apply(p, q) && b.apply(p, r));
      assertArrayEquals(q, r, tolerance);
    }
  }

  private static Affine turn() {
    final Grid turned =
        Oblique.grid(
            "LPI",
            new long[] {1, 1, 1},
            new double[] {1, 1, 1},
            new double[] {130, -70, 160},
            new double[] {4, 5, 6});
    return turned.voxelToWorld();
  }

  @Test
  void anAffineMapIsWrittenAsTheMostSpecialKind() throws IOException {
    final Affine turn = turn(), shift = Affine.translation(3, -2, 4);
    final Affine shear = new Affine(1, 0.2, 0, 0, 0, 1.1, 0, 0, 0, 0, 0.9, 0);
    assertWritten(shift, "TranslationTransform");
    assertWritten(turn, "EulerTransform");
    assertWritten(shift.after(new Affine(1, 0, 0, 0, 0, 0, -1, 0, 0, 1, 0, 0)), "EulerTransform");
    assertWritten(turn.after(Affine.scale(0.8, 0.8, 0.8)), "SimilarityTransform");
    assertWritten(Affine.scale(-2, -2, 2).after(turn), "SimilarityTransform");
    assertWritten(turn.after(shear), "AffineTransform");
    assertWritten(turn.after(Affine.scale(-1, -1, -1)), "AffineTransform");
    final Transform field = SampleTransform.run(new AffineTransform(shift), DOMAIN, Progress.NONE);
    final InputException e =
        assertThrows(
            InputException.class,
            () -> ElastixTransform.write(field, DOMAIN, folder.resolve("field.txt")));
    assertTrue(e.getMessage().contains("elastix has affine maps and B-splines"));
    assertFalse(Files.exists(folder.resolve("field.txt")));
  }

  private void assertWritten(Affine map, String kind) throws IOException {
    final Path file = folder.resolve("a.txt");
    ElastixTransform.write(new AffineTransform(map), DOMAIN, file);
    assertEquals("(Transform \"" + kind + "\")", Files.readAllLines(file).get(0));
    final AffineTransform back =
        assertInstanceOf(AffineTransform.class, ElastixTransform.read(file));
    assertArrayEquals(map.toArray(), back.map().toArray(), 1e-9);
    if (!kind.startsWith("Similarity")) assertAgrees(file);
  }

  /** Chains are moved with their folder; the search for inverses begins well for sums, too. */
  @ParameterizedTest
  @ValueSource(strings = {"Compose", "Add"})
  void chainsCanBeInverted(String how) throws IOException {
    write("first.txt", linear("affine", "NoInitialTransform", "Compose"));
    final Path last = folder.resolve("b.txt");
    ElastixTransform.write(spline(DOMAIN), DOMAIN, last);
    Files.writeString(
        last,
        Files.readString(last)
            .replace("NoInitialTransform", "/elsewhere/o ut/first.txt")
            .replace("\"Compose\"", '"' + how + '"'));
    final Transform chain = TransformList.read(last.toString(), Progress.NONE);
    final Transform inverse = chain.inverse();
    final double[] q = new double[3], back = new double[3];
    for (int n = 0; n < 500; n++) {
      final double[] p =
          DOMAIN.voxelToWorld().apply(7 + n % 10, 6 + n / 10 % 10 * 0.8, 5 + n / 100 * 1.2);
      assertTrue(chain.apply(p, q) && inverse.apply(q, back), "point " + n);
      assertArrayEquals(p, back, 0.01, "point " + n);
    }
  }

  private void assertRefused(String text, String said) throws IOException {
    final Path file = write("r.txt", text);
    final InputException e = assertThrows(InputException.class, () -> ElastixTransform.read(file));
    assertEquals(1, e.getMessage().lines().count());
    assertTrue(e.getMessage().startsWith(file + " cannot be read as a transform of elastix: "));
    assertTrue(e.getMessage().contains(said), e.getMessage());
  }

  @Test
  void whatIsNoSuchFileIsRefusedInOneLine() throws IOException {
    final String euler = linear("euler", "NoInitialTransform", "Compose");
    final String spline = spline(3, "NoInitialTransform", "Compose");
    assertRefused("(Transform \"EulerTransform\")", "it has no entry FixedImageDimension");
    assertRefused(euler.replace("EulerT", "WarpT"), "a transform of the kind WarpTransform");
    assertRefused(euler.replace("ImageDimension 3", "ImageDimension 2"), "Dimension is 2");
    assertRefused(euler.replace("-2.25 3", "3"), "5 numbers in TransformParameters and needs 6");
    assertRefused(euler.replace("-2.25 3", "NaN 3"), "holds 'NaN', which is not finite");
    assertRefused(euler.replace("-2.25 3", "x 3"), "holds 'x', which is no number");
    assertRefused(euler.replace("Cosines \"true", "Cosines \"false"), "without the direction");
    assertRefused(euler.replace("Parameters \"false", "Parameters \"true"), "binary file");
    assertRefused(spline.substring(0, 5000), "it may be cut off");
    assertRefused(spline.replace("Order 3", "Order 7"), "BSplineTransformSplineOrder is 7");
    assertRefused(spline.replace("GridSize 9", "GridSize 0"), "GridSize is 0");
    assertRefused(spline.replace("GridSize 9 10 11", "GridSize 99999 99999 9"), "too large");
    assertRefused(spline.replace("GridSpacing 4.5", "GridSpacing 0"), "GridDirection is singular");
    assertRefused(
        spline.replace("Cyclic", "").replace("UseTransform \"false", "UseCyclicTransform \"true"),
        "cyclic");
    assertRefused(linear("euler", "gone.txt", "Compose"), "gone.txt, is not there");
    assertRefused(linear("euler", "r.txt", "Compose"), "names itself");
    write("first.txt", euler);
    assertRefused(linear("euler", "first.txt", "Stir"), "neither Compose nor Add");
    assertRefused(
        linear("affine", "NoInitialTransform", "Add").replace("1 0.1 0.2", "0 0 0"), "singular");
  }

  /** A linear image moved by transformix and by us. */
  @Test
  void imagesAreMovedAsTransformixDoes() throws IOException {
    ElastixPrograms.assumeInstalled();
    final Volume image = Oblique.image(TransformTest.oblique("SRP"), p -> 2 * p[0] - p[1] + p[2]);
    Nifti.write(image, folder.resolve("i.nii"));
    final Grid domain =
        Oblique.grid(
            "LAS",
            new long[] {7, 8, 9},
            new double[] {1, 1.5, 1},
            new double[] {9, 8, 7},
            new double[] {12, -30, 45});
    final Transform transform =
        new AffineTransform(Affine.translation(1, 2, -1).after(turnLittle()));
    ElastixTransform.write(transform, domain, folder.resolve("t.txt"));
    ElastixPrograms.run(folder, "transformix", "-in", "i.nii", "-tp", "t.txt", "-out", ".");
    final Volume theirs = Nifti.read(folder.resolve("result.nii"));
    final Volume ours =
        ApplyTransform.run(image, domain, transform, Interpolation.LINEAR, Progress.NONE);
    domain.requireSame(theirs.grid(), "ours", "theirs");
    assertArrayEquals(theirs.toFloats(), ours.toFloats(), 1e-2f);
  }

  private static Affine turnLittle() {
    return new Affine(1, -0.02, 0, 0, 0.02, 1, 0, 0, 0, 0, 1, 0);
  }
}
