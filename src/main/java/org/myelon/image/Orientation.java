package org.myelon.image;

import java.util.Locale;
import org.myelon.step.InputException;

/**
 * Which anatomical direction the axes of an image have: one of 48 codes of three letters. The
 * letters say where index 0 lies, as SCT writes them: in "RPI" the first axis starts at the Right,
 * the second at Posterior, the third at Inferior. (nibabel and the NIfTI papers name the end of
 * each axis instead: RPI here is LAS there, see {@link #toEndLetters()}.)
 */
public final class Orientation {

  /**
   * The order in which steps along the cord work: right to left, posterior to anterior, inferior to
   * superior.
   */
  public static final Orientation RPI = parse("RPI");

  /** World axis (0 left-right, 1 posterior-anterior, 2 inferior-superior) of each image axis. */
  private final int[] world;

  /** Whether the index grows toward R, A, S (the world axis) or away from it. */
  private final boolean[] toPositive;

  private Orientation(int[] world, boolean[] toPositive) {
    this.world = world;
    this.toPositive = toPositive;
  }

  /**
   * Reads a code such as "RPI" or "ail".
   *
   * @throws InputException if it is no orientation code
   */
  public static Orientation parse(String code) {
    final int[] world = new int[3];
    final boolean[] toPositive = new boolean[3];
    int seen = 0;
    final String c = code.strip().toUpperCase(Locale.ROOT);
    for (int a = 0; a < 3 && c.length() == 3; a++) {
      final int k = "LRPAIS".indexOf(c.charAt(a));
      if (k < 0) break;
      world[a] = k / 2;
      toPositive[a] = k % 2 == 0;
      seen |= 1 << world[a];
    }
    if (seen != 7)
      throw new InputException(
          "'"
              + code
              + "' is no orientation: give three letters, one each of R/L, A/P and I/S, such as RPI.");
    return new Orientation(world, toPositive);
  }

  /**
   * The closest orientation of a voxel-to-world map: the assignment of axes with the largest
   * product of direction cosines.
   */
  public static Orientation of(Affine voxelToWorld) {
    final int[][] permutations = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
    int[] best = permutations[0];
    double bestScore = -1;
    for (int[] p : permutations) {
      double score = 1;
      for (int a = 0; a < 3; a++)
        score *= Math.abs(voxelToWorld.get(p[a], a)) / voxelToWorld.spacing(a);
      if (score > bestScore + 1e-9) {
        bestScore = score;
        best = p;
      }
    }
    final boolean[] toPositive = new boolean[3];
    for (int a = 0; a < 3; a++) toPositive[a] = voxelToWorld.get(best[a], a) > 0;
    return new Orientation(best.clone(), toPositive);
  }

  /** The orientation after two axes of the image changed places. */
  Orientation swapped(int a, int b) {
    final int[] w = world.clone();
    final boolean[] p = toPositive.clone();
    w[a] = world[b];
    w[b] = world[a];
    p[a] = toPositive[b];
    p[b] = toPositive[a];
    return new Orientation(w, p);
  }

  /**
   * The code with the two ends of a world axis exchanged.
   *
   * @param worldAxis 0 left-right, 1 posterior-anterior, 2 inferior-superior
   */
  public Orientation reversed(int worldAxis) {
    final boolean[] other = toPositive.clone();
    other[axisOf(worldAxis)] ^= true;
    return new Orientation(world, other);
  }

  /**
   * The image axis that runs along a world axis (0 left-right, 1 posterior-anterior, 2
   * inferior-superior).
   */
  public int axisOf(int worldAxis) {
    for (int a = 0; a < 3; a++) if (world[a] == worldAxis) return a;
    throw new AssertionError();
  }

  /**
   * The world axis (0 left-right, 1 posterior-anterior, 2 inferior-superior) along which an image
   * axis runs.
   */
  public int worldAxis(int axis) {
    return world[axis];
  }

  /** Whether the index on this axis grows toward Right, Anterior or Superior. */
  public boolean growsPositive(int axis) {
    return toPositive[axis];
  }

  /**
   * The letters of the ends of the axes, as nibabel and FreeSurfer write them ("RPI" gives "LAS").
   */
  public String toEndLetters() {
    return letters(true);
  }

  private String letters(boolean ends) {
    final StringBuilder s = new StringBuilder();
    for (int a = 0; a < 3; a++)
      s.append("LRPAIS".charAt(2 * world[a] + (toPositive[a] == ends ? 1 : 0)));
    return s.toString();
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Orientation other && toString().equals(other.toString());
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }

  /** The three letters of where each axis starts, such as "RPI". */
  @Override
  public String toString() {
    return letters(false);
  }
}
