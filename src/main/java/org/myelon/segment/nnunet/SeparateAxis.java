package org.myelon.segment.nnunet;

import java.util.Arrays;
import java.util.OptionalInt;

/**
 * Which axis is treated apart when an image is resampled: slices across it are resampled in their
 * plane, then it is itself. It is that of the thickest slices of an anisotropic image, else of an
 * anisotropic target.
 */
final class SeparateAxis {

  private SeparateAxis() {}

  /**
   * @param spacing voxel size in mm before
   * @param target voxel size in mm after
   * @return empty if all axes are treated alike
   */
  static OptionalInt of(Resampling rule, double[] spacing, double[] target) {
    return switch (rule.separateZ()) {
      case NEVER -> OptionalInt.empty();
      case ALWAYS -> thickest(spacing);
      case AUTOMATIC ->
          anisotropic(spacing, rule.anisotropy())
              ? thickest(spacing)
              : anisotropic(target, rule.anisotropy()) ? thickest(target) : OptionalInt.empty();
    };
  }

  private static boolean anisotropic(double[] spacing, double ratio) {
    final double least = Arrays.stream(spacing).min().orElseThrow();
    return Arrays.stream(spacing).max().orElseThrow() / least > ratio;
  }

  /** The axis with the largest voxel size; empty if more than one has it. */
  private static OptionalInt thickest(double[] spacing) {
    final double most = Arrays.stream(spacing).max().orElseThrow();
    OptionalInt axis = OptionalInt.empty();
    for (int a = 0; a < spacing.length; a++)
      if (spacing[a] == most) {
        if (axis.isPresent()) return OptionalInt.empty();
        axis = OptionalInt.of(a);
      }
    return axis;
  }
}
