package org.myelon.segment.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.myelon.step.InputException;

/**
 * Finds images and their masks by their names. A list names files, folders (all NIfTI files below
 * them) or patterns such as {@code derivatives/*_seg.nii.gz} (below the folder before the last
 * slash). A mask belongs to the image with whose name its own begins, as in BIDS: {@code
 * sub-01_T2w_seg.nii.gz} to {@code sub-01_T2w.nii.gz}. Lists of equally many single files belong
 * together in their order.
 */
public final class TrainingPairs {

  /**
   * An image and where what is looked for is marked.
   *
   * @param image file
   * @param mask file
   */
  public record Pair(Path image, Path mask) {}

  private TrainingPairs() {}

  /**
   * @param images comma-separated files, folders or patterns
   * @param masks likewise
   * @return pairs in the order of the images; images without a mask are left out
   * @throws InputException if something named is not there, no pair is found, a mask has no image,
   *     or an image more than one mask
   */
  public static List<Pair> find(String images, String masks) {
    final List<String> first = words(images, "images"), second = words(masks, "masks");
    final List<Path> marked = files(second);
    if (areFiles(first) && areFiles(second) && first.size() == second.size())
      return inOrder(files(first), marked);
    final Set<Path> seen = new LinkedHashSet<>(files(first));
    seen.removeAll(marked);
    return byName(new ArrayList<>(seen), new LinkedHashSet<>(marked));
  }

  private static List<String> words(String list, String name) {
    final List<String> words =
        Arrays.stream(list.split(",")).map(String::strip).filter(w -> !w.isEmpty()).toList();
    if (words.isEmpty())
      throw new InputException("Give " + name + "=: files, or a folder of them.");
    return words;
  }

  private static boolean areFiles(List<String> words) {
    return words.stream().allMatch(w -> !isPattern(w) && Files.isRegularFile(Path.of(w)));
  }

  private static boolean isPattern(String word) {
    return word.contains("*") || word.contains("?");
  }

  private static List<Path> files(List<String> words) {
    return words.stream().flatMap(w -> files(w).stream()).toList();
  }

  private static List<Path> files(String word) {
    if (isPattern(word)) {
      final int slash = word.lastIndexOf('/');
      return below(word, slash < 0 ? "." : word.substring(0, slash), word.substring(slash + 1));
    }
    final Path path = Path.of(word);
    if (Files.isDirectory(path)) return below(word, word, "*");
    if (Files.isRegularFile(path)) return List.of(path.toAbsolutePath().normalize());
    throw new InputException("There is no file or folder " + word + ".");
  }

  /** NIfTI files whose own name fits, in alphabetical order. */
  private static List<Path> below(String word, String folder, String pattern) {
    final Path root = Path.of(folder).toAbsolutePath().normalize();
    if (!Files.isDirectory(root))
      throw new InputException("There is no folder " + folder + ", named by " + word + ".");
    final PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    try (Stream<Path> all = Files.walk(root)) {
      final List<Path> found =
          all.filter(f -> f.toString().matches(".*\\.nii(\\.gz)?"))
              .filter(f -> matcher.matches(f.getFileName()))
              .sorted()
              .toList();
      if (found.isEmpty()) throw new InputException("There is no NIfTI file in " + word + ".");
      return found;
    } catch (IOException | UncheckedIOException e) {
      throw new InputException("Cannot look into " + folder + ": " + e.getMessage(), e);
    }
  }

  private static List<Pair> inOrder(List<Path> images, List<Path> masks) {
    final List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < images.size(); i++) pairs.add(new Pair(images.get(i), masks.get(i)));
    return pairs;
  }

  private static List<Pair> byName(List<Path> images, Set<Path> masks) {
    final Map<Path, Path> maskOf = new LinkedHashMap<>();
    for (Path mask : masks) {
      final Path image = imageOf(mask, images);
      final Path other = maskOf.put(image, mask);
      if (other != null)
        throw new InputException(
            "%s and %s both fit %s: name the masks by a pattern such as folder/*_seg.nii.gz."
                .formatted(other.getFileName(), mask.getFileName(), image.getFileName()));
    }
    return images.stream()
        .filter(maskOf::containsKey)
        .map(image -> new Pair(image, maskOf.get(image)))
        .toList();
  }

  /** The image with the longest name with which the mask's begins. */
  private static Path imageOf(Path mask, List<Path> images) {
    Path best = null;
    boolean twice = false;
    for (Path image : images) {
      if (!stem(mask).matches("\\Q" + stem(image) + "\\E([^A-Za-z0-9].*)?")) continue;
      final int longer = best == null ? 1 : stem(image).length() - stem(best).length();
      twice = longer == 0 || longer < 0 && twice;
      if (longer > 0) best = image;
    }
    if (best == null)
      throw new InputException(
          "No image belongs to the mask "
              + mask
              + ": its name must begin with the image's, or give images and masks one by one.");
    if (twice)
      throw new InputException(
          "Several images are called "
              + best.getFileName()
              + ": give images and masks one by one, in the same order.");
    return best;
  }

  private static String stem(Path file) {
    return file.getFileName().toString().replaceFirst("\\.nii(\\.gz)?$", "");
  }
}
