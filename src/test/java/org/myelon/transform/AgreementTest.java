package org.myelon.transform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.myelon.SharedData;
import org.myelon.image.Interpolation;
import org.myelon.image.Volume;
import org.myelon.image.nifti.Nifti;
import org.myelon.step.Progress;

/**
 * Real warps, applied as the real SCT does. Where it has 0 in slice 1 of mt1, ours may have values:
 * slice 0 of the warp is invalid, and a rounding error in the place of a voxel of slice 1 is enough
 * to mix its largest float into the interpolation there; a mask has no such neighbours. Tolerances:
 * 0.001 of a cord that is 1, 1 of a T2 that goes up to 4100 (another prefilter at the rim).
 */
class AgreementTest {

  private static final String DATA = "data/sct-testing/", SCT = "reference/sct/";

  private static void assertSame(Volume ours, Volume sct, double tolerance, int withoutSlice) {
    final float[] a = ours.toFloats(), b = sct.toFloats();
    final long plane = sct.grid().size(0) * sct.grid().size(1);
    for (int i = 0; i < a.length; i++)
      if (i / plane != withoutSlice || b[i] != 0) assertEquals(b[i], a[i], tolerance, "voxel " + i);
  }

  private static Volume apply(String image, Path reference, String warps, Interpolation how) {
    return ApplyTransform.run(
        Nifti.read(SharedData.path(image)),
        Nifti.read(reference).grid(),
        TransformList.read(warps, Progress.NONE),
        how,
        Progress.NONE);
  }

  @Test
  void twoWarpsOneAfterTheOther() {
    final Path sct = SharedData.path(SCT + "sct_concat_transfo/given_t2_mt/cord_in_mt1.nii.gz");
    final String warps =
        SharedData.path(DATA + "t2/warp_template2anat.nii.gz")
            + ","
            + SharedData.path(DATA + "mt/warp_t22mt1.nii.gz");
    final Volume ours =
        apply(DATA + "template/template/PAM50_small_cord.nii.gz", sct, warps, Interpolation.LINEAR);
    assertSame(ours, Nifti.read(sct), 0.001, 1);
  }

  @Test
  void theWarpThatSctComposed() {
    final Path sct = SharedData.path(SCT + "sct_concat_transfo/given_t2_mt/cord_in_mt1.nii.gz");
    final String warp = SharedData.path(SCT + "sct_concat_transfo/given_t2_mt/warp.nii.gz") + "";
    final Volume ours =
        apply(DATA + "template/template/PAM50_small_cord.nii.gz", sct, warp, Interpolation.LINEAR);
    assertSame(ours, Nifti.read(sct), 0.001, 1);
  }

  /**
   * The field that SCT composes, where it and ours are valid: 0.001 mm. (Slice 0 and the rim are
   * invalid in one of its parts.)
   */
  @Test
  void theComposedFieldIsThatOfSct() {
    final Volume sct =
        Nifti.read(SharedData.path(SCT + "sct_concat_transfo/given_t2_mt/warp.nii.gz"));
    final DisplacementField theirs = ItkField.of(sct);
    final DisplacementField ours =
        SampleTransform.run(
            TransformList.read(
                SharedData.path(DATA + "t2/warp_template2anat.nii.gz")
                    + ","
                    + SharedData.path(DATA + "mt/warp_t22mt1.nii.gz"),
                Progress.NONE),
            sct.grid(),
            Progress.NONE);
    int compared = 0;
    for (int i = 0; i < sct.grid().voxelCount(); i++) {
      if (!theirs.isValid(i) || !ours.isValid(i)) continue;
      compared++;
      for (int c = 0; c < 3; c++)
        assertEquals(theirs.displacement(c, i), ours.displacement(c, i), 0.001, "voxel " + i);
    }
    assertTrue(compared > 4000, compared + " voxels compared");
  }

