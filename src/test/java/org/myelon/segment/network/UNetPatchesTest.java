package org.myelon.segment.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.myelon.segment.network.UNetArchitecture.Encoder;
import org.myelon.segment.network.UNetArchitecture.Stage;
import org.myelon.step.InputException;
import org.myelon.step.Progress;

/** What a U-Net computes, against the same sums written as plain loops. */
class UNetPatchesTest {

  /** Two stages, one convolution each, an anisotropic kernel and stride. */
  private static final UNetArchitecture SMALL =
      new UNetArchitecture(
          Encoder.PLAIN,
          2,
          3,
          List.of(
              new Stage(4, List.of(1, 3, 3), List.of(1, 1, 1), 1),
              new Stage(5, List.of(3, 3, 3), List.of(1, 2, 2), 1)),
          List.of(1),
          true,
          1e-5f,
          0.01f);

  private static final int[] SHAPE = {3, 4, 6};

  @Test
  void computesWhatPlainLoopsCompute() {
    final Map<String, Tensor> weights = weights(SMALL);
    final float[] patch = new float[2 * 72];
    fill(patch, new Random(2));
    final Grid x = new Grid(2, SHAPE, patch);
    final Grid fine = block(weights, "encoder.stages.0.0.convs.0", x, 1, 1, 1);
    final Grid coarse = block(weights, "encoder.stages.1.0.convs.0", fine, 1, 2, 2);
    final Grid up =
        coarse
            .enlarged(weights.get("decoder.transpconvs.0.weight"))
            .shifted(weights.get("decoder.transpconvs.0.bias"));
    final Grid merged = block(weights, "decoder.stages.0.convs.0", up.joined(fine), 1, 1, 1);
    final Grid expected =
        merged
            .convolved(weights.get("decoder.seg_layers.0.weight"), 1, 1, 1)
            .shifted(weights.get("decoder.seg_layers.0.bias"));
    try (UNetPatches network = UNetPatches.open(SMALL, weights, cpu())) {
      assertEquals(2, network.inputs());
      assertEquals(3, network.outputs());
      assertArrayEquals(expected.values(), network.predict(patch, SHAPE), 1e-4f);
    }
  }

  private static Grid block(Map<String, Tensor> weights, String name, Grid x, int... stride) {
    return x.convolved(weights.get(name + ".conv.weight"), stride)
        .shifted(weights.get(name + ".conv.bias"))
        .normalised(weights.get(name + ".norm.weight"), weights.get(name + ".norm.bias"))
        .rectified();
  }

  /** Random weights for every parameter, biases and norms too. */
  private static Map<String, Tensor> weights(UNetArchitecture architecture) {
    final UNet network = new UNet(architecture);
    final Random random = new Random(5);
    final Map<String, Tensor> weights = new HashMap<>();
    network
        .getParameters()
        .forEach(
            p -> {
              final float[] values = new float[(int) p.getValue().getShape().size()];
              fill(values, random);
              weights.put(p.getKey(), new Tensor(p.getValue().getShape().getShape(), values));
            });
    return weights;
  }

  private static void fill(float[] values, Random random) {
    for (int i = 0; i < values.length; i++) values[i] = (float) random.nextGaussian();
  }

  private static ComputeDevice cpu() {
    return ComputeDevice.open("cpu", Progress.NONE);
  }

  @Test
  void refusesAPatchThatDoesNotHalve() {
    try (UNetPatches network = UNetPatches.open(SMALL, weights(SMALL), cpu())) {
      assertThrows(
          IllegalArgumentException.class, () -> network.predict(new float[2 * 75], 3, 5, 5));
      assertThrows(IllegalArgumentException.class, () -> network.predict(new float[7], SHAPE));
      assertThrows(IllegalArgumentException.class, () -> network.predict(new float[2 * 24], 4, 6));
    }
  }

  @Test
  void refusesDevicesThatAreNotThere() {
    for (String choice : List.of("", "gpu-1", "tpu", "cuda:0", "gpu999")) {
      final String message =
          assertThrows(
                  InputException.class, () -> ComputeDevice.open(choice, Progress.NONE), choice)
              .getMessage();
      assertEquals(1, message.lines().count());
    }
    assertTrue(cpu().toString().startsWith("cpu, "));
    assertEquals("cpu", cpu().facts().get("device"));
    assertEquals("cpu", ComputeDevice.open(" CPU ", Progress.NONE).name());
  }

