package org.myelon.command.convert;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.myelon.image.Volume;
import org.myelon.image.nifti.Nifti;
import org.myelon.step.InputException;

/** The images that are open in ImageJ. */
public final class OpenImages {

  private OpenImages() {}

  /** The titles of all open images, the active one first. */
  public static List<String> titles() {
    final List<ImagePlus> images = all();
    active().filter(images::remove).ifPresent(a -> images.add(0, a));
    return images.stream().map(ImagePlus::getTitle).distinct().toList();
  }

  static List<ImagePlus> all() {
    final int[] ids = WindowManager.getIDList();
    return Arrays.stream(ids == null ? new int[0] : ids)
        .mapToObj(WindowManager::getImage)
        .filter(Objects::nonNull)
        .collect(Collectors.toCollection(ArrayList::new));
  }

  /** The active image. */
  public static Optional<ImagePlus> active() {
    return Optional.ofNullable(WindowManager.getCurrentImage());
  }

  /**
   * The open image of a title, or else the NIfTI file of a path.
   *
   * @throws InputException if there is neither
   */
  public static Volume find(String titleOrPath) {
    final ImagePlus image = WindowManager.getImage(titleOrPath);
    if (image != null) return ImagePlusVolumes.toVolume(image);
    if (Files.isRegularFile(Path.of(titleOrPath))) return Nifti.read(Path.of(titleOrPath));
    final List<String> titles = titles();
    throw new InputException(
        "There is no image '"
            + titleOrPath
            + "'; "
            + (titles.isEmpty()
                ? "no image is open."
                : "open images are: " + String.join(", ", titles) + "."));
  }

  /**
   * Shows a result in a window (in a headless or batch macro: adds it to the images that the macro
   * can select) and makes it the current image. Its title is the name of the volume, numbered if
   * another image has it.
   */
  public static ImagePlus show(Volume volume) {
    final List<ImagePlus> open = all();
    final ImagePlus image = ImagePlusVolumes.toImagePlus(volume);
    if (sharesPixels(image, open)) image.setStack(image.getStack().duplicate());
    image.setTitle(unusedTitle(volume.name()));
    image.show();
    image.setZ(image.getNSlices() / 2 + 1); // the first slice of a scan is mostly empty
    if (IJ.getInstance() != null && image.getWindow() != null)
      WindowManager.setCurrentWindow(image.getWindow());
    LinkedPoints.listen(image);
    return image;
  }

  /** A result may be one of the inputs unchanged: its window must not write through to theirs. */
  private static boolean sharesPixels(ImagePlus made, List<ImagePlus> open) {
    final Map<Object, Boolean> arrays = new IdentityHashMap<>();
    for (ImagePlus image : open) for (Object plane : planes(image)) arrays.put(plane, true);
    return Arrays.stream(planes(made)).anyMatch(arrays::containsKey);
  }

  private static Object[] planes(ImagePlus image) {
    return Arrays.stream(image.getStack().getImageArray()).filter(Objects::nonNull).toArray();
  }

  private static String unusedTitle(String name) {
    final List<String> taken = titles();
    String title = name;
    for (int i = 1; taken.contains(title); i++) title = name + "-" + i;
    return title;
  }
}