  /** The whole PAM50 through the warp of a registration; SCT counts in float32. */
  @Test
  void aWarpOfARegistration() {
    final Path sct = SharedData.path(SCT + "sct_apply_transfo/t2_cord_linear/cord.nii.gz");
    final String warp =
        SharedData.path(SCT + "sct_register_to_template/t2_full_ldisc/warp_template2anat.nii.gz")
            + "";
    final Volume ours =
        apply("data/pam50/template/PAM50_cord.nii.gz", sct, warp, Interpolation.LINEAR);
    assertSame(ours, Nifti.read(sct), 0.001, -1);
  }

  @Test
  void aSpline() {
    final Path sct = SharedData.path(SCT + "sct_apply_transfo/given_warp_spline/out.nii.gz");
    final String warp = SharedData.path(DATA + "t2/warp_template2anat.nii.gz").toString();
    final Volume ours =
        apply(DATA + "template/template/PAM50_small_t2.nii.gz", sct, warp, Interpolation.CUBIC);
    assertSame(ours, Nifti.read(sct), 1, -1);
  }

  /**
   * What ships with the warp was made of another version of the template at full size, and lacks a
   * slice that lies within a rounding error of the masked one: in the two others the cords overlap
   * by 0.94 and the T2 images correlate by 0.98 (found: 0.948, 0.983).
   */
  @Test
  void theShippedWarpOfTheTemplate() {
    final String shipped = DATA + "mt/label/template/PAM50_";
    final String warp = SharedData.path(DATA + "mt/warp_template2mt.nii.gz").toString();
    final Path cord = SharedData.path(shipped + "cord.nii.gz");
    final Volume t2 = Nifti.read(SharedData.path(shipped + "t2.nii.gz"));
    final String small = DATA + "template/template/PAM50_small_";
    final float[] ours = apply(small + "cord.nii.gz", cord, warp, Interpolation.LINEAR).toFloats();
    final float[] theirs = Nifti.read(cord).toFloats();
    final float[] oursT2 = apply(small + "t2.nii.gz", cord, warp, Interpolation.CUBIC).toFloats();
    final float[] theirsT2 = t2.toFloats();
    final int plane = t2.grid().extent(0) * t2.grid().extent(1);
    for (int k = 1; k <= 2; k++) {
      assertTrue(dice(ours, theirs, k * plane, plane) > 0.94, "cord in slice " + k);
      assertTrue(correlation(oursT2, theirsT2, k * plane, plane) > 0.98, "T2 in slice " + k);
    }
  }

  private static double dice(float[] a, float[] b, int start, int count) {
    int both = 0, sum = 0;
    for (int i = start; i < start + count; i++) {
      final boolean inA = a[i] > 0.5, inB = b[i] > 0.5;
      if (inA && inB) both++;
      sum += (inA ? 1 : 0) + (inB ? 1 : 0);
    }
    return 2.0 * both / sum;
  }

  private static double correlation(float[] a, float[] b, int start, int count) {
    double sa = 0, sb = 0, aa = 0, bb = 0, ab = 0;
    for (int i = start; i < start + count; i++) {
      sa += a[i];
      sb += b[i];
      aa += (double) a[i] * a[i];
      bb += (double) b[i] * b[i];
      ab += (double) a[i] * b[i];
    }
    return (ab - sa * sb / count) / Math.sqrt((aa - sa * sa / count) * (bb - sb * sb / count));
  }

  /** All but 1 % of the points, whose search ends at the rim of the field. */
  @Test
  void theInverseOfARealWarp() {
    final DisplacementField warp =
        ItkField.of(Nifti.read(SharedData.path(DATA + "t2/warp_template2anat.nii.gz")));
    final Transform inverse = warp.inverse();
    final double[] q = new double[3], back = new double[3];
    final int nx = warp.grid().extent(0), ny = warp.grid().extent(1);
    int valid = 0, found = 0;
    for (int i = 0; i < warp.grid().voxelCount(); i++) {
      final double[] p = warp.grid().voxelToWorld().apply(i % nx, i / nx % ny, i / (nx * ny));
      if (!warp.apply(p, q)) continue;
      valid++;
      if (!inverse.apply(q, back)) continue;
      found++;
      assertArrayEquals(p, back, 0.01, "voxel " + i);
    }
    assertTrue(found > 0.985 * valid, found + " of " + valid + " points found");
  }
}
