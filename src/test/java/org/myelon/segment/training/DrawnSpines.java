package org.myelon.segment.training;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.myelon.vertebra.network.DiscModel;

/** Windows along spines that do not exist. */
final class DrawnSpines implements SlabSource.Spines {

  /** So often the window lies about C2. */
  private static final double NECK = 0.5;

  private final NoiseField noise = new NoiseField(11);

  @Override
  public SlabSpecimen draw(DiscModel.Window window, RandomGenerator random) {
    final DrawnSpine spine = new DrawnSpine(noise, random);
    final double length = window.rows() * window.spacing();
    final double start =
        Chance.once(random, NECK)
            ? Chance.between(random, -length + 40, -30)
            : Chance.between(random, spine.bottom() - 60, spine.top() - length);
    final List<double[]> discs = new ArrayList<>();
    for (int i = 0; i < DrawnSpine.DISCS; i++) discs.add(moved(spine.tip(i), start));
    return new SlabSpecimen() {
      @Override
      public float at(double x, double y, double z) {
        return spine.at(x, y, z + start);
      }

      @Override
      public List<double[]> discs() {
        return discs;
      }

      @Override
      public double[] c2c3() {
        return discs.get(0);
      }

      @Override
      public double[] pmj() {
        return moved(spine.pmj(), start);
      }
    };
  }

  private static double[] moved(double[] p, double start) {
    return new double[] {p[0], p[1] - start};
  }
}
