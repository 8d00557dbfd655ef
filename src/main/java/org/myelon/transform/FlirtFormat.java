package org.myelon.transform;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Supplier;
import org.myelon.image.Affine;
import org.myelon.image.Grid;
import org.myelon.step.InputException;
import org.myelon.step.Progress;
import org.myelon.step.TextFile;

/**
 * Matrices of FSL's FLIRT: 4 x 4 numbers as text, from the moving to the fixed image, each in its
 * {@link FslSpace}. They mean something only together with these two images.
 */
final class FlirtFormat implements TransformFormat {

  @Override
  public boolean canRead(FileStart start) {
    return start.text().strip().matches("[-+0-9.eE\\s]+");
  }

  @Override
  public AffineTransform read(Path file, Ends ends, Progress progress) {
    final Supplier<InputException> unknown =
        () ->
            new InputException(
                file
                    + " is a matrix of FSL, which needs its two images: give it alone, or turn it"
                    + " into another kind by convert-transform first.");
    final Grid moving = ends.moving().orElseThrow(unknown);
    final Grid fixed = ends.fixed().orElseThrow(unknown);
    final Affine matrix = matrix(file);
    return new AffineTransform(
        FslSpace.worldToMm(moving)
            .inverse()
            .after(matrix.inverse())
            .after(FslSpace.worldToMm(fixed)));
  }

  private static Affine matrix(Path file) {
    final double[] m;
    try {
      m =
          Arrays.stream(TextFile.read(file).strip().split("\\s+"))
              .mapToDouble(Double::parseDouble)
              .toArray();
    } catch (NumberFormatException e) {
      throw refused(file, "it holds other things than numbers");
    }
    if (m.length != 16) throw refused(file, "it has " + m.length + " numbers, not 16");
    if (m[12] != 0 || m[13] != 0 || m[14] != 0 || m[15] != 1)
      throw refused(file, "its last row is not 0 0 0 1");
    final Affine matrix = new Affine(Arrays.copyOf(m, 12));
    if (!matrix.isUsable()) throw refused(file, "it is singular");
    return matrix;
  }

  private static InputException refused(Path file, String why) {
    return new InputException(
        file + " is no matrix of FSL's FLIRT: " + why + ". Copy it again, or make it anew.");
  }

  /** Writes the matrix of an affine map between two images. */
  static void write(AffineTransform transform, Grid moving, Grid fixed, Path file) {
    final double[] m =
        FslSpace.worldToMm(fixed)
            .after(transform.map().inverse())
            .after(FslSpace.worldToMm(moving).inverse())
            .toArray();
    final StringBuilder text = new StringBuilder();
    for (int i = 0; i < 12; i++) text.append(m[i] + 0.0).append(i % 4 == 3 ? "\n" : "  ");
    TextFile.write(file, text.append("0  0  0  1\n").toString());
  }
}
