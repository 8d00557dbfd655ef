package org.myelon.register.diffeomorphic;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.myelon.image.Interpolation;
import org.myelon.image.Volume;
import org.myelon.register.InverseConsistency;
import org.myelon.register.Kind;
import org.myelon.register.Metric;
import org.myelon.register.Pair;
import org.myelon.register.SctSteps;
import org.myelon.register.StepImages;
import org.myelon.register.StepResult;
import org.myelon.register.lattice.Lattice;
import org.myelon.register.lattice.Scene;
import org.myelon.register.metric.Similarity;
import org.myelon.step.Progress;
import org.myelon.transform.ApplyTransform;
import org.myelon.transform.Jacobian;
import org.myelon.transform.Transform;

/** The deformations of real images beside those that the real SCT found. */
class SctDiffeomorphicTest {

  /** One iteration at half the resolution: ours must share at least as much information. */
  @Test
  void sharesAsMuchInformationAsSct() {
    final StepImages images = SctSteps.small();
    final StepResult ours =
        SctSteps.run(images, "step=1,algo=syn,type=im,iter=1,smooth=1,shrink=2,metric=MI");
    final double before = information(images.pair(Kind.IM), null);
    final double sct = information(images.pair(Kind.IM), SctSteps.field("mt_syn_mi"));
    final double found = information(images.pair(Kind.IM), ours.transform());
    assertTrue(found >= sct, () -> "information: SCT " + sct + ", here " + found);
    assertTrue(found > before);
  }

  /** In nats, away from the border, where both transforms say something. */
  private static double information(Pair pair, Transform t) {
    final Volume moved =
        t == null
            ? pair.moving()
            : ApplyTransform.run(
                pair.moving(), pair.fixed().grid(), t, Interpolation.LINEAR, Progress.NONE);
    final int nx = moved.grid().extent(0), ny = moved.grid().extent(1);
    final Lattice lattice =
        new Lattice(nx, ny, moved.grid().extent(2), pair.fixed().grid().spacing());
    final float[] weight = new float[lattice.count()];
    for (int n = 0; n < weight.length; n++) {
      final int i = n % nx, j = n / nx % ny;
      if (i > 2 && j > 2 && i < nx - 3 && j < ny - 3) weight[n] = 1;
    }
    final Scene scene =
        new Scene(lattice, pair.fixed().toFloats(), moved.toFloats(), weight, weight);
    return -Similarity.of(Metric.MI, scene, false)
        .compare(
            lattice,
            scene.fixed(),
            scene.moving(),
            weight,
            Similarity.Pull.on(lattice),
            Progress.NONE);
  }

  /** The real chain on masks: centre of mass, then the deformation of SCT's recipe. */
  @Test
  void bringsRealMasksTogether() {
    final StepImages images = SctSteps.small();
    final Pair masks = images.pair(Kind.SEG);
    final Transform first = SctSteps.run(images, "step=1,type=seg,algo=centermass").transform();
    final Volume shifted = moved(masks, first);
    final StepResult found =
        SctSteps.run(
            new StepImages(images.grid(), Map.of(Kind.SEG, new Pair(masks.fixed(), shifted)), null),
            "step=2,type=seg,algo=bsplinesyn,metric=MeanSquares,iter=3,smooth=1");
    final double before = dice(masks.fixed(), shifted);
    final double after =
        dice(masks.fixed(), moved(new Pair(masks.fixed(), shifted), found.transform()));
    assertTrue(after >= 0.96 && after > before, () -> "Dice " + before + ", then " + after);
    final Volume determinants = Jacobian.run(found.transform(), images.grid(), Progress.NONE);
    assertTrue(Jacobian.countFolds(determinants) == 0);
    final InverseConsistency back =
        InverseConsistency.of(found.transform(), masks.fixed(), Progress.NONE);
    assertTrue(back.lost() == 0 && back.meanMm() < 0.04 && back.largestMm() < 0.2, back::toString);
  }

  private static Volume moved(Pair pair, Transform t) {
    return ApplyTransform.run(
        pair.moving(), pair.fixed().grid(), t, Interpolation.LINEAR, Progress.NONE);
  }

  private static double dice(Volume a, Volume b) {
    final float[] x = a.toFloats(), y = b.toFloats();
    long sum = 0, common = 0;
    for (int n = 0; n < x.length; n++) {
      if (x[n] > 0.5f) sum++;
      if (y[n] > 0.5f) sum++;
      if (x[n] > 0.5f && y[n] > 0.5f) common++;
    }
    return 2.0 * common / sum;
  }
}
