package org.myelon.transform;

import java.nio.file.Path;
import java.util.List;
import org.myelon.image.Affine;
import org.myelon.step.InputException;

/**
 * A linear transform as ITK stores it: y = M (x - c) + c + t in LPS mm, where the kind says how the
 * parameters give M and t; the centre c is fixed. (ITK Software Guide, Geometric Transformations.)
 *
 * @param kind the name of ITK's class, without type and dimensions
 * @param parameters what an optimiser changes
 * @param fixed what it leaves alone
 */
record ItkLinear(String kind, double[] parameters, double[] fixed) {

  /** The kind of a file that holds a chain of transforms. */
  private static final String CHAIN = "CompositeTransform";

  /** From RAS to LPS and back. */
  private static final Affine FLIP = Affine.scale(-1, -1, 1);

  private static final double[][] IDENTITY = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};

  /** An affine map, with the origin as centre. */
  static ItkLinear of(AffineTransform transform) {
    final Affine lps = FLIP.after(transform.map()).after(FLIP);
    final double[] p = new double[12];
    for (int i = 0; i < 3; i++) {
      // + 0.0: no negative zeros
      for (int j = 0; j < 3; j++) p[3 * i + j] = lps.get(i, j) + 0.0;
      p[9 + i] = lps.get(i, 3) + 0.0;
    }
    return new ItkLinear("AffineTransform", p, new double[3]);
  }

  /**
   * What a file holds, as one map: its only transform, or its chain, whose last transform a point
   * goes through first.
   *
   * @throws InputException if there is none, or several without a chain
   */
  static AffineTransform compose(List<ItkLinear> stored, Path file) {
    final boolean chain = !stored.isEmpty() && stored.get(0).kind.equals(CHAIN);
    if (!chain && stored.size() != 1)
      throw refused(file, "it holds " + stored.size() + " transforms, not 1");
    Affine lps = Affine.IDENTITY;
    for (ItkLinear t : stored.subList(chain ? 1 : 0, stored.size())) lps = lps.after(t.map(file));
    final Affine map = FLIP.after(lps).after(FLIP);
    if (!map.isUsable()) throw refused(file, "its matrix is singular");
    return new AffineTransform(map);
  }

  /** The map in LPS. */
  private Affine map(Path file) {
    return switch (kind) {
      case "IdentityTransform" -> Affine.IDENTITY;
      case "TranslationTransform" -> build(IDENTITY, at(0, 3, file), new double[3]);
      case "AffineTransform", "MatrixOffsetTransformBase" ->
          build(matrix(file), at(9, 12, file), centre(file));
      case "Euler3DTransform" -> build(euler(file), at(3, 6, file), centre(file));
      case "VersorRigid3DTransform" -> build(versor(1, file), at(3, 6, file), centre(file));
      case "Similarity3DTransform" ->
          build(versor(at(6, 7, file)[0], file), at(3, 7, file), centre(file));
      case "ScaleTransform" -> build(scale(file), new double[3], centre(file));
      default -> throw refused(file, "it holds a transform of the kind " + kind);
    };
  }

  /** Three parameters from one on, of a kind that has so many. */
  private double[] at(int from, int count, Path file) {
    if (parameters.length != count)
      throw refused(
          file, "it needs " + count + " numbers after 'Parameters:', not " + parameters.length);
    return java.util.Arrays.copyOfRange(parameters, from, from + 3);
  }

  private double[] centre(Path file) {
    if (fixed.length < 3)
      throw refused(file, "it needs 3 numbers after 'FixedParameters:', not " + fixed.length);
    return fixed;
  }

  private static Affine build(double[][] m, double[] shift, double[] centre) {
    final double[] rows = new double[12];
    for (int i = 0; i < 3; i++) {
      System.arraycopy(m[i], 0, rows, 4 * i, 3);
      rows[4 * i + 3] = shift[i] + centre[i];
      for (int j = 0; j < 3; j++) rows[4 * i + 3] -= m[i][j] * centre[j];
    }
    return new Affine(rows);
  }

  private double[][] matrix(Path file) {
    return new double[][] {at(0, 12, file), at(3, 12, file), at(6, 12, file)};
  }

  private double[][] scale(Path file) {
    final double[] s = at(0, 3, file);
    return new double[][] {{s[0], 0, 0}, {0, s[1], 0}, {0, 0, s[2]}};
  }

  /** Angles about x, y, z in radians: Rz Rx Ry, or Rz Ry Rx if a fourth fixed number says so. */
  private double[][] euler(Path file) {
    final double[] a = at(0, 6, file);
    final boolean zyx = fixed.length > 3 && fixed[3] != 0;
    final Affine x = turn(0, a[0]), y = turn(1, a[1]), z = turn(2, a[2]);
    final Affine r = zyx ? z.after(y).after(x) : z.after(x).after(y);
    final double[][] m = new double[3][3];
    for (int i = 0; i < 3; i++) for (int j = 0; j < 3; j++) m[i][j] = r.get(i, j);
    return m;
  }

  private static Affine turn(int axis, double angle) {
    final double[] m = Affine.IDENTITY.toArray();
    final int i = (axis + 1) % 3, j = (axis + 2) % 3;
    m[5 * i] = m[5 * j] = Math.cos(angle);
    m[4 * i + j] = -Math.sin(angle);
    m[4 * j + i] = Math.sin(angle);
    return new Affine(m);
  }

  /** The first three parameters are the imaginary part of a unit quaternion. */
  private double[][] versor(double scale, Path file) {
    final double x = parameters[0], y = parameters[1], z = parameters[2];
    final double real = 1 - x * x - y * y - z * z;
    if (real < -1e-9) throw refused(file, "its versor is longer than 1");
    final double[][] m = Quaternion.toMatrix(Math.sqrt(Math.max(0, real)), x, y, z);
    for (int i = 0; i < 3; i++) for (int j = 0; j < 3; j++) m[i][j] *= scale;
    return m;
  }

  /** The mistake in a file. */
  static InputException refused(Path file, String why) {
    return new InputException(
        file
            + " cannot be read as an affine transform: "
            + why
            + ". Give an affine of ITK or ANTs.");
  }
}
