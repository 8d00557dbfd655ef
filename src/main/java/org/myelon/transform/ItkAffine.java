package org.myelon.transform;

import java.nio.file.Path;
import java.util.Locale;
import org.myelon.step.InputException;
import org.myelon.step.Progress;

/** Files of ITK and ANTs that hold an affine map: text (.txt, .tfm) or MATLAB's binary (.mat). */
public final class ItkAffine {

  private ItkAffine() {}

  /**
   * Reads either kind, told apart by content.
   *
   * @throws InputException if the file is no linear map of 3-D points in these formats
   */
  public static AffineTransform read(Path file) {
    final FileStart start = FileStart.of(file);
    final ItkTextFormat text = new ItkTextFormat();
    final ItkMatlabFormat matlab = new ItkMatlabFormat();
    if (text.canRead(start)) return text.read(file, Ends.UNKNOWN, Progress.NONE);
    if (matlab.canRead(start)) return matlab.read(file, Ends.UNKNOWN, Progress.NONE);
    throw ItkLinear.refused(file, "it is none");
  }

  /**
   * Writes an affine with the origin as its centre, as text or, if the name ends in .mat, as
   * MATLAB's binary.
   *
   * @throws InputException if the file cannot be written; nothing is left behind then
   */
  public static void write(AffineTransform transform, Path file) {
    final ItkLinear stored = ItkLinear.of(transform);
    if (file.toString().toLowerCase(Locale.ROOT).endsWith(".mat"))
      ItkMatlabFormat.write(stored, file);
    else ItkTextFormat.write(stored, file);
  }
}
