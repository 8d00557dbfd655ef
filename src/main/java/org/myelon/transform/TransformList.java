package org.myelon.transform;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.myelon.image.nifti.Nifti;
import org.myelon.step.InputException;
import org.myelon.step.Progress;

/**
 * Transforms as users name them: files separated by commas, a minus before one takes its inverse.
 */
public final class TransformList {

  private TransformList() {}

  /**
   * Reads and composes transforms.
   *
   * @param text such as "a.nii.gz,-b.txt", in the order in which they move the image
   * @throws InputException if a file is missing or no transform
   */
  public static Transform read(String text, Progress progress) {
    final List<Transform> found = new ArrayList<>();
    for (String word : text.split(",")) {
      final String name = word.strip();
      final boolean inverse = name.startsWith("-");
      final Transform t = readFile(inverse ? name.substring(1).strip() : name, progress);
      found.add(inverse ? t.inverse() : t);
    }
    return found.size() == 1 ? found.get(0) : new CompositeTransform(found);
  }

  private static Transform readFile(String name, Progress progress) {
    if (name.isEmpty())
      throw new InputException(
          "A transform is missing: give files such as warp.nii.gz,-affine.txt, separated by"
              + " commas.");
    final Path file = Path.of(name);
    if (!Files.isRegularFile(file))
      throw new InputException("There is no transform " + name + ": check the path.");
    if (name.endsWith(".txt")) return ItkAffine.read(file);
    if (name.endsWith(".nii") || name.endsWith(".nii.gz"))
      return ItkField.of(Nifti.read(file, progress));
    throw new InputException(
        name + " is no transform that can be read: give an ITK field (.nii.gz) or affine (.txt).");
  }
}
