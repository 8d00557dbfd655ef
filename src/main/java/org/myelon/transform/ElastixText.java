package org.myelon.transform;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.myelon.image.Affine;
import org.myelon.image.Grid;
import org.myelon.step.InputException;

/** What elastix writes into a transform parameter file, which is in LPS. */
final class ElastixText {

  /** From RAS to LPS and back. */
  private static final Affine FLIP = Affine.scale(-1, -1, 1);

  /** Differences of matrix elements that are rounding. */
  private static final double ROUNDING = 1e-12;

  private ElastixText() {}

  static String of(Transform transform, Grid domain, String name) {
    final String own;
    if (transform instanceof AffineTransform a) own = linear(FLIP.after(a.map()).after(FLIP));
    else if (transform instanceof BSplineTransform b) own = spline(b, name);
    else
      throw new InputException(
          name
              + " cannot be written: elastix has affine maps and B-splines; write this transform as a"
              + " displacement field (.nii.gz).");
    return own
        + """
        (InitialTransformParametersFileName "NoInitialTransform")
        (UseBinaryFormatForTransformationParameters "false")
        (HowToCombineTransforms "Compose")
        (FixedImageDimension 3)
        (MovingImageDimension 3)
        (FixedInternalImagePixelType "float")
        (MovingInternalImagePixelType "float")
        (UseDirectionCosines "true")
        """
        + place(domain, "", name)
        + """
        (ResampleInterpolator "FinalBSplineInterpolator")
        (FinalBSplineInterpolationOrder 1)
        (Resampler "DefaultResampler")
        (DefaultPixelValue 0)
        (ResultImageFormat "nii")
        (ResultImagePixelType "float")
        (CompressResultImage "false")
        """;
  }

  private static String place(Grid grid, String prefix, String name) {
    if (grid.voxelToWorld().isSheared())
      throw new InputException(
          name + " cannot be written: the axes of its grid are not perpendicular to each other.");
    final Affine lps = FLIP.after(grid.voxelToWorld());
    final double[] mm = grid.spacing(), columns = new double[9];
    for (int a = 0; a < 3; a++)
      for (int i = 0; i < 3; i++) columns[3 * a + i] = lps.get(i, a) / mm[a];
    return entry(prefix + "Size", grid.size(0), grid.size(1), grid.size(2))
        + entry(prefix + "Index", 0L, 0L, 0L)
        + entry(prefix + "Spacing", mm)
        + entry(prefix + "Origin", lps.get(0, 3), lps.get(1, 3), lps.get(2, 3))
        + entry(prefix + "Direction", columns);
  }

  private static String spline(BSplineTransform spline, String name) {
    final int points = (int) spline.grid().voxelCount();
    final double[] p = new double[3 * points];
    for (int a = 0; a < 3; a++)
      for (int i = 0; i < points; i++)
        p[a * points + i] = spline.coefficient(a, i) * FLIP.get(a, a);
    return kind("BSplineTransform", p)
        + place(spline.grid(), "Grid", name)
        + entry("BSplineTransformSplineOrder", (long) spline.order())
        + "(UseCyclicTransform \"false\")\n";
  }

  /** The most special kind, about the origin. */
  private static String linear(Affine m) {
    final double scale = Math.cbrt(m.determinant());
    final Affine turn = Affine.scale(1 / scale, 1 / scale, 1 / scale).after(m);
    final double x = m.get(0, 3), y = m.get(1, 3), z = m.get(2, 3);
    if (isSameMatrix(m, Affine.IDENTITY)) return kind("TranslationTransform", x, y, z);
    final String centre = entry("CenterOfRotationPoint", 0.0, 0.0, 0.0);
    if (!(scale > 0) || !isSameMatrix(transposed(turn).after(turn), Affine.IDENTITY))
      return kind("AffineTransform", matrixAndShift(m)) + centre;
    if (Math.abs(scale - 1) > ROUNDING) {
      final double[] v = versor(turn);
      return kind("SimilarityTransform", v[0], v[1], v[2], x, y, z, scale) + centre;
    }
    final double[] a = angles(m);
    return kind("EulerTransform", a[0], a[1], a[2], x, y, z) + centre + "(ComputeZYX \"false\")\n";
  }

  private static double[] matrixAndShift(Affine m) {
    final double[] p = new double[12];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) p[3 * i + j] = m.get(i, j);
      p[9 + i] = m.get(i, 3);
    }
    return p;
  }

  private static boolean isSameMatrix(Affine a, Affine b) {
    for (int i = 0; i < 3; i++)
      for (int j = 0; j < 3; j++) if (Math.abs(a.get(i, j) - b.get(i, j)) > ROUNDING) return false;
    return true;
  }

  private static Affine transposed(Affine m) {
    final double[] t = new double[12];
    for (int i = 0; i < 3; i++) for (int j = 0; j < 3; j++) t[4 * i + j] = m.get(j, i);
    return new Affine(t);
  }

  /** Turns about x, y, z in radians, multiplied in the order Z X Y. */
  private static double[] angles(Affine m) {
    final double x = Math.asin(Math.max(-1, Math.min(1, m.get(2, 1))));
    return Math.cos(x) > 1e-9
        ? new double[] {
          x, Math.atan2(-m.get(2, 0), m.get(2, 2)), Math.atan2(-m.get(0, 1), m.get(1, 1))
        }
        : new double[] {x, 0, Math.atan2(m.get(1, 0), m.get(0, 0))};
  }

  /** The vector part of the unit quaternion of a turn whose scalar part is not negative. */
  private static double[] versor(Affine m) {
    // four times the products of its parts
    final double[][] products = new double[4][4];
    for (int i = 0; i < 3; i++) {
      final int j = (i + 1) % 3, k = (i + 2) % 3;
      products[i][i] = 1 + m.get(i, i) - m.get(j, j) - m.get(k, k);
      products[i][j] = products[j][i] = m.get(i, j) + m.get(j, i);
      products[i][3] = products[3][i] = m.get(k, j) - m.get(j, k);
    }
    products[3][3] = 1 + m.get(0, 0) + m.get(1, 1) + m.get(2, 2);
    int largest = 0;
    for (int i = 1; i < 4; i++) if (products[i][i] > products[largest][largest]) largest = i;
    final double[] q = products[largest];
    final double divisor = Math.copySign(2 * Math.sqrt(q[largest]), q[3]);
    return new double[] {q[0] / divisor, q[1] / divisor, q[2] / divisor};
  }

  private static String kind(String name, double... parameters) {
    return "(Transform \""
        + name
        + "\")\n"
        + entry("NumberOfParameters", (long) parameters.length)
        + entry("TransformParameters", parameters);
  }

  private static String entry(String key, double... values) {
    // + 0.0: no negative zeros
    return DoubleStream.of(values)
        .mapToObj(v -> Double.toString(v + 0.0))
        .collect(Collectors.joining(" ", "(" + key + " ", ")\n"));
  }

  private static String entry(String key, long... values) {
    return Arrays.stream(values)
        .mapToObj(Long::toString)
        .collect(Collectors.joining(" ", "(" + key + " ", ")\n"));
  }
}
