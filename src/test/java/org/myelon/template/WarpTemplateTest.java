package org.myelon.template;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.myelon.Cancelled;
import org.myelon.SharedData;
import org.myelon.image.Affine;
import org.myelon.image.Grid;
import org.myelon.image.Interpolation;
import org.myelon.image.Oblique;
import org.myelon.image.Volume;
import org.myelon.image.nifti.Nifti;
import org.myelon.step.CancelledException;
import org.myelon.step.InputException;
import org.myelon.step.Progress;
import org.myelon.template.Template.Part;
import org.myelon.transform.AffineTransform;
import org.myelon.transform.ApplyTransform;
import org.myelon.transform.Transform;
import org.myelon.transform.TransformList;

class WarpTemplateTest {

  private static final Template TEMPLATE = Template.open(Path.of("test-data/template"));
  private static final Grid GRID = TEMPLATE.read(Part.CORD, Progress.NONE).grid();

  @TempDir Path folder;

  private Template warp(Template template, Grid grid, Transform transform) {
    final Path output = folder.resolve("out");
    WarpTemplate.run(
        template, grid, transform, WarpTemplate.Settings.defaults(), output, Progress.NONE);
    return Template.open(output);
  }

  private static Transform affine(Affine map) {
    return new AffineTransform(map);
  }

  private static float[] values(Template template, Part part) {
    return template.read(part, Progress.NONE).toFloats();
  }

  @Test
  void theTemplateOnItsOwnGridIsTheTemplate() throws Exception {
    final Template same = warp(TEMPLATE, GRID, affine(Affine.scale(1, 1, 1)));
    for (Part part : Part.values()) {
      assertEquals(TEMPLATE.has(part), same.has(part), part.toString());
      if (same.has(part)) assertArrayEquals(values(TEMPLATE, part), values(same, part));
    }
    assertEquals(TEMPLATE.parts().info().images(), same.parts().info().images());
    final InfoLabel before = TEMPLATE.requireAtlas().info(), after = same.requireAtlas().info();
    assertEquals(before.combined(), after.combined());
    assertEquals(before.clusters(), after.clusters());
    for (InfoLabel.Image image : before.images())
      assertArrayEquals(
          TEMPLATE.requireAtlas().read(image, Progress.NONE).toFloats(),
          same.requireAtlas().read(image, Progress.NONE).toFloats());
  }

  /** Coordinates are kept as float32, up to 1.5e-5 of a voxel off in a template this long. */
  @ParameterizedTest
  @CsvSource({"RPI, 0.7, 0.9, 2.5", "SAL, 3, 0.6, 0.8", "AIR, 1, 1, 1"})
  void agreesWithApplyTransformOnAnyGrid(String code, double a, double b, double c) {
    final Grid target =
        Oblique.grid(
            code,
            new long[] {31, 30, 29},
            new double[] {a, b, c},
            new double[] {4, -7, 11},
            new double[] {1, -40, -90});
    final Transform transform =
        affine(new Affine(0.94, 0.05, 0, 1, -0.04, 0.97, 0.02, 0.5, 0.01, 0, 1.06, -2));
    final Template warped = warp(TEMPLATE, target, transform);
    for (Part part : new Part[] {Part.T2, Part.WHITE_MATTER, Part.LEVELS, Part.CORD}) {
      final Volume image = TEMPLATE.read(part, Progress.NONE);
      final Interpolation how =
          WarpRule.of(Optional.of(part)) == WarpRule.LINEAR
              ? Interpolation.LINEAR
              : Interpolation.NEAREST;
      final Volume expected = ApplyTransform.run(image, target, transform, how, Progress.NONE);
      final float largest = part == Part.T2 ? 200 : 1;
      final float[] e = expected.toFloats(), v = values(warped, part);
      for (int i = 0; i < e.length; i++) assertEquals(e[i], v[i], 5e-5f * largest, part.toString());
      warped.read(part, Progress.NONE).grid().requireSame(target, "warped", "target");
    }
  }

