package org.myelon.segment.training;

import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.myelon.image.Affine;
import org.myelon.image.Grid;
import org.myelon.image.Volume;

/**
 * A person who does not exist, in an image: a piece of a spine drawn at random, in any contrast,
 * with noise. The same bits for the same seed.
 *
 * @param image 1 mm voxels
 * @param cord on its grid
 * @param discs posterior tips in its field of view, RAS mm; 3 is C2/C3
 */
public record DrawnSubject(Volume image, Volume cord, SortedMap<Integer, double[]> discs) {

  private static final int WIDTH = 24, DEPTH = 80;

  /** Voxels behind the cord. */
  private static final int BEHIND = 32;

  /** The cord ends at its conus, and above the foramen magnum, mm above C2/C3. */
  private static final double HIGHEST = 30;

  private static final double CORD_RADIUS = 3.6;

  /** Least piece of cord in the field of view, mm. */
  private static final double LEAST_CORD = 30;

  /**
   * @param shortest, longest field of view along the body, mm
   */
  public static DrawnSubject draw(long seed, double shortest, double longest) {
    final RandomGenerator random = new SplittableRandom(seed);
    final DrawnSpine spine = new DrawnSpine(new NoiseField(11), random);
    final int height = (int) Chance.between(random, shortest, longest);
    final double bottom =
        Chance.between(random, spine.conus() - height + LEAST_CORD, HIGHEST - LEAST_CORD);
    final double noise = Chance.between(random, 0.01, 0.05);
    final Grid grid =
        new Grid(
            new long[] {WIDTH, DEPTH, height},
            new Affine(-1, 0, 0, WIDTH / 2.0, 0, 1, 0, -BEHIND, 0, 0, 1, bottom));
    final float[] values = new float[(int) grid.voxelCount()];
    final byte[] inside = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      final double[] p =
          grid.voxelToWorld().apply(i % WIDTH, i / WIDTH % DEPTH, i / (WIDTH * DEPTH));
      final double left = -p[0];
      values[i] =
          (float) Math.abs(1000 * (spine.at(left, p[1], p[2]) + Chance.around(random, noise)));
      final double[] middle = spine.middle(p[2]);
      final boolean cord = p[2] > spine.conus() && p[2] < HIGHEST;
      inside[i] =
          (byte) (cord && Math.hypot(left - middle[0], p[1] - middle[1]) < CORD_RADIUS ? 1 : 0);
    }
    final SortedMap<Integer, double[]> discs = new TreeMap<>();
    for (int d = 0; d < DrawnSpine.DISCS; d++) {
      final double[] tip = spine.tip(d);
      if (tip[1] < bottom || tip[1] > bottom + height - 1) continue;
      discs.put(d + 3, new double[] {-spine.middle(tip[1])[0], tip[0], tip[1]});
    }
    return new DrawnSubject(
        Volume.ofFloats(values, grid, "drawn" + seed),
        Volume.ofBytes(inside, grid, "cord" + seed),
        discs);
  }
}
