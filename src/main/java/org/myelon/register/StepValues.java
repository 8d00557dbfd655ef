package org.myelon.register;

import java.util.List;
import org.myelon.image.GaussianFilter;
import org.myelon.image.Volume;
import org.myelon.step.InputException;
import org.myelon.step.Progress;

/** The values of images as steps compute with them. */
final class StepValues {

  private StepValues() {}

  /**
   * The voxels, x fastest.
   *
   * @throws InputException if one is no number
   */
  static float[] of(Volume image) {
    final float[] values = image.toFloats();
    for (float v : values)
      if (!Float.isFinite(v))
        throw new InputException(
            image.name()
                + " holds voxels that are no numbers (NaN or infinite): give them a value before"
                + " the registration.");
    return values;
  }

  /** The same, smoothed in the slices as the last of the levels says. */
  static float[] smoothedInPlane(Volume image, List<StepSettings.Level> levels) {
    final double mm = levels.isEmpty() ? 0 : levels.get(levels.size() - 1).smoothing();
    final float[] values = of(image);
    if (mm == 0) return values;
    return GaussianFilter.smooth(image, new double[] {mm, mm, 0}, Progress.NONE).toFloats();
  }
}