  /** A shift on a grid with thick slices: the labels go along. */
  @Test
  void pointsGoToTheVoxelTheyLieIn() {
    final Grid thick = GRID.withSpacing(new double[] {1.5, 0.5, 4});
    final Transform shift = affine(Affine.translation(2.5, -1, 8));
    final float[] moved = values(warp(TEMPLATE, thick, shift), Part.DISCS_POSTERIOR);
    final Affine toVoxel = thick.voxelToWorld().inverse();
    final float[] discs = values(TEMPLATE, Part.DISCS_POSTERIOR);
    final int nx = GRID.extent(0), ny = GRID.extent(1);
    int found = 0;
    for (int i = 0; i < discs.length; i++) {
      if (discs[i] == 0) continue;
      final double[] p = GRID.voxelToWorld().apply(i % nx, i / nx % ny, i / (nx * ny));
      final double[] v = toVoxel.apply(p[0] - 2.5, p[1] + 1, p[2] - 8);
      final int x = (int) Math.round(v[0]), y = (int) Math.round(v[1]), z = (int) Math.round(v[2]);
      if (z >= thick.size(2)) continue;
      assertEquals(discs[i], moved[(z * thick.extent(1) + y) * thick.extent(0) + x]);
      found++;
    }
    int voxels = 0;
    for (float value : moved) if (value != 0) voxels++;
    assertEquals(found, voxels);
    assertTrue(found >= 9, found + " discs");
  }

  /** Half a voxel off, a coordinate next to the background keeps its value. */
  @Test
  void continuousLevelsDoNotFallAtTheRim() {
    final Template moved = warp(TEMPLATE, GRID, affine(Affine.translation(0.25, 0.25, 0)));
    final float[] before = values(TEMPLATE, Part.LEVELS_CONTINUOUS);
    final float[] after = values(moved, Part.LEVELS_CONTINUOUS);
    final int plane = GRID.extent(0) * GRID.extent(1);
    for (int k = 0; k < GRID.extent(2); k++) {
      float expected = 0;
      for (int i = 0; i < plane; i++) expected = Math.max(expected, before[k * plane + i]);
      for (int i = 0; i < plane; i++)
        if (after[k * plane + i] != 0) assertEquals(expected, after[k * plane + i], 1e-5f);
    }
  }

  @Test
  void whatIsMissingIsLeftOut() throws Exception {
    final Path part = copy();
    Files.delete(part.resolve("template/synthetic_t2.nii.gz"));
    Files.delete(part.resolve("atlas/synthetic_atlas_03.nii.gz"));
    final Template warped = warp(Template.open(part), GRID, affine(Affine.scale(1, 1, 1)));
    assertFalse(warped.parts().info().image(Part.T2.id()).isPresent());
    assertTrue(warped.has(Part.CORD));
    assertEquals(3, warped.requireAtlas().info().members(53).size());
  }

  @Test
  void withoutTheAtlasThereIsNone() {
    final Path output = folder.resolve("out");
    final WarpTemplate.Result result =
        WarpTemplate.run(
            TEMPLATE,
            GRID,
            affine(Affine.scale(1, 1, 1)),
            new WarpTemplate.Settings(false),
            output,
            Progress.NONE);
    assertEquals(TEMPLATE.parts().info().images().size(), result.images().size());
    assertEquals(result.images().size(), result.table().rowCount());
    assertFalse(Files.exists(output.resolve("atlas")));
  }

  @Test
  void anImageOnAnotherGridIsPlacedByItsOwn() throws Exception {
    final Path other = copy();
    final Path file = other.resolve("template/synthetic_wm.nii.gz");
    final Volume wm = Nifti.read(file);
    Nifti.write(
        ApplyTransform.run(
            wm,
            wm.grid().withSpacing(new double[] {0.4, 0.5, 0.8}),
            affine(Affine.scale(1, 1, 1)),
            Interpolation.LINEAR,
            Progress.NONE),
        file);
    final float[] warped =
        values(warp(Template.open(other), GRID, affine(Affine.scale(1, 1, 1))), Part.WHITE_MATTER);
    final float[] was = wm.toFloats();
    double difference = 0, sum = 0;
    for (int i = 0; i < was.length; i++) {
      difference += Math.abs(was[i] - warped[i]);
      sum += was[i];
    }
    assertTrue(difference < 0.1 * sum, "mean difference " + difference / sum);
  }

