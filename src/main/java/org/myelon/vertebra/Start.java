package org.myelon.vertebra;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.myelon.image.Volume;
import org.myelon.image.nifti.Nifti;
import org.myelon.label.LabelCord;
import org.myelon.label.PointLabel;
import org.myelon.label.PointLabels;
import org.myelon.label.Vertebra;
import org.myelon.step.InputException;
import org.myelon.step.Progress;
import org.myelon.step.TextFile;

/**
 * Discs whose numbers the user knows.
 *
 * @param known RAS mm of each; empty if the numbers are to be found
 */
public record Start(SortedMap<Integer, double[]> known) {

  private static final String AUTO = "auto";

  private static final Pattern OPTION =
      Pattern.compile("-initz\\s+(\\d+\\s*,\\s*\\d+)|-initcenter\\s+(\\d+)");

  public Start {
    known = Collections.unmodifiableSortedMap(new TreeMap<>(known));
  }

  /** Nothing is known. */
  public static Start automatic() {
    return new Start(new TreeMap<>());
  }

  /** Whether this is how nothing is said. */
  public static boolean isAutomatic(String text) {
    return text == null || text.isBlank() || text.strip().equalsIgnoreCase(AUTO);
  }

  /**
   * The discs of a label image.
   *
   * @throws InputException if it holds none
   */
  public static Start of(Volume labels) {
    final PointLabels discs =
        PointLabels.of(labels).filtered(p -> Vertebra.isVertebra(p.value())).meanPerValue();
    if (discs.points().isEmpty())
      throw new InputException(
          labels
              + " holds no disc: number discs from 1 to "
              + Vertebra.LAST
              + ", where 3 is C2/C3 and 8 is C7/T1.");
    final SortedMap<Integer, double[]> known = new TreeMap<>();
    for (PointLabel p : discs.points()) known.put(p.value(), discs.world(p));
    return new Start(known);
  }

  /**
   * Reads what a user types.
   *
   * @param text "auto"; "slice,number" or "mid,number", where the slice counts the stored axis
   *     along the body and mid is the middle of the image; or "x,y,z,number"; several with colons
   * @param cord the mask whose slices and voxels are counted
   * @throws InputException if it is something else, or the cord is not in that slice
   */
  public static Start parse(String text, Volume cord) {
    if (isAutomatic(text)) return automatic();
    final String given = text.strip();
    if (given.split("[:;]")[0].split(",", -1).length == 4)
      return of(PointLabels.parse(given, cord.grid()).toVolume("start=" + given));
    if (!given.matches("(?s)\\s*(mid|\\d+)\\s*,.*"))
      throw new InputException(
          "start="
              + given
              + " is not known: write auto, slice,number such as 44,3 (3 is C2/C3), mid,3,"
              + " x,y,z,number, or the name of a label file.");
    return of(
        LabelCord.run(cord, new LabelCord.Settings(given), Progress.NONE)
            .labels()
            .withName("start=" + given));
  }

  /**
   * Reads what a user types, or the file of that name: a label image, or SCT's text with {@code
   * -initz slice,number} or {@code -initcenter number}.
   *
   * @throws InputException as {@link #parse}, or if the file cannot be read
   */
  public static Start read(String text, Volume cord) {
    final Path file = file(text);
    if (file == null) return parse(text, cord);
    if (file.toString().matches("(?i).*\\.nii(\\.gz)?")) return of(Nifti.read(file));
    final Matcher option = OPTION.matcher(TextFile.read(file));
    if (!option.find())
      throw new InputException(
          file + " is no start: write -initz slice,number or -initcenter number into it.");
    return parse(option.group(1) == null ? "mid," + option.group(2) : option.group(1), cord);
  }

  /** The file that a text names; null if there is none. */
  private static Path file(String text) {
    try {
      final Path file = Path.of(text == null ? "" : text.strip());
      return Files.isRegularFile(file) ? file : null;
    } catch (InvalidPathException e) {
      return null;
    }
  }

  /** Whether no number is known. */
  public boolean isAutomatic() {
    return known.isEmpty();
  }
}
