package org.myelon.morphology;

import java.util.ArrayList;
import java.util.List;

/**
 * Which slices of the PAM50 template (0.5 mm, 991 slices from the inferior end) belong to which
 * vertebral level. The numbers were read off the file PAM50_levels of the template (De Leener et
 * al., NeuroImage 2018; version of 2021, which is aligned to ICBM152).
 */
public final class Pam50Levels {

  public static final int SLICE_COUNT = 991;

  /** Lowest slice of level 1 (C1), 2 (C2), … 20 (L1); each ends below the one before it. */
  private static final int[] LOWEST = {
    939, 908, 871, 834, 801, 770, 736, 693, 647, 601, 552, 501, 450, 397, 343, 290, 232, 169, 106,
    40
  };

  private static final int HIGHEST_OF_ALL = 984;

  private Pam50Levels() {}

  /** Whether the template has this level. */
  public static boolean contains(int level) {
    return level >= 1 && level <= LOWEST.length;
  }

  /** The lowest slice of a level. */
  public static int lowest(int level) {
    return LOWEST[level - 1];
  }

  /** The highest slice of a level. */
  public static int highest(int level) {
    return level == 1 ? HIGHEST_OF_ALL : LOWEST[level - 2] - 1;
  }

  /** Number of slices of a level. */
  public static int count(int level) {
    return highest(level) - lowest(level) + 1;
  }

  /** The level of every slice of the template, 0 for none. */
  public static List<Integer> ofSlices() {
    final List<Integer> levels = new ArrayList<>();
    for (int z = 0; z < SLICE_COUNT; z++) {
      int level = 0;
      for (int l = 1; contains(l); l++) if (z >= lowest(l) && z <= highest(l)) level = l;
      levels.add(level);
    }
    return levels;
  }
}