  private Path copy() throws Exception {
    final Path to = folder.resolve("template-copy"), from = Path.of("test-data/template");
    try (Stream<Path> all = Files.walk(from)) {
      for (Path p : all.toList()) Files.copy(p, to.resolve(from.relativize(p).toString()));
    }
    return to;
  }

  @Test
  void refusalsAndCancellingLeaveNothing() throws Exception {
    final Path output = folder.resolve("out");
    final WarpTemplate.Settings all = WarpTemplate.Settings.defaults();
    final Transform away = affine(Affine.translation(500, 0, 0));
    final Transform here = affine(Affine.scale(1, 1, 1));
    final String said =
        assertThrows(
                InputException.class,
                () -> WarpTemplate.run(TEMPLATE, GRID, away, all, output, Progress.NONE))
            .getMessage();
    assertTrue(said.contains("comes from within the template"), said);
    assertThrows(
        CancelledException.class,
        () -> WarpTemplate.run(TEMPLATE, GRID, here, all, output, new Cancelled()));
    final Path damaged = copy();
    final Path wm = damaged.resolve("template/synthetic_wm.nii.gz");
    Files.write(wm, Arrays.copyOf(Files.readAllBytes(wm), 20_000));
    assertThrows(
        InputException.class,
        () -> WarpTemplate.run(Template.open(damaged), GRID, here, all, output, Progress.NONE));
    final Path file = Files.writeString(folder.resolve("file"), "");
    assertThrows(
        InputException.class,
        () -> WarpTemplate.run(TEMPLATE, GRID, here, all, file, Progress.NONE));
    assertFalse(Files.exists(output));
  }

  /**
   * The same warp by SCT: its linear results within 1e-4 (it interpolates in double), masks and
   * levels the same, discs within a voxel. Rootlets and continuous levels are not compared: SCT
   * interpolates their numbers towards 0.
   */
  @Test
  void agreesWithSct() {
    final Path reference = SharedData.path("reference/sct/sct_warp_template/t2_full_atlas/label");
    final Grid t2 = Nifti.read(SharedData.path("data/sct-testing/t2/t2.nii.gz")).grid();
    final Path field =
        SharedData.path(
            "reference/sct/sct_register_to_template/t2_full_ldisc/warp_template2anat.nii.gz");
    final Transform transform = TransformList.read(field.toString(), Progress.NONE);
    final Template ours = warp(Template.open(SharedData.path("data/pam50")), t2, transform);
    final Template sct = Template.open(reference);
    for (InfoLabel.Image image : ours.requireAtlas().info().images())
      assertArrayEquals(
          sct.requireAtlas().read(image, Progress.NONE).toFloats(),
          ours.requireAtlas().read(image, Progress.NONE).toFloats(),
          1e-4f,
          image.name());
    for (Part part : Part.values()) {
      if (!ours.has(part) || part == Part.ROOTLETS || part == Part.LEVELS_CONTINUOUS) continue;
      if (WarpRule.of(Optional.of(part)) == WarpRule.POINTS)
        assertNear(sct.read(part, Progress.NONE), ours.read(part, Progress.NONE), part);
      else assertArrayEquals(values(sct, part), values(ours, part), 1e-4f, part.toString());
    }
  }

  private static void assertNear(Volume expected, Volume actual, Part part) {
    final float[] e = expected.toFloats(), a = actual.toFloats();
    final int nx = expected.grid().extent(0), ny = expected.grid().extent(1);
    int count = 0;
    for (int i = 0; i < e.length; i++) {
      if (a[i] != 0) count++;
      if (e[i] == 0) continue;
      count--;
      boolean near = false;
      for (int dz = -1; dz <= 1; dz++)
        for (int dy = -1; dy <= 1; dy++)
          for (int dx = -1; dx <= 1; dx++) near |= a[i + (dz * ny + dy) * nx + dx] == e[i];
      assertTrue(near, part + " " + e[i]);
    }
    assertEquals(0, count, part + ": as many labels");
  }
}
