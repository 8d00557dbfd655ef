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
   * The rows in a profile, from the inferior end.
   *
   * @throws InputException if levels are asked for but not known or not present, a slice lies
   *     outside the image, or nothing is left
   */
  public List<Region> of(CordProfile profile) {
    final List<Integer> chosen = chosen(profile);
    return switch (per) {
      case SLICE -> chosen.stream().map(z -> new Region(List.of(z), Double.NaN)).toList();
      case LEVEL -> perLevel(chosen, profile);
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

  private List<Integer> chosen(CordProfile profile) {
    for (int z : slices)
      if (z < 0 || z >= profile.sliceCount())
        throw new InputException(
            "Slice "
                + z
                + " lies outside: there are slices 0 to "
                + (profile.sliceCount() - 1)
                + ".");
    if (!vertebrae.isEmpty() || per == Per.LEVEL) requireLevels(profile);
    final List<Integer> chosen =
        IntStream.range(0, profile.sliceCount())
            .filter(z -> slices.isEmpty() || slices.contains(z))
            .filter(z -> vertebrae.isEmpty() || vertebrae.contains(profile.level(z)))
            .boxed()
            .toList();
    if (chosen.stream().noneMatch(z -> profile.shape(z) != null))
      throw new InputException(
          "The mask has no voxel in the slices asked for"
              + (slices.isEmpty() || vertebrae.isEmpty() ? "." : " at the levels asked for."));
    return chosen;
  }

  private void requireLevels(CordProfile profile) {
    if (!profile.hasLevels())
      throw new InputException(
          "Vertebral levels are asked for but not known: give discs= or levels=.");
    final TreeSet<Integer> present = new TreeSet<>(profile.levels());
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

  private static List<Region> perLevel(List<Integer> chosen, CordProfile profile) {
    final SortedMap<Integer, List<Integer>> byLevel = new TreeMap<>();
    for (int z : chosen)
      if (profile.level(z) != 0)
        byLevel.computeIfAbsent(profile.level(z), l -> new ArrayList<>()).add(z);
    return byLevel.values().stream()
        .filter(group -> group.stream().anyMatch(z -> profile.shape(z) != null))
        .sorted((a, b) -> Integer.compare(a.get(0), b.get(0)))
        .map(group -> new Region(group, Double.NaN))
        .toList();
  }
}
