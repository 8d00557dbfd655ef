package org.myelon.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;
import org.myelon.image.nifti.Nifti;

/** What the command straighten adds to its step: warps, a template, facts, refusals. */
class StraightenCommandTest {

  @TempDir Path folder;

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  private int run(String... words) {
    final PrintStream to = new PrintStream(said, true);
    return new Main(to, to, false).run(List.of(words));
  }

  private int straighten(String... more) {
    final List<String> words =
        new ArrayList<>(
            List.of(
                "straighten",
                "image=" + Subject.file("t2"),
                "segmentation=" + Subject.file("cord"),
                "interpolation=linear",
                "output=" + folder.resolve("straight.nii.gz")));
    words.addAll(List.of(more));
    return run(words.toArray(String[]::new));
  }

  private float[] values(String file) {
    return Nifti.read(folder.resolve(file)).toFloats();
  }

  private static double largestDifference(float[] a, float[] b) {
    double largest = 0;
    for (int i = 0; i < a.length; i++) largest = Math.max(largest, Math.abs(a[i] - b[i]));
    return largest;
  }

  /** The files hold what the functions do: linear between the voxels of a grid that they share. */
  @Test
  void itsWarpsMoveImagesLikeItself() throws Exception {
    final Path there = folder.resolve("c2s.nii.gz"), back = folder.resolve("s2c.nii.gz");
    assertEquals(
        0,
        straighten("warpCurvedToStraight=" + there, "warpStraightToCurved=" + back),
        said::toString);
    assertTrue(Files.exists(Path.of(there + ".json")) && Files.exists(Path.of(back + ".json")));
    final String facts = Files.readString(folder.resolve("straight.nii.gz.json"));
    assertTrue(facts.contains("to the axis, RMS [mm]"), facts);
    assertEquals(
        0,
        run(
            "apply-transform",
            "image=" + Subject.file("t2"),
            "reference=" + folder.resolve("straight.nii.gz"),
            "transforms=" + there,
            "output=" + folder.resolve("moved.nii.gz")),
        said::toString);
    assertEquals(0, largestDifference(values("straight.nii.gz"), values("moved.nii.gz")), 0.05);
    assertEquals(
        0,
        run(
            "apply-transform",
            "image=" + Subject.file("cord"),
            "reference=" + Subject.file("cord"),
            "transforms=" + there + "," + back,
            "output=" + folder.resolve("round.nii.gz")),
        said::toString);
    final float[] cord = Nifti.read(Subject.file("cord")).toFloats(),
        round = values("round.nii.gz");
    int differ = 0, inside = 0;
    for (int i = 0; i < cord.length; i++) {
      if (cord[i] == 0) continue;
      inside++;
      if (Math.abs(cord[i] - round[i]) > 0.01) differ++;
    }
    assertTrue(differ < 0.01 * inside, differ + " of " + inside + " voxels of the cord");
  }

  /** The warps are written first; the image has a name that no file system takes. */
  @Test
  void allResultsAppearOrNone() throws Exception {
    final Path kept = Files.writeString(folder.resolve("s2c.nii.gz"), "of an earlier run");
    assertEquals(
        2,
        run(
            "straighten",
            "image=" + Subject.file("t2"),
            "segmentation=" + Subject.file("cord"),
            "warpCurvedToStraight=" + folder.resolve("c2s.nii.gz"),
            "warpStraightToCurved=" + kept,
            "output=" + folder.resolve("long".repeat(61) + ".nii.gz")),
        said::toString);
    assertTrue(said.toString().contains("Cannot write " + folder), said::toString);
    assertEquals("of an earlier run", Files.readString(kept));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(kept), files.toList());
    }
  }

  /** Matched to itself, the image stays. */
  @Test
  void aTemplateIsMet() {
    assertEquals(
        0,
        straighten(
            "discs=" + Subject.file("discs"),
            "template=" + Subject.file("cord"),
            "templateDiscs=" + Subject.file("discs")),
        said::toString);
    final Volume straight = Nifti.read(folder.resolve("straight.nii.gz"));
    final Volume own = Nifti.read(Subject.file("t2")).reoriented(Orientation.RPI);
    assertTrue(straight.grid().differenceFrom(own.grid(), 0.01).isEmpty());
    final float[] a = straight.toFloats(), b = own.toFloats();
    int same = 0, compared = 0;
    for (int i = 0; i < a.length; i++) {
      if (a[i] == 0) continue;
      compared++;
      if (Math.abs(a[i] - b[i]) < 0.1) same++;
    }
    assertTrue(compared > a.length / 2 && same > 0.99 * compared, same + " of " + compared);
  }

  @Test
  void refusesHalfATemplateAndAnotherGrid() {
    assertEquals(2, straighten("discs=" + Subject.file("discs")));
    assertTrue(said.toString().contains("templateDiscs are needed"), said::toString);
    assertEquals(
        0,
        run(
            "resample",
            "image=" + Subject.file("cord"),
            "spacing=2",
            "output=" + folder.resolve("small.nii.gz")),
        said::toString);
    assertEquals(
        2,
        run(
            "straighten",
            "image=" + Subject.file("t2"),
            "segmentation=" + folder.resolve("small.nii.gz"),
            "output=" + folder.resolve("straight.nii.gz")));
    assertTrue(said.toString().contains("different grids"), said::toString);
    assertTrue(Files.notExists(folder.resolve("straight.nii.gz")));
  }
}
