package org.myelon.segment.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.myelon.segment.network.UNetArchitecture.Encoder;
import org.myelon.segment.network.UNetArchitecture.Stage;
import org.myelon.step.InputException;

/** A U-Net runs, is trained, keeps its weights, refuses others'. */
class UNetTest {

  static UNetArchitecture flat(Encoder encoder) {
    final List<Integer> three = List.of(3, 3);
    return new UNetArchitecture(
        encoder,
        3,
        1,
        List.of(
            new Stage(8, three, List.of(1, 1), 2),
            new Stage(12, three, List.of(2, 2), 2),
            new Stage(12, three, List.of(2, 2), 2)),
        List.of(2, 2),
        true,
        1e-5f,
        0.01f);
  }

  @Test
  void trainingLowersTheLoss() {
    for (Encoder encoder : Encoder.values()) assertLearns(new UNet(flat(encoder)));
  }

  /** Twenty steps of fitting bright squares reduce the loss to a third. */
  private static void assertLearns(UNet network) {
    network.initialise(1);
    final DefaultTrainingConfig config =
        new DefaultTrainingConfig(Loss.sigmoidBinaryCrossEntropyLoss())
            .optOptimizer(Optimizer.adam().optLearningRateTracker(Tracker.fixed(0.01f)).build());
    try (Model model = Model.newInstance("test", "PyTorch")) {
      model.setBlock(network);
      try (Trainer trainer = model.newTrainer(config)) {
        trainer.initialize(new Shape(4, 3, 16, 16));
        final double first = step(trainer);
        double last = first;
        for (int i = 0; i < 20; i++) last = step(trainer);
        assertTrue(last < first / 3, first + " -> " + last);
      }
    }
  }

  private static double step(Trainer trainer) {
    try (NDManager arrays = trainer.getManager().newSubManager()) {
      final float[] input = new float[4 * 3 * 256];
      final float[] target = new float[4 * 256];
      final Random random = new Random(3);
      for (int n = 0; n < 4; n++)
        for (int i = 0; i < 256; i++) {
          final boolean inside = i / 16 > 3 + n && i / 16 < 9 + n && i % 16 > 4 && i % 16 < 11;
          target[256 * n + i] = inside ? 1 : 0;
          for (int c = 0; c < 3; c++)
            input[(3 * n + c) * 256 + i] = (float) random.nextGaussian() + (inside ? 3 : 0);
        }
      final NDArray x = arrays.create(input, new Shape(4, 3, 16, 16));
      final NDArray y = arrays.create(target, new Shape(4, 1, 16, 16));
      final double loss;
      try (GradientCollector gradients = trainer.newGradientCollector()) {
        final NDList out = trainer.forward(new NDList(x));
        final NDArray value = trainer.getLoss().evaluate(new NDList(y), out);
        gradients.backward(value);
        loss = value.getFloat();
      }
      trainer.step();
      return loss;
    }
  }

  @Test
  void theSameSeedGivesTheSameWeights() {
    final UNet one = new UNet(flat(Encoder.PLAIN));
    final UNet other = new UNet(flat(Encoder.PLAIN));
    try (NDManager arrays = NDManager.newBaseManager(null, "PyTorch")) {
      one.initialise(7);
      other.initialise(8);
      for (UNet network : List.of(one, other))
        network.initialize(arrays, DataType.FLOAT32, new Shape(1, 3, 16, 16));
      final float[] before = run(arrays, one);
      assertTrue(run(arrays, other)[5] != before[5]);
      other.load(one.weights());
      assertArrayEquals(before, run(arrays, other));
      other.initialise(8);
      other.initialise(7);
      assertArrayEquals(before, run(arrays, other));
    }
  }

  private static float[] run(NDManager arrays, UNet network) {
    final NDList input = new NDList(arrays.ones(new Shape(1, 3, 16, 16)));
    input.head().set(new float[768]);
    for (int i = 0; i < 16; i++)
      input.head().set(new ai.djl.ndarray.index.NDIndex(0, i % 3, i, (5 * i) % 16), i);
    return network
        .forward(new ParameterStore(arrays, false), input, false)
        .singletonOrThrow()
        .toFloatArray();
  }

  @Test
  void refusesWeightsOfAnotherNetwork() {
    final UNet network = new UNet(flat(Encoder.PLAIN));
    try (NDManager arrays = NDManager.newBaseManager(null, "PyTorch")) {
      network.initialize(arrays, DataType.FLOAT32, new Shape(1, 3, 16, 16));
      final Map<String, Tensor> weights = network.weights();
      final Map<String, Tensor> changed = new HashMap<>(weights);
      changed.remove("decoder.transpconvs.1.bias");
      assertRefuses(network, changed, "decoder.transpconvs.1.bias is missing");
      changed.put("decoder.transpconvs.1.bias", new Tensor(new long[] {2}, new float[2]));
      assertRefuses(network, changed, "decoder.transpconvs.1.bias is [2], not [8]");
      changed.put("decoder.transpconvs.1.bias", weights.get("decoder.transpconvs.1.bias"));
      changed.put(
          "encoder.stages.9.0.convs.0.conv.weight", weights.get("decoder.seg_layers.1.bias"));
      assertRefuses(network, changed, "encoder.stages.9.0.convs.0.conv.weight has no place");
    }
  }

  private static void assertRefuses(UNet network, Map<String, Tensor> weights, String words) {
    final String message =
        assertThrows(InputException.class, () -> network.load(weights)).getMessage();
    assertTrue(message.contains(words), message);
    assertEquals(1, message.lines().count());
  }
}
