package org.myelon.register;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.Map;
import org.myelon.SharedData;
import org.myelon.image.Grid;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;
import org.myelon.image.nifti.Nifti;
import org.myelon.step.Progress;
import org.myelon.transform.DisplacementField;
import org.myelon.transform.ItkField;

/** The registrations of mt0 to mt1 that the real SCT did, and how far ours lie from them. */
public final class SctSteps {

  private static final String MT = "data/sct-testing/mt/";

  private SctSteps() {}

  public static Volume image(String path) {
    return Nifti.read(SharedData.path(path)).reoriented(Orientation.RPI);
  }

  /** mt0 onto mt1 of sct-testing, 40 x 40 x 5 voxels. */
  public static StepImages small() {
    final Pair images = new Pair(image(MT + "mt1.nii.gz"), image(MT + "mt0.nii.gz"));
    final Pair masks = new Pair(image(MT + "mt1_seg.nii.gz"), image(MT + "mt0_seg.nii.gz"));
    final Map<Kind, Pair> pairs = new HashMap<>();
    pairs.put(Kind.IM, images);
    pairs.put(Kind.SEG, masks);
    return new StepImages(images.fixed().grid(), pairs, null);
  }

  public static StepResult run(StepImages images, String step) {
    final StepSettings settings = RegistrationSteps.parse(step).get(0);
    return StepAlgorithms.of(settings).run(images, settings, Progress.NONE);
  }

  /** What SCT found, from points of mt1 to points of mt0. */
  public static DisplacementField field(String name) {
    return ItkField.of(
        Nifti.read(
            SharedData.path(
                "reference/sct/sct_register_multimodal/" + name + "/warp_mt02mt1.nii.gz")));
  }

  /**
   * Distance in mm between where ours and SCT's transform send the voxels of a mask: the mean and
   * the largest one.
   */
  public static double[] distance(StepResult ours, String name, Volume mask) {
    final DisplacementField sct = field(name);
    final Grid grid = mask.grid();
    final float[] inside = mask.toFloats();
    final int nx = grid.extent(0), ny = grid.extent(1);
    final double[] a = new double[3], b = new double[3];
    double sum = 0, most = 0;
    int count = 0;
    for (int v = 0; v < inside.length; v++) {
      if (inside[v] < 0.5) continue;
      final double[] p = grid.voxelToWorld().apply(v % nx, v / nx % ny, v / (nx * ny));
      assertEquals(true, ours.transform().apply(p, a));
      if (!sct.apply(p, b)) continue;
      final double d = Math.sqrt(sq(a[0] - b[0]) + sq(a[1] - b[1]) + sq(a[2] - b[2]));
      sum += d;
      most = Math.max(most, d);
      count++;
    }
    return new double[] {sum / count, most};
  }

  private static double sq(double d) {
    return d * d;
  }
}
