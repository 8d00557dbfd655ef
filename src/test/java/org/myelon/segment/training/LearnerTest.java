package org.myelon.segment.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.training.GradientCollector;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.myelon.segment.network.Tensor;

class LearnerTest {

  @Test
  void theGradientOfTheLossIsItsSlope() {
    final Random random = new Random(1);
    final float[] x = new float[24], t = new float[24];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) (4 * random.nextGaussian());
      t[i] = i % 3 == 0 ? random.nextFloat() : i % 2;
    }
    final float[] slopes;
    try (NDManager manager = NDManager.newBaseManager();
        GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      final NDArray logits = manager.create(x, new Shape(2, 1, 3, 4));
      logits.setRequiresGradient(true);
      final NDArray loss = SegmentationLoss.of(logits, manager.create(t, logits.getShape()));
      assertEquals(expectedLoss(x, t), loss.getFloat(), 1e-5);
      collector.backward(loss);
      slopes = logits.getGradient().toFloatArray();
    }
    for (int i = 0; i < x.length; i++) {
      // differences of a loss in double precision
      final float kept = x[i];
      x[i] = kept + 0.01f;
      final double above = expectedLoss(x, t);
      final double up = x[i];
      x[i] = kept - 0.01f;
      assertEquals((above - expectedLoss(x, t)) / (up - x[i]), slopes[i], 1e-5);
      x[i] = kept;
    }
  }

  private static double expectedLoss(float[] x, float[] t) {
    double common = 1, all = 1, entropy = 0;
    for (int i = 0; i < x.length; i++) {
      final double p = 1 / (1 + Math.exp(-x[i]));
      common += 2 * p * t[i];
      all += p * p + t[i] * t[i];
      entropy -= t[i] * Math.log(p) + (1 - t[i]) * Math.log(1 - p);
    }
    return 1 - common / all + entropy / x.length;
  }

  @Test
  void adamGoesAsItsPaperSays() {
    try (NDManager manager = NDManager.newBaseManager()) {
      final NDArray matrix = manager.create(new float[] {1, -2}, new Shape(2, 1));
      final NDArray bias = manager.create(new float[] {3});
      matrix.setRequiresGradient(true);
      bias.setRequiresGradient(true);
      final Map<String, NDArray> weights = new LinkedHashMap<>();
      weights.put("matrix", matrix);
      weights.put("bias", bias);
      final AdamW adam = new AdamW(weights, 0.1f, 2f);
      final double[] w = {1, -2, 3}, m = new double[3], v = new double[3];
      for (int step = 1; step <= 5; step++) {
        try (NDManager scope = manager.newSubManager();
            GradientCollector collector = Engine.getInstance().newGradientCollector()) {
          collector.backward(scope.from(matrix).mul(matrix).sum().add(bias.mul(step)).sum());
        }
        final double[] g = {2 * w[0], 2 * w[1], step};
        final double norm = Math.sqrt(g[0] * g[0] + g[1] * g[1] + g[2] * g[2]);
        assertEquals(norm, adam.step(0.01), 1e-4);
        for (int i = 0; i < 3; i++) {
          final double clipped = g[i] * Math.min(1, 2 / norm);
          m[i] = 0.9 * m[i] + 0.1 * clipped;
          v[i] = 0.999 * v[i] + 0.001 * clipped * clipped;
          if (i < 2) w[i] *= 1 - 0.01 * 0.1;
          w[i] -=
              0.01
                  * (m[i] / (1 - Math.pow(0.9, step)))
                  / Math.sqrt(v[i] / (1 - Math.pow(0.999, step)));
        }
        assertArrayEquals(new float[] {(float) w[0], (float) w[1]}, matrix.toFloatArray(), 1e-5f);
        assertEquals(w[2], bias.getFloat(), 1e-5);
      }
    }
  }

  @Test
  void aGradientThatIsNoNumberChangesNothing() {
    try (NDManager manager = NDManager.newBaseManager()) {
      final NDArray weight = manager.create(new float[] {1, 2}, new Shape(2, 1));
      weight.setRequiresGradient(true);
      final AdamW adam = new AdamW(Map.of("w", weight), 0, 1);
      for (float factor : new float[] {Float.NaN, 1}) {
        try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
          collector.backward(weight.mul(factor).sum());
        }
        assertEquals(Float.isFinite(factor), Float.isFinite(adam.step(0.1)));
        if (Float.isNaN(factor)) assertArrayEquals(new float[] {1, 2}, weight.toFloatArray());
      }
      assertArrayEquals(new float[] {0.9f, 1.9f}, weight.toFloatArray(), 1e-5f);
    }
  }

  @Test
  void whatIsLearntIsTheSameAgainAndGoesOnWhereItStopped() {
    try (NDManager manager = NDManager.newBaseManager()) {
      final Learner once = learner(manager);
      final float[] losses = losses(once, 0, 12);
      assertTrue(losses[11] < 0.8 * losses[0], losses[0] + " to " + losses[11]);

      final Learner first = learner(manager);
      final float[] begun = losses(first, 0, 6);
      assertEquals(losses[5], begun[5], "the same steps again");
      final Map<String, Tensor> state = first.state();
      final Learner second = learner(manager);
      second.restore(state, first.steps());
      assertArrayEquals(
          IntStream.range(6, 12).mapToObj(i -> losses[i]).toArray(), boxed(losses(second, 6, 12)));
      assertArrayEquals(
          once.state().get("average/" + name(once)).values(),
          second.state().get("average/" + name(second)).values());
    }
  }

  private static Object[] boxed(float[] values) {
    return IntStream.range(0, values.length).mapToObj(i -> values[i]).toArray();
  }

  private static String name(Learner learner) {
    return learner.state().keySet().stream()
        .filter(k -> k.startsWith("average/"))
        .map(k -> k.substring(8))
        .findFirst()
        .orElseThrow();
  }

  private static float[] losses(Learner learner, int from, int to) {
    final float[] losses = new float[to - from];
    try (SampleStream samples = new SampleStream(new Disc(16), 7, from * 4L, 2, 8)) {
      for (int i = from; i < to; i++) losses[i - from] = learner.learn(samples.take(4), 0.02);
    }
    return losses;
  }

  private static Learner learner(NDManager manager) {
    return new Learner(
        manager,
        network(manager),
        network(manager),
        Optimiser.DEFAULT,
        new Shape(3, 16, 16),
        SegmentationLoss::of);
  }

  private static Block network(NDManager manager) {
    final SequentialBlock block =
        new SequentialBlock().add(conv(8)).add(Activation.reluBlock()).add(conv(1));
    block.initialize(manager, DataType.FLOAT32, new Shape(1, 3, 16, 16));
    final Random random = new Random(3);
    block
        .getParameters()
        .values()
        .forEach(
            p -> {
              final float[] values = new float[(int) p.getArray().size()];
              for (int i = 0; i < values.length; i++)
                values[i] = (float) (0.2 * random.nextGaussian());
              p.getArray().set(values);
            });
    return block;
  }

  private static Conv2d conv(int filters) {
    return Conv2d.builder()
        .setKernelShape(new Shape(3, 3))
        .optPadding(new Shape(1, 1))
        .setFilters(filters)
        .build();
  }

  @Test
  void samplesDependOnSeedAndNumberAlone() {
    final SampleSource source =
        random -> new Sample(new float[3], new float[] {random.nextFloat()});
    try (SampleStream one = new SampleStream(source, 5, 0, 1, 1);
        SampleStream other = new SampleStream(source, 5, 10, 3, 7);
        SampleStream seed = new SampleStream(source, 6, 10, 3, 7)) {
      one.take(10);
      final List<Sample> expected = one.take(20), actual = other.take(20), others = seed.take(20);
      for (int i = 0; i < 20; i++) {
        assertEquals(expected.get(i).target()[0], actual.get(i).target()[0]);
        assertTrue(expected.get(i).target()[0] != others.get(i).target()[0]);
      }
    }
    assertEquals(256, new Disc(16).draw(new SplittableRandom(1)).target().length);
  }
}
