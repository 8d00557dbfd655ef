package org.myelon.transform;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.myelon.step.InputException;
import org.myelon.step.Progress;

/**
 * Transforms as users name them: files separated by commas, a minus before one takes its inverse.
 * What a file holds is seen from its content.
 */
public final class TransformList {

  private static final List<TransformFormat> FORMATS =
      List.of(
          new ItkTextFormat(),
          new ItkMatlabFormat(),
          new ElastixFormat(),
          new BigWarpFormat(),
          new NiftiFormat(),
          new FlirtFormat());

  private TransformList() {}

  /**
   * Reads and composes transforms.
   *
   * @param text such as "a.nii.gz,-b.txt", in the order in which they move the image
   * @throws InputException if a file is missing or no transform
   */
  public static Transform read(String text, Progress progress) {
    return read(text, Ends.UNKNOWN, progress);
  }

  /**
   * Reads and composes transforms between two images.
   *
   * @param text such as "a.nii.gz,-b.txt", in the order in which they move the image
   * @param ends the image that is moved and the grid onto which it is moved; files that do not say
   *     between which images they lead can only be at these ends
   * @throws InputException if a file is missing or no transform
   */
  public static Transform read(String text, Ends ends, Progress progress) {
    final String[] words = text.split(",", -1);
    final List<Transform> found = new ArrayList<>();
    for (int i = 0; i < words.length; i++) {
      final Ends own =
          new Ends(
              i == 0 ? ends.moving() : Optional.empty(),
              i == words.length - 1 ? ends.fixed() : Optional.empty());
      found.add(
          readWord(
              words[i].strip(),
              own,
              progress.part(i / (double) words.length, (i + 1.0) / words.length)));
    }
    return found.size() == 1 ? found.get(0) : new CompositeTransform(found);
  }

  private static Transform readWord(String word, Ends ends, Progress progress) {
    final boolean inverse = word.startsWith("-");
    final String name = inverse ? word.substring(1).strip() : word;
    if (name.isEmpty())
      throw new InputException(
          "A transform is missing: give files such as warp.nii.gz,-affine.txt, separated by"
              + " commas.");
    final Transform t = readFile(Path.of(name), inverse ? ends.swapped() : ends, progress);
    return inverse ? t.inverse() : t;
  }

  private static Transform readFile(Path file, Ends ends, Progress progress) {
    final FileStart start = FileStart.of(file);
    for (TransformFormat format : FORMATS)
      if (format.canRead(start)) return format.read(file, ends, progress);
    throw new InputException(
        file
            + " is no transform that can be read: give a displacement field (.nii.gz), an affine"
            + " (.txt) or a transform of elastix (.txt).");
  }
}
