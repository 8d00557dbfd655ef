package org.myelon.segment.network;

import java.util.List;

/**
 * A U-Net as nnU-Net builds it (Isensee et al., Nat Methods 2021; residual encoder: Isensee et al.,
 * MICCAI 2024): stages of convolutions, each followed by an instance norm and a leaky rectifier,
 * strided convolutions on the way down, transposed convolutions as large as their stride on the way
 * up, joined by concatenation. The same record describes two and three dimensions: a kernel has two
 * or three entries.
 *
 * @param encoder plain convolutions or residual blocks on the way down
 * @param inputs channels of an image
 * @param outputs channels of the last layer: classes with the background, or regions
 * @param stages from full resolution down; the stride of a stage is taken on entering it
 * @param decoderConvolutions convolutions per stage on the way up, one entry fewer than stages, in
 *     the order in which they run, from the lowest resolution up, as nnU-Net reads its plans
 * @param bias whether convolutions carry a bias
 * @param epsilon of the instance norm
 * @param leak slope of the rectifier below zero
 */
public record UNetArchitecture(
    Encoder encoder,
    int inputs,
    int outputs,
    List<Stage> stages,
    List<Integer> decoderConvolutions,
    boolean bias,
    float epsilon,
    float leak) {

  /** What a stage on the way down is made of. */
  public enum Encoder {
    /** Convolutions one after the other: {@code PlainConvUNet}. */
    PLAIN,
    /** Residual blocks of two convolutions: {@code ResidualEncoderUNet}. */
    RESIDUAL
  }

  /**
   * One resolution of the network.
   *
   * @param features channels
   * @param kernel size of the convolutions along z, y, x or y, x
   * @param stride steps on entering the stage, along the same axes
   * @param blocks convolutions (plain) or residual blocks on the way down
   */
  public record Stage(int features, List<Integer> kernel, List<Integer> stride, int blocks) {
    public Stage {
      kernel = List.copyOf(kernel);
      stride = List.copyOf(stride);
    }
  }

  public UNetArchitecture {
    stages = List.copyOf(stages);
    decoderConvolutions = List.copyOf(decoderConvolutions);
  }

  /** Spatial axes of the images it takes: 2 or 3. */
  public int dimensions() {
    return stages.get(0).kernel().size();
  }

  /** By how many voxels along each axis the size of a patch must be divisible. */
  public int[] multiple() {
    final int[] multiple = new int[dimensions()];
    for (int a = 0; a < multiple.length; a++) {
      final int axis = a;
      multiple[a] = stages.stream().mapToInt(s -> s.stride().get(axis)).reduce(1, (p, q) -> p * q);
    }
    return multiple;
  }
}
