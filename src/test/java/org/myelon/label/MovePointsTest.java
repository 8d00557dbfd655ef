package org.myelon.label;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.myelon.SharedData;
import org.myelon.image.Affine;
import org.myelon.image.Grid;
import org.myelon.image.Oblique;
import org.myelon.image.Volume;
import org.myelon.image.nifti.Nifti;
import org.myelon.step.InputException;
import org.myelon.step.Progress;
import org.myelon.transform.AffineTransform;
import org.myelon.transform.TransformList;

/** Points moved between oblique grids, and discs of PAM50 as SCT moves them. */
class MovePointsTest {

  private static final double[] CENTRE = {12, -30, 45};

  /** Rotation, scale, shear and shift. */
  private static final Affine MAP =
      Affine.translation(3, -2, 4)
          .after(new Affine(0.96, -0.2, 0.05, 0, 0.21, 1.03, 0, 0, 0.02, 0.1, 0.98, 0));

  private static Grid grid(String code, double... mm) {
    return Oblique.grid(
        code, new long[] {30, 28, 26}, mm, new double[] {12, -20, 8}, CENTRE.clone());
  }

  private static MovePoints.Result move(Volume labels, Grid target, Affine map) {
    return MovePoints.run(labels, target, new AffineTransform(map), Progress.NONE);
  }

  /** The voxel is the one nearest to where the map leads: at most half a voxel off on each axis. */
  @ParameterizedTest
  @CsvSource({"RPI,LAS", "SRA,RPI", "LPS,AIL"})
  void thePointsLieWhereTheMapLeads(String from, String to) {
    final Grid moving = grid(from, 1, 1.5, 2.5), target = grid(to, 2, 2.2, 3);
    // far from the rim, so that all stay within the target
    final PointLabels points =
        PointLabels.parse("14,13,12,3:16,15,13,4:11,12,10,250:13,16,14,7", moving);
    // an image is pulled back by the inverse of what moves its points
    final MovePoints.Result moved = move(points.toVolume("discs"), target, MAP.inverse());
    assertEquals(List.of(), moved.lost());
    final PointLabels found = PointLabels.of(moved.labels());
    assertEquals(4, found.points().size());
    for (PointLabel p : points.points()) {
      final double[] place =
          target.voxelToWorld().inverse().apply(MAP.apply(points.world(p).clone()));
      final PointLabel there = found.byValue().get(p.value()).get(0);
      assertArrayEquals(place, there.voxel(), 0.5 + 1e-6, "label " + p);
    }
  }

  /** Onto slices ten times as thick, where reading nearest values loses most points. */
  @Test
  void onePointPerValueOnThickSlices() {
    final Grid moving = grid("RPI", 1, 1, 1);
    final PointLabels points =
        PointLabels.parse("14,13,2,1:14,13,8,2:14,13,14,3:13,13,24,4:15,13,24,4", moving);
    final Grid thick =
        Oblique.grid(
            "RPI",
            new long[] {30, 28, 8},
            new double[] {1, 1, 5},
            new double[] {12, -20, 8},
            CENTRE.clone());
    final Volume moved =
        move(points.toVolume("discs"), thick, Affine.translation(0, 0, 0)).labels();
    assertEquals(
        List.of(1, 2, 3, 4),
        PointLabels.of(moved).points().stream().map(PointLabel::value).sorted().toList());
  }

  @Test
  void namesWhatIsLost() {
    final Grid grid = grid("RPI", 1, 1, 1);
    final Volume labels =
        PointLabels.parse("14,13,2,1:14,13,24,2:20,20,10,3", grid).toVolume("discs");
    final Affine down = Affine.translation(0, 0, 0);
    final Grid lower = new Grid(new long[] {30, 28, 20}, grid.voxelToWorld());
    final MovePoints.Result moved = move(labels, lower, down);
    assertEquals(List.of(2), moved.lost());
    assertTrue(moved.methods().sentence().contains("left out: 2."), moved.methods().sentence());
    final Grid one = new Grid(new long[] {1, 1, 1}, Affine.scale(200, 200, 200));
    assertEquals(List.of(2, 3), move(labels, one, down).lost(), "all in one voxel");
  }

  @Test
  void refusesWhatGivesNoPoint() {
    final Grid grid = grid("RPI", 1, 1, 1);
    final Volume labels = PointLabels.parse("14,13,2,1", grid).toVolume("discs");
    final String message =
        assertThrows(InputException.class, () -> move(labels, grid, Affine.translation(900, 0, 0)))
            .getMessage();
    assertTrue(message.startsWith("No label of discs comes to lie within"), message);
    final Volume empty = Volume.ofBytes(new byte[30 * 28 * 26], grid, "empty");
    assertThrows(InputException.class, () -> move(empty, grid, Affine.translation(0, 0, 0)));
  }

  /**
   * SCT widens the labels, moves them to the nearest voxels and takes the centre of what arrives:
   * that can be off by a voxel. Its other discs leave the image, as ours do.
   */
  @Test
  void discsOfPam50AsSct() {
    final String sct = "reference/sct/";
    final Volume theirs =
        Nifti.read(SharedData.path(sct + "sct_apply_transfo/t2_labels_label/discs.nii.gz"));
    final MovePoints.Result ours =
        MovePoints.run(
            Nifti.read(SharedData.path("data/pam50/template/PAM50_label_disc.nii.gz")),
            theirs.grid(),
            TransformList.read(
                SharedData.path(
                        sct + "sct_register_to_template/t2_full_ldisc/warp_template2anat.nii.gz")
                    .toString(),
                Progress.NONE),
            Progress.NONE);
    final var a = PointLabels.of(ours.labels()).byValue();
    final var b = PointLabels.of(theirs).byValue();
    assertEquals(b.keySet(), a.keySet());
    assertEquals(19, ours.lost().size());
    final List<Double> off = new ArrayList<>();
    for (int value : b.keySet()) {
      for (int axis = 0; axis < 3; axis++)
        off.add(Math.abs(b.get(value).get(0).voxel()[axis] - a.get(value).get(0).voxel()[axis]));
    }
    assertTrue(off.stream().allMatch(d -> d <= 1), off + " voxels");
  }
}
