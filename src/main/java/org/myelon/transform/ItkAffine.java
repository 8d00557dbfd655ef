package org.myelon.transform;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.myelon.image.Affine;
import org.myelon.step.InputException;
import org.myelon.step.TextFile;

/**
 * Affine maps in ITK's text format ("Insight Transform File V1.0"): y = M (x - c) + c + t in LPS
 * mm, the parameters M row by row and t, the fixed parameters c.
 */
public final class ItkAffine {

  private static final String FIRST_LINE = "#Insight Transform File V1.0";

  /** From RAS to LPS and back. */
  private static final Affine FLIP = Affine.scale(-1, -1, 1);

  private ItkAffine() {}

  /**
   * @throws InputException if the file is no single affine map of 3-D points in this format
   */
  public static AffineTransform read(Path file) {
    final String text = TextFile.read(file);
    if (!text.startsWith(FIRST_LINE))
      throw refused(file, "it does not begin with '" + FIRST_LINE + "'");
    final String[] kinds =
        text.lines().filter(l -> l.startsWith("Transform:")).toArray(String[]::new);
    if (kinds.length != 1) throw refused(file, "it holds " + kinds.length + " transforms, not 1");
    final String kind = kinds[0].substring("Transform:".length()).strip();
    if (!kind.matches("(AffineTransform|MatrixOffsetTransformBase)_(double|float)_3_3"))
      throw refused(file, "it holds a transform of the kind " + kind);
    final double[] m = numbers(text, "Parameters:", 12, file);
    final double[] c = numbers(text, "FixedParameters:", 3, file);
    final double[] rows = new double[12];
    for (int i = 0; i < 3; i++) {
      System.arraycopy(m, 3 * i, rows, 4 * i, 3);
      rows[4 * i + 3] = m[9 + i] + c[i];
      for (int j = 0; j < 3; j++) rows[4 * i + 3] -= m[3 * i + j] * c[j];
    }
    final Affine map = FLIP.after(new Affine(rows)).after(FLIP);
    if (!map.isUsable()) throw refused(file, "its matrix is singular");
    return new AffineTransform(map);
  }

  /** Writes a file; the fixed centre is the origin. */
  public static void write(AffineTransform transform, Path file) {
    final double[] m = FLIP.after(transform.map()).after(FLIP).toArray();
    final StringBuilder text = new StringBuilder(FIRST_LINE);
    text.append("\n#Transform 0\nTransform: AffineTransform_double_3_3\nParameters:");
    // + 0.0: no negative zeros
    for (int i = 0; i < 3; i++)
      for (int j = 0; j < 3; j++) text.append(' ').append(m[4 * i + j] + 0.0);
    for (int i = 0; i < 3; i++) text.append(' ').append(m[4 * i + 3] + 0.0);
    TextFile.write(file, text.append("\nFixedParameters: 0 0 0\n").toString());
  }

  private static double[] numbers(String text, String key, int count, Path file) {
    final String line =
        text.lines()
            .filter(l -> l.startsWith(key))
            .findFirst()
            .orElseThrow(() -> refused(file, "it has no line '" + key + "'"));
    try {
      final double[] values =
          Arrays.stream(line.substring(key.length()).strip().split("\\s+"))
              .mapToDouble(Double::parseDouble)
              .toArray();
      if (values.length == count) return values;
    } catch (NumberFormatException e) {
      throw refused(file, "it has no numbers after '" + key + "'");
    }
    throw refused(file, String.format(Locale.ROOT, "it needs %d numbers after '%s'", count, key));
  }

  private static InputException refused(Path file, String why) {
    return new InputException(
        file
            + " cannot be read as an affine transform: "
            + why
            + ". Give an affine of ITK or ANTs.");
  }
}
