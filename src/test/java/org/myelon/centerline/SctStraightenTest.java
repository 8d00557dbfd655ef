package org.myelon.centerline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.myelon.SharedData;
import org.myelon.centerline.FitCenterline.Algorithm;
import org.myelon.image.Grid;
import org.myelon.image.Interpolation;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;
import org.myelon.image.nifti.Nifti;
import org.myelon.step.Progress;
import org.myelon.transform.ApplyTransform;
import org.myelon.transform.DisplacementField;
import org.myelon.transform.ItkField;
import org.myelon.transform.Transform;

/** Straightening, smoothing and flattening of real images against the files that SCT made. */
class SctStraightenTest {

  private static final String SCT = "reference/sct/", DATA = "data/";
  private static final String T2 = DATA + "sct-testing/t2/t2.nii.gz";
  private static final String T2_CORD = DATA + "sct-testing/t2/t2_seg-manual.nii.gz";
  private static final String LUMBAR =
      DATA + "sct-tutorial/single_subject/t2_lumbar/t2_lumbar.nii.gz";
  private static final String LUMBAR_CORD = SCT + "inputs/t2_lumbar_seg.nii.gz";

  private static Volume read(String path) {
    return Nifti.read(SharedData.path(path));
  }

  private static Centerline line(String cord, Algorithm algorithm, double smooth) {
    return FitCenterline.ofCord(
        read(cord), new FitCenterline.Settings(algorithm, smooth, false), Progress.NONE);
  }

  /** A column of voxels of SCT's straight space. */
  private record Axis(Grid grid, int x, int y) {

    static Axis of(Grid grid) {
      return new Axis(
          grid, (int) Math.rint(grid.extent(0) / 2.0), (int) Math.rint(grid.extent(1) / 2.0));
    }

    double[] point(double slice) {
      return grid.voxelToWorld().apply(x, y, slice);
    }
  }

  /** SCT's map made of our parts: there, lengths along the cord are counted in slices. */
  private static Transform likeSct(Centerline line, Axis axis) {
    final CordCoordinates straight =
        CordCoordinates.straight(
            Frames.anterior(axis.point(0), new double[] {0, 0, 1}), line.length());
    final int slices = line.lastSlice() - line.firstSlice();
    final double[] from = new double[slices + 1], to = new double[slices + 1];
    for (int i = 0; i <= slices; i++) {
      from[i] = i * line.length() / slices;
      to[i] = line.arcLength(line.firstSlice() + i);
    }
    return new AlongCord(straight, new LengthMap(from, to, 1), CordCoordinates.of(line));
  }

  /**
   * The same curve, so the same map within SCT's rounding to the nearest of its points: half a
   * slice along the cord, less across it.
   */
  @Test
  void theMapIsSctsWithinItsRounding() {
    final Centerline line = line(T2_CORD, Algorithm.BSPLINE, 30);
    final DisplacementField sct =
        ItkField.of(
            read(SCT + "sct_straighten_spinalcord/t2_linear_bspline/warp_curve2straight.nii.gz"));
    final Axis axis = Axis.of(sct.grid());
    final Transform ours = likeSct(line, axis);
    final double[] p = new double[3], q = new double[3], r = new double[3];
    double sum = 0, largest = 0;
    int count = 0;
    for (int k = 1; k < 54; k++)
      for (int j = -15; j <= 15; j++)
        for (int i = -15; i <= 15; i++) {
          sct.grid().voxelToWorld().apply(new double[] {axis.x + i, axis.y + j, k}, p);
          if (!sct.apply(p, q)) continue;
          assertTrue(ours.apply(p, r));
          final double d = Vector.norm(Vector.minus(q, r));
          sum += d;
          largest = Math.max(largest, d);
          count++;
        }
    assertTrue(count > 50000, count + " voxels");
    assertTrue(sum / count < 0.1, "mean " + sum / count);
    assertTrue(largest < 0.5, "largest " + largest);
  }

  /** Correlation in a tube of 10 mm about both axes. */
  private static double correlation(Volume ours, Centerline axis, Volume sct) {
    final Volume other = sct.reoriented(Orientation.RPI);
    final Axis theirs = Axis.of(other.grid());
    final float[] a = ours.toFloats(), b = other.toFloats();
    final int slices = Math.min(ours.grid().extent(2), other.grid().extent(2));
    final Correlation c = new Correlation();
    for (int k = 2; k < slices - 2; k++)
      for (int j = -10; j <= 10; j++)
        for (int i = -10; i <= 10; i++)
          if (i * i + j * j <= 100)
            c.add(
                a[index(ours.grid(), (int) axis.x(0) + i, (int) axis.y(0) + j, k)],
                b[index(other.grid(), theirs.x + i, theirs.y + j, k)]);
    return c.value();
  }

