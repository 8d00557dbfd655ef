package org.myelon.segment.training;

import java.util.ArrayList;
import java.util.List;
import org.myelon.image.Grid;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;
import org.myelon.segment.axial.AxialModel;
import org.myelon.segment.axial.AxialSlices;
import org.myelon.segment.axial.AxialWindow;
import org.myelon.step.InputException;

/**
 * Windows of an image that is held out of a training, to see how well the network does.
 *
 * @param name of the image
 * @param windows without any augmentation, at the same places in every validation
 */
public record ValidationImage(String name, List<Sample> windows) {

  /** Windows lie beside the middle of what is looked for, as a localiser puts them; mm. */
  private static final double BESIDE = 2;

  public ValidationImage {
    windows = List.copyOf(windows);
  }

  /**
   * One window in each axial slice in which the mask has something.
   *
   * @param mask 0 to 1, on the image's grid
   * @throws InputException if the grids differ or the mask is empty
   */
  public static ValidationImage of(Volume image, Volume mask, AxialModel model) {
    image.require3D().grid().requireSame(mask.require3D().grid(), image.name(), mask.name());
    final AxialSlices values = AxialSlices.of(image), marked = AxialSlices.of(mask);
    final float[] rpi = mask.reoriented(Orientation.RPI).toFloats();
    final List<Sample> windows = new ArrayList<>();
    for (int z = 0; z < marked.depth(); z++) {
      final double[] centre = centre(rpi, marked.grid(), z);
      if (centre == null) continue;
      final double beside = z % 2 == 0 ? BESIDE : -BESIDE;
      final AxialWindow window = AxialWindow.of(model, z, centre[0] + beside, centre[1] - beside);
      windows.add(new Sample(window.input(values), inside(window.cut(marked, z))));
    }
    if (windows.isEmpty())
      throw new InputException(mask.name() + " is empty: nothing can be validated with it.");
    return new ValidationImage(image.name(), windows);
  }

  /** Centre of mass of a slice of the RPI view in mm, null if it is empty. */
  private static double[] centre(float[] mask, Grid grid, int z) {
    final int nx = grid.extent(0), plane = nx * grid.extent(1);
    double sum = 0, x = 0, y = 0;
    for (int i = 0; i < plane; i++) {
      final float v = mask[z * plane + i];
      sum += v;
      x += v * (i % nx);
      y += v * (i / nx);
    }
    final double[] mm = grid.spacing();
    return sum > 0.5 ? new double[] {x / sum * mm[0], y / sum * mm[1]} : null;
  }

  /** Nothing is looked for where the image has ended. */
  private static float[] inside(float[] target) {
    for (int i = 0; i < target.length; i++) if (Float.isNaN(target[i])) target[i] = 0;
    return target;
  }
}
