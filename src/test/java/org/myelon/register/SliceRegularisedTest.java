package org.myelon.register;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.myelon.image.Grid;
import org.myelon.image.Volume;
import org.myelon.register.StepPhantom.Cord;
import org.myelon.step.Progress;
import org.myelon.transform.Transform;

class SliceRegularisedTest {

  private static final Grid GRID = StepPhantom.GRID;

  private static final IntFunction<Cord> FIXED = k -> new Cord(21, 21, 4, 6, 4.2);

  /** Shifts that are polynomials of degree 2 and 3. */
  private static final IntFunction<Cord> MOVING =
      k -> {
        final double u = (k - 4) / 4.0;
        return new Cord(21 + 1.3 * u * u - 0.8, 21 + 0.9 - 1.6 * u * u * u + 0.5 * u, 4, 6, 4.2);
      };

  private static StepImages images(Volume fixed, Volume moving, Volume mask) {
    return new StepImages(GRID, Map.of(Kind.IM, new Pair(fixed, moving)), mask);
  }

  private static Volume noisy(Volume image, double noise, long seed) {
    final Random random = new Random(seed);
    final float[] v = image.toFloats();
    for (int n = 0; n < v.length; n++) v[n] += (float) (noise * random.nextGaussian());
    return Volume.ofFloats(v, GRID, "noisy");
  }

  private static Volume around(double mm, int first, int last) {
    return StepPhantom.mask(GRID, k -> k < first || k > last ? null : new Cord(21, 21, 0, mm, mm));
  }

  /** A tenth of a voxel of 0.7 mm. */
  @ParameterizedTest
  @ValueSource(strings = {"MeanSquares", "CC", "MI"})
  void findsPolynomials(String metric) {
    final StepResult found =
        SctSteps.run(
            images(
                StepPhantom.image(GRID, FIXED), StepPhantom.image(GRID, MOVING), around(14, 0, 8)),
            "step=1,algo=slicereg,metric=" + metric);
    assertEquals(0, StepPhantom.error(found.transform(), GRID, FIXED, MOVING), 0.07);
    StepPhantom.assertInvertible(found.transform(), GRID);
  }

  /** What is wrong with a slice, its neighbours mend. */
  @Test
  void oneSliceIsNoise() {
    final Volume clean = StepPhantom.image(GRID, MOVING);
    final float[] v = noisy(clean, 3, 5).toFloats();
    final Random random = new Random(3);
    final int plane = GRID.extent(0) * GRID.extent(1);
    for (int n = 5 * plane; n < 6 * plane; n++) v[n] = (float) (60 + 40 * random.nextGaussian());
    final StepResult found =
        SctSteps.run(
            images(
                noisy(StepPhantom.image(GRID, FIXED), 3, 6),
                Volume.ofFloats(v, GRID, "moving"),
                around(14, 0, 8)),
            "step=1,algo=slicereg,poly=3,metric=CC");
    assertEquals(0, StepPhantom.error(found.transform(), GRID, FIXED, MOVING), 0.2);
  }

  /** Beyond the mask, the shift of its last slice; with one slice, that of this slice. */
  @Test
  void slicesWithoutData() {
    final Volume fixed = StepPhantom.image(GRID, FIXED), moving = StepPhantom.image(GRID, MOVING);
    for (int[] range : new int[][] {{2, 6}, {3, 4}, {4, 4}}) {
      final Transform t =
          SctSteps.run(
                  images(fixed, moving, around(14, range[0], range[1])), "step=1,algo=slicereg")
              .transform();
      final IntFunction<Cord> expected =
          k -> MOVING.apply(Math.max(range[0], Math.min(range[1], k)));
      assertEquals(0, StepPhantom.error(t, GRID, FIXED, expected), 0.07);
    }
  }

  @Test
  void likeSct() {
    final StepImages mt = SctSteps.small();
    final Volume cord = mt.pair(Kind.SEG).fixed();
    final StepResult squares =
        SctSteps.run(mt, "step=1,algo=slicereg,type=im,iter=5,smooth=0,metric=MeanSquares");
    assertEquals(0, SctSteps.distance(squares, "mt_slicereg_ms", cord)[0], 0.17);
    final StepResult correlation = SctSteps.run(mt, "step=1,type=im,algo=slicereg,metric=CC");
    assertEquals(0, SctSteps.distance(correlation, "mt_slicereg_cc", cord)[0], 0.17);
  }

  /** 192 x 192 x 22 voxels of 0.9 mm: the fields differ by 0.06 of a voxel, ours matches better. */
  @Test
  void likeSctWithAMask() {
    final Pair pair =
        new Pair(
            SctSteps.image("data/sct-tutorial/single_subject/mt/mt1.nii.gz"),
            SctSteps.image("data/sct-tutorial/single_subject/mt/mt0.nii.gz"));
    final String name = "mt_real_slicereg_mask";
    final Volume mask =
        SctSteps.image("reference/sct/sct_register_multimodal/" + name + "/mask.nii.gz");
    final StepImages images = new StepImages(pair.fixed().grid(), Map.of(Kind.IM, pair), mask);
    final String step = "step=1,type=im,algo=slicereg,metric=CC";
    final StepResult found = SctSteps.run(images, step);
    assertEquals(0, SctSteps.distance(found, name, mask)[0], 0.09);
    final double ours = found.metric().get(found.metric().size() - 1);
    final double sct = correlation(images, step, SctSteps.field(name));
    assertTrue(ours <= sct, ours + " against " + sct);
  }

  /** What a field, the same in all of a slice, reaches. */
  private static double correlation(StepImages images, String step, Transform field) {
    final StepSettings settings = RegistrationSteps.parse(step).get(0);
    final Levels levels = new Levels(images, settings, true, Progress.NONE);
    final Grid grid = images.grid();
    double sum = 0, total = 0;
    for (int k : levels.slices()) {
      final double[] p = grid.voxelToWorld().apply(90, 90, k);
      assertTrue(field.apply(p, p));
      final double[] v = grid.voxelToWorld().inverse().apply(p);
      final double weight = levels.spread(k).weight();
      sum +=
          weight
              * levels
                  .match(k, Progress.NONE)
                  .of(SliceRegularised.SHIFT)
                  .at(
                      new double[] {
                        (v[0] - 90) * grid.spacing()[0], (v[1] - 90) * grid.spacing()[1]
                      },
                      new double[2],
                      new double[2][2]);
      total += weight;
    }
    return sum / total;
  }
}