  private static int index(Grid g, int x, int y, int z) {
    return (z * g.extent(1) + y) * g.extent(0) + x;
  }

  private static final class Correlation {
    private double n, a, b, aa, bb, ab, difference;

    void add(double x, double y) {
      n++;
      a += x;
      b += y;
      aa += x * x;
      bb += y * y;
      ab += x * y;
      difference += Math.abs(x - y);
    }

    double value() {
      return (ab - a * b / n) / Math.sqrt((aa - a * a / n) * (bb - b * b / n));
    }

    double meanDifference() {
      return difference / n;
    }
  }

  private static double straightened(String image, String cord, String sct) {
    final Centerline line = line(cord, Algorithm.NURBS, 0);
    final Straightening s = Straighten.run(line, Straighten.Settings.defaults(), Progress.NONE);
    final Volume ours =
        ApplyTransform.run(
            read(image), s.grid(), s.transform(), Interpolation.CUBIC, Progress.NONE);
    assertEquals(line.length(), s.axis().length(), s.grid().spacing()[2]);
    return correlation(ours, s.axis(), read(SCT + "sct_straighten_spinalcord/" + sct));
  }

  /** SCT's lines: almost ours in t2; in lumbar with bends of 0.6 mm that ours has not. */
  @Test
  void theImagesAreSctsButForItsLine() {
    final double t2 = straightened(T2, T2_CORD, "t2/t2_straight.nii.gz");
    final double lumbar = straightened(LUMBAR, LUMBAR_CORD, "t2_lumbar_real/lum_straight.nii.gz");
    assertTrue(t2 > 0.995, "t2 " + t2);
    assertTrue(lumbar > 0.94, "lumbar " + lumbar);
  }

  @Test
  void theMapBackIsTheInverseInRealImages() {
    for (String cord : new String[] {T2_CORD, LUMBAR_CORD}) {
      final Centerline line = line(cord, Algorithm.NURBS, 0);
      final Straightening s = Straighten.run(line, Straighten.Settings.defaults(), Progress.NONE);
      StraightenTest.assertInverse(line, s.transform().inverse(), 15);
    }
  }

  /** In the cord and from slice 12 up: below, SCT lets the image end with its straight space. */
  @Test
  void smoothingGivesScts() {
    final Volume image = read(T2), cord = read(T2_CORD).reoriented(Orientation.RPI);
    final Volume ours =
        SmoothAlongCord.run(
            image,
            line(T2_CORD, Algorithm.NURBS, 0),
            SmoothAlongCord.Settings.defaults().withSigmaMm(0, 0, 5),
            Progress.NONE);
    final Volume sct = read(SCT + "sct_smooth_spinalcord/t2/t2_smooth.nii.gz");
    final int plane = cord.grid().extent(0) * cord.grid().extent(1);
    final float[] mask = cord.toFloats();
    final IntPredicate inCord = i -> mask[i] > 0 && i / plane >= 12;
    final Correlation c = compare(ours, sct, inCord), before = compare(image, sct, inCord);
    assertTrue(c.value() > 0.99, "correlation " + c.value());
    assertTrue(c.meanDifference() < 0.1 * before.meanDifference(), "" + c.meanDifference());
  }

  private static Correlation compare(Volume a, Volume b, IntPredicate where) {
    final float[] x = a.reoriented(Orientation.RPI).toFloats();
    final float[] y = b.reoriented(Orientation.RPI).toFloats();
    final Correlation c = new Correlation();
    for (int i = 0; i < x.length; i++) if (where.test(i)) c.add(x[i], y[i]);
    return c;
  }

  /** SCT rounds to whole numbers. */
  @Test
  void flatteningGivesScts() {
    flattened(T2, T2_CORD, "t2/t2_flatten.nii.gz", 0.999);
    flattened(LUMBAR, LUMBAR_CORD, "t2_lumbar_real/t2_lumbar_flatten.nii.gz", 0.998);
  }

  private static void flattened(String image, String cord, String sct, double least) {
    final Volume ours =
        FlattenSagittal.run(
            read(image), line(cord, Algorithm.BSPLINE, 20), Interpolation.LINEAR, Progress.NONE);
    final Correlation c = compare(ours, read(SCT + "sct_flatten_sagittal/" + sct), i -> true);
    assertTrue(c.value() > least, image + " " + c.value());
    assertTrue(c.meanDifference() < 1, image + " " + c.meanDifference());
  }
}