  /**
   * Channels over a box of voxels, and the sums of a network as loops.
   *
   * @param values channels one after the other, the last axis fastest
   */
  private record Grid(int channels, int[] shape, float[] values) {

    Grid(int channels, int... shape) {
      this(channels, shape, new float[channels * shape[0] * shape[1] * shape[2]]);
    }

    int voxels() {
      return shape[0] * shape[1] * shape[2];
    }

    float at(int c, int z, int y, int x) {
      if (z < 0 || y < 0 || x < 0 || z >= shape[0] || y >= shape[1] || x >= shape[2]) return 0;
      return values[((c * shape[0] + z) * shape[1] + y) * shape[2] + x];
    }

    Grid convolved(Tensor weights, int... stride) {
      final int[] k = new int[5];
      for (int a = 0; a < 5; a++) k[a] = (int) weights.shape()[a];
      final Grid out =
          new Grid(k[0], shape[0] / stride[0], shape[1] / stride[1], shape[2] / stride[2]);
      int to = 0;
      for (int o = 0; o < k[0]; o++)
        for (int z = 0; z < out.shape[0]; z++)
          for (int y = 0; y < out.shape[1]; y++)
            for (int x = 0; x < out.shape[2]; x++)
              out.values[to++] =
                  sum(weights.values(), o, k, z * stride[0], y * stride[1], x * stride[2]);
      return out;
    }

    private float sum(float[] weights, int o, int[] k, int z, int y, int x) {
      double sum = 0;
      int w = o * k[1] * k[2] * k[3] * k[4];
      for (int i = 0; i < k[1]; i++)
        for (int dz = 0; dz < k[2]; dz++)
          for (int dy = 0; dy < k[3]; dy++)
            for (int dx = 0; dx < k[4]; dx++)
              sum += weights[w++] * at(i, z + dz - k[2] / 2, y + dy - k[3] / 2, x + dx - k[4] / 2);
      return (float) sum;
    }

    /** Transposed convolution: each voxel adds its box, weighted, to the finer image. */
    Grid enlarged(Tensor weights) {
      final int outputs = (int) weights.shape()[1];
      final int bz = (int) weights.shape()[2];
      final int by = (int) weights.shape()[3];
      final int bx = (int) weights.shape()[4];
      final Grid out = new Grid(outputs, shape[0] * bz, shape[1] * by, shape[2] * bx);
      for (int i = 0; i < channels; i++)
        for (int o = 0; o < outputs; o++)
          for (int z = 0; z < out.shape[0]; z++)
            for (int y = 0; y < out.shape[1]; y++)
              for (int x = 0; x < out.shape[2]; x++) {
                final int tap = (((i * outputs + o) * bz + z % bz) * by + y % by) * bx + x % bx;
                out.values[((o * out.shape[0] + z) * out.shape[1] + y) * out.shape[2] + x] +=
                    weights.values()[tap] * at(i, z / bz, y / by, x / bx);
              }
      return out;
    }

    Grid shifted(Tensor bias) {
      final Grid out = new Grid(channels, shape);
      for (int i = 0; i < values.length; i++)
        out.values[i] = values[i] + bias.values()[i / voxels()];
      return out;
    }

    Grid joined(Grid other) {
      final Grid out = new Grid(channels + other.channels, shape);
      System.arraycopy(values, 0, out.values, 0, values.length);
      System.arraycopy(other.values, 0, out.values, values.length, other.values.length);
      return out;
    }

    Grid normalised(Tensor scale, Tensor shift) {
      final Grid out = new Grid(channels, shape);
      for (int c = 0; c < channels; c++) {
        double sum = 0;
        double squares = 0;
        for (int i = c * voxels(); i < (c + 1) * voxels(); i++) {
          sum += values[i];
          squares += values[i] * values[i];
        }
        final double mean = sum / voxels();
        final double sd = Math.sqrt(squares / voxels() - mean * mean + 1e-5);
        for (int i = c * voxels(); i < (c + 1) * voxels(); i++)
          out.values[i] = (float) ((values[i] - mean) / sd * scale.values()[c] + shift.values()[c]);
      }
      return out;
    }

    Grid rectified() {
      final Grid out = new Grid(channels, shape);
      for (int i = 0; i < values.length; i++)
        out.values[i] = values[i] > 0 ? values[i] : 0.01f * values[i];
      return out;
    }
  }
}
