package org.myelon.template;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myelon.image.Volume;
import org.myelon.phantom.SpineAnatomy;
import org.myelon.step.Progress;
import org.myelon.template.Template.Part;

/** The template in {@code test-data}: as generated, and as true as a template must be. */
class SyntheticTemplateTest {

  private static final Path FOLDER = Path.of("test-data/template");
  private static final Template TEMPLATE = Template.open(FOLDER);

  @Test
  void theFilesInTestDataAreWhatTheGeneratorDraws(@TempDir Path made) throws Exception {
    WriteSyntheticTemplate.main(new String[] {made.toString()});
    final List<Path> files = files(made);
    assertEquals(files, files(FOLDER));
    for (Path file : files)
      assertArrayEquals(
          content(made.resolve(file)),
          content(FOLDER.resolve(file)),
          file + " is not what WriteSyntheticTemplate writes now; run it again");
  }

  private static List<Path> files(Path folder) throws Exception {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).map(folder::relativize).sorted().toList();
    }
  }

  private static byte[] content(Path file) throws Exception {
    if (!file.toString().endsWith(".gz")) return Files.readAllBytes(file);
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      return in.readAllBytes();
    }
  }

  private static float[] values(Part part) {
    return TEMPLATE.read(part, Progress.NONE).toFloats();
  }

  /** Also in voxels at the rim of the cord, where the contour of fluid takes its part. */
  @Test
  void theTractsFillTheCord() {
    final float[] cord = values(Part.CORD);
    final float[] sum = new float[cord.length];
    final LabelFolder atlas = TEMPLATE.requireAtlas();
    for (InfoLabel.Image image : atlas.info().images()) {
      final float[] tract = atlas.read(image, Progress.NONE).toFloats();
      for (int i = 0; i < sum.length; i++) sum[i] += tract[i];
    }
    for (int i = 0; i < sum.length; i++)
      if (cord[i] > 0) assertEquals(1, sum[i], 1e-6f, "voxel " + i);
      else assertTrue(sum[i] <= 1);
    assertEquals(10, atlas.info().members(50).size());
  }

  @Test
  void leftAndRightMirrorEachOther() {
    final LabelFolder atlas = TEMPLATE.requireAtlas();
    for (int id : new int[] {0, 2, 4, 6, 30}) {
      final Volume left = atlas.read(atlas.info().image(id).orElseThrow(), Progress.NONE);
      final float[] right =
          atlas.read(atlas.info().image(id + 1).orElseThrow(), Progress.NONE).toFloats();
      final float[] values = left.toFloats();
      final int nx = left.grid().extent(0);
      double onTheRight = 0;
      for (int i = 0; i < values.length; i++) {
        assertEquals(values[i], right[i - i % nx + nx - 1 - i % nx]);
        if (left.voxelToWorld().apply(i % nx, 0, 0)[0] > 0) onTheRight += values[i];
      }
      assertEquals(0, onTheRight, "label " + id + " is a left one");
    }
  }

  /** The slice of a disc belongs to the level above it, as in PAM50. */
  @Test
  void levelsEndAtTheDiscs() {
    final float[] levels = values(Part.LEVELS), discs = values(Part.DISCS);
    final float[] continuous = values(Part.LEVELS_CONTINUOUS), bodies = values(Part.BODIES);
    final int plane = 53 * 53;
    int found = 0;
    for (int i = 0; i < discs.length; i++) {
      if (bodies[i] > 0) assertEquals(bodies[i], levels[i]);
      if (levels[i] > 0) assertEquals(levels[i], (float) Math.floor(continuous[i]));
      if (discs[i] == 0) continue;
      found++;
      assertEquals(discs[i] - 1, levels[i], "at disc " + discs[i]);
      final boolean lowest = discs[i] == new SpineAnatomy().discCount();
      assertEquals(lowest ? 0 : discs[i], levels[i - plane], "below disc " + discs[i]);
    }
    assertEquals(new SpineAnatomy().discCount(), found);
  }

  @Test
  void spinalLevelsLieAboveTheVertebraOfTheirNumber() {
    final float[] points = values(Part.SPINAL_MIDPOINTS), maps = values(Part.SPINAL_LEVELS);
    final float[] vertebrae = values(Part.LEVELS);
    for (int i = 0; i < points.length; i++) {
      if (points[i] == 0) continue;
      assertEquals(points[i], maps[i]);
      assertEquals(Math.max(1, points[i] - 1), vertebrae[i]);
    }
  }

  @Test
  void isSmall() throws Exception {
    long bytes = 0;
    for (Path file : files(FOLDER)) bytes += Files.size(FOLDER.resolve(file));
    assertTrue(bytes < 500_000, bytes + " bytes");
  }

  @Test
  void theArchiveHoldsAPartOfIt(@TempDir Path made) {
    final Path zip = FOLDER.resolveSibling("template.zip");
    final Template part =
        DownloadTemplate.run(
                new DownloadTemplate.Settings(zip.toString(), "", made.resolve("t")), Progress.NONE)
            .template();
    assertEquals(TEMPLATE.parts().info().images(), part.parts().info().images());
    assertArrayEquals(values(Part.DISCS), part.read(Part.DISCS, Progress.NONE).toFloats());
    assertTrue(!part.has(Part.CORD));
  }
}
