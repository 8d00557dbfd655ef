package org.myelon.template;

import java.nio.file.Files;
import java.nio.file.Path;
import org.myelon.image.Volume;
import org.myelon.image.nifti.Nifti;
import org.myelon.step.InputException;
import org.myelon.step.Progress;

/**
 * A folder of images with their list: the {@code template} or the {@code atlas} of a template, or
 * what was made of them for a subject. An image may be missing until it is asked for.
 *
 * @param path the folder
 * @param info its list
 */
public record LabelFolder(Path path, InfoLabel info) {

  /**
   * Opens a folder; reads no image.
   *
   * @throws InputException if it has no list, or a wrong one
   */
  public static LabelFolder open(Path folder) {
    final Path list = folder.resolve(InfoLabel.FILE);
    if (!Files.isRegularFile(list))
      throw new InputException(
          folder
              + (Files.isDirectory(folder)
                  ? " has no " + InfoLabel.FILE + ": it is no template or atlas folder."
                  : " is no folder: check the path."));
    return new LabelFolder(folder, InfoLabel.read(list));
  }

  /** Whether a folder looks like one that {@link #open} takes. */
  static boolean isOne(Path folder) {
    return Files.isRegularFile(folder.resolve(InfoLabel.FILE));
  }

  /** Whether the image is there. */
  public boolean has(InfoLabel.Image image) {
    return Files.isRegularFile(path.resolve(image.file()));
  }

  /**
   * The file of an image.
   *
   * @throws InputException if it is not there
   */
  public Path file(InfoLabel.Image image) {
    if (!has(image))
      throw new InputException(
          image.file()
              + " ("
              + image.name()
              + ") is missing in "
              + path
              + ": get the whole template with Download Template or give another template folder.");
    return path.resolve(image.file());
  }

  /**
   * Reads an image.
   *
   * @throws InputException if it is not there or cannot be read
   */
  public Volume read(InfoLabel.Image image, Progress progress) {
    return Nifti.read(file(image), progress);
  }
}
