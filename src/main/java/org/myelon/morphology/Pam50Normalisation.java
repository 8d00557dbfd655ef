package org.myelon.morphology;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.myelon.step.InputException;
import org.myelon.step.Methods;

/**
 * Brings a profile to the slices of the PAM50 template, so that subjects can be compared slice by
 * slice: every vertebral level is stretched to the number of slices that it has in the template.
 *
 * <p>The highest and the lowest level may not be whole in the image: both are stretched by the mean
 * factor of the levels between them, from the border that they share with their neighbour, and cut
 * where they leave their level of the template. Lengths have no meaning afterwards (NaN).
 *
 * <p>Ours: the borders of the levels fall on each other, and values are interpolated across them,
 * so that the profile has no jump there. As SCT: the first and last slices of a level fall on each
 * other, each level is interpolated on its own.
 *
 * <p>After Valošek et al., Imaging Neuroscience 2024.
 */
public final class Pam50Normalisation {

  private final CordProfile subject;
  private final boolean asSct;
  private final SortedMap<Integer, int[]> levels;
  private final double innerScale;

  private Pam50Normalisation(CordProfile subject, boolean asSct) {
    this.subject = subject;
    this.asSct = asSct;
    this.levels = levels(subject);
    this.innerScale = innerScale();
  }

  /**
   * @param subject a profile with levels
   * @param compatibility whose rule is followed at the borders of levels
   * @return a profile on the slices of the template
   * @throws InputException if it has no levels, or fewer than three of the template's
   * @implNote op names='myelon.morphology.toPam50'
   */
  public static CordProfile apply(CordProfile subject, Compatibility compatibility) {
    if (!subject.hasLevels())
      throw new InputException(
          "PAM50 normalisation needs vertebral levels: give discs= or levels=.");
    return new Pam50Normalisation(subject, compatibility == Compatibility.SCT).profile();
  }

  /** What was done, for the methods section of a paper. */
  public static Methods methods() {
    return new Methods(
        "Shape metrics were interpolated to the slices of the PAM50 template, level by level.",
        "Valošek J, Bédard S, Keřkovský M, Rohan T, Cohen-Adad J. A database of the healthy human"
            + " spinal cord morphometry in the PAM50 template space. Imaging Neurosci"
            + " 2024;2:1-15. doi:10.1162/imag_a_00075",
        "De Leener B, Fonov VS, Collins DL, Callot V, Stikov N, Cohen-Adad J. PAM50: unbiased"
            + " multimodal template of the brainstem and spinal cord aligned with the ICBM152"
            + " space. NeuroImage 2018;165:170-179. doi:10.1016/j.neuroimage.2017.10.041");
  }

  /** First and last measured slice of each level that the template has. */
  private static SortedMap<Integer, int[]> levels(CordProfile subject) {
    final SortedMap<Integer, int[]> found = new TreeMap<>();
    for (SliceShape s : subject.shapes()) {
      final int level = subject.level(s.slice());
      if (Pam50Levels.contains(level))
        found.computeIfAbsent(level, l -> new int[] {s.slice(), s.slice()})[1] = s.slice();
    }
    if (found.size() < 3)
      throw new InputException(
          "PAM50 normalisation needs at least three vertebral levels of C1 to L1 in the mask, this"
              + " one has "
              + found.size()
              + ".");
    return found;
  }

  private double innerScale() {
    double sum = 0;
    for (int level : levels.keySet())
      if (isInner(level)) sum += (double) Pam50Levels.count(level) / count(level);
    return sum / (levels.size() - 2);
  }

  private boolean isInner(int level) {
    return level != levels.firstKey() && level != levels.lastKey();
  }

  private int count(int level) {
    return levels.get(level)[1] - levels.get(level)[0] + 1;
  }

  private CordProfile profile() {
    final List<SliceShape> shapes = new ArrayList<>();
    final List<Integer> upwards = new ArrayList<>(levels.keySet());
    java.util.Collections.reverse(upwards);
    for (int level : upwards) addLevel(level, shapes);
    return new CordProfile(shapes, Pam50Levels.ofSlices(), Pam50Levels.SLICE_COUNT);
  }

  private void addLevel(int level, List<SliceShape> shapes) {
    final int slices = Pam50Levels.count(level);
    final double stretched = isInner(level) ? slices : innerScale * count(level);
    final int filled = isInner(level) ? slices : (int) stretched;
    // the lowest level hangs from its upper border, the others stand on their lower one
    final int shift = level == levels.lastKey() ? slices - filled : 0;
    for (int i = Math.max(0, shift); i < Math.min(slices, shift + filled); i++) {
      final double place = place(level, i - shift, filled, stretched);
      final SliceShape shape = interpolate(place, Pam50Levels.lowest(level) + i);
      if (shape != null) shapes.add(shape);
    }
  }

  /**
   * Where slice {@code i} of a level of the template lies in the subject.
   *
   * @param filled number of template slices that the level fills
   * @param stretched its length in template slices, not rounded
   */
  private double place(int level, int i, int filled, double stretched) {
    final int from = levels.get(level)[0], to = levels.get(level)[1];
    if (asSct) return filled == 1 ? from : from + (to - from) * (double) i / (filled - 1);
    final double perSlice = count(level) / stretched;
    return level == levels.lastKey()
        ? to + 0.5 - (filled - i - 0.5) * perSlice
        : from - 0.5 + (i + 0.5) * perSlice;
  }

  /** The shape between two slices; null if one of them is missing. */
  private SliceShape interpolate(double place, int templateSlice) {
    final int first = subject.shapes().get(0).slice();
    final int last = subject.shapes().get(subject.shapes().size() - 1).slice();
    final double inside = Math.max(first, Math.min(last, place));
    final int z = (int) Math.min(Math.floor(inside), Math.max(first, last - 1));
    final SliceShape below = subject.shape(z);
    final SliceShape above = inside == z ? below : subject.shape(z + 1);
    if (below == null || above == null) return null;
    final SliceShape.Builder shape =
        SliceShape.of(templateSlice, Math.max(below.objects(), above.objects()), Double.NaN);
    for (Metric m : Metric.values())
      shape.put(m, below.get(m) + (inside - z) * (above.get(m) - below.get(m)));
    return shape.build();
  }
}
