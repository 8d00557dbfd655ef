package org.myelon.morphology;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.myelon.label.PmjDistance;
import org.myelon.step.InputException;
import org.myelon.step.NumberList;

/**
 * Which slices are averaged together. Slices and levels asked for together mean the slices that are
 * both.
 *
 * @param slices slices from the inferior end, empty for all
 * @param vertebrae levels, empty for all
 * @param per what makes one row
 */
public record Regions(List<Integer> slices, List<Integer> vertebrae, Per per) {

  /** What makes one row of the table. */
  public enum Per {
    SLICE,
    LEVEL,
    REGION;

    /**
     * Reads the value of a command's key.
     *
     * @throws InputException if it is none of "slice", "level" and "region"
     */
    public static Per parse(String text) {
      for (Per p : values())
        if (p.name().toLowerCase(Locale.ROOT).equals(text.strip().toLowerCase(Locale.ROOT)))
          return p;
      throw new InputException("per is '" + text + "'; give slice, level or region.");
    }
  }

  /** What is known of the slices of an image, counted from the inferior end. */
  public interface Slices {

    int sliceCount();

    boolean hasLevels();

    /** The level of a slice, 0 if it has none or none are known. */
    int level(int slice);

    /** Whether there is something in a slice that can be measured. */
    boolean isMeasured(int slice);
  }

  public Regions {
    slices = List.copyOf(slices);
    vertebrae = List.copyOf(vertebrae);
  }

  /** Every slice a row. */
  public static Regions eachSlice() {
    return new Regions(List.of(), List.of(), Per.SLICE);
  }

  /** Every level a row. */
  public static Regions eachLevel() {
    return new Regions(List.of(), List.of(), Per.LEVEL);
  }

  /**
   * The rows in an image, from the inferior end.
   *
   * @throws InputException if levels are asked for but not known or not present, a slice lies
   *     outside the image, or nothing is left
   */
  public List<Region> of(Slices image) {
    final List<Integer> chosen = chosen(image);
    return switch (per) {
      case SLICE -> chosen.stream().map(z -> new Region(List.of(z), Double.NaN)).toList();
      case LEVEL -> perLevel(chosen, image);
      case REGION -> List.of(new Region(chosen, Double.NaN));
    };
  }

  /**
   * The rows of a stretch of the cord at a distance from the pontomedullary junction.
   *
   * @param distance of its middle, mm
   * @param extent its length, mm
   * @param per one row for each slice, or one for all
   * @throws InputException if the mask does not cover it
   */
  public static List<Region> about(PmjDistance pmj, double distance, double extent, Per per) {
    final List<Integer> slices = pmj.slices(distance, extent);
    return per == Per.SLICE
        ? slices.stream().map(z -> new Region(List.of(z), pmj.of(z))).toList()
        : List.of(new Region(slices, distance));
  }

  private List<Integer> chosen(Slices image) {
    for (int z : slices)
      if (z < 0 || z >= image.sliceCount())
        throw new InputException(
            "Slice "
                + z
                + " lies outside: there are slices 0 to "
                + (image.sliceCount() - 1)
                + ".");
    if (!vertebrae.isEmpty() || per == Per.LEVEL) requireLevels(image);
    final List<Integer> chosen =
        IntStream.range(0, image.sliceCount())
            .filter(z -> slices.isEmpty() || slices.contains(z))
            .filter(z -> vertebrae.isEmpty() || vertebrae.contains(image.level(z)))
            .boxed()
            .toList();
    if (chosen.stream().noneMatch(image::isMeasured))
      throw new InputException(
          "The mask has no voxel in the slices asked for"
              + (slices.isEmpty() || vertebrae.isEmpty() ? "." : " at the levels asked for."));
    return chosen;
  }

  private void requireLevels(Slices image) {
    if (!image.hasLevels())
      throw new InputException(
          "Vertebral levels are asked for but not known: give discs= or levels=.");
    final TreeSet<Integer> present = new TreeSet<>();
    for (int z = 0; z < image.sliceCount(); z++) present.add(image.level(z));
    present.remove(0);
    final List<Integer> missing = vertebrae.stream().filter(v -> !present.contains(v)).toList();
    if (!missing.isEmpty())
      throw new InputException(
          "There is no vertebral level "
              + missing.get(0)
              + "; the levels present are "
              + NumberList.format(new ArrayList<>(present))
              + ".");
  }

  private static List<Region> perLevel(List<Integer> chosen, Slices image) {
    final SortedMap<Integer, List<Integer>> byLevel = new TreeMap<>();
    for (int z : chosen)
      if (image.level(z) != 0)
        byLevel.computeIfAbsent(image.level(z), l -> new ArrayList<>()).add(z);
    return byLevel.values().stream()
        .filter(group -> group.stream().anyMatch(image::isMeasured))
        .sorted((a, b) -> Integer.compare(a.get(0), b.get(0)))
        .map(group -> new Region(group, Double.NaN))
        .toList();
  }
}
