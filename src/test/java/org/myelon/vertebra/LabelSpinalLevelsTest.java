package org.myelon.vertebra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.myelon.Cancelled;
import org.myelon.SharedData;
import org.myelon.image.Grid;
import org.myelon.image.Oblique;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;
import org.myelon.image.nifti.Nifti;
import org.myelon.label.PointLabel;
import org.myelon.label.PointLabels;
import org.myelon.label.SpinalLevel;
import org.myelon.step.CancelledException;
import org.myelon.step.InputException;
import org.myelon.step.Progress;
import org.myelon.step.Table;

/**
 * Spinal levels of an upright rod of radius 4 mm, 120 mm long about the origin, whose rootlets and
 * discs lie where we put them; of the PAM50 template; and of SCT's test image.
 */
class LabelSpinalLevelsTest {

  private static final double RADIUS = 4, HALF_LENGTH = 60;

  private static final LabelSpinalLevels.Settings SETTINGS = LabelSpinalLevels.Settings.defaults();

  /** The lowest slice of each level in PAM50_spinal_levels, C1 to S5. */
  private static final int[] TEMPLATE_LOWEST = {
    970, 949, 916, 883, 850, 819, 788, 756, 722, 685, 644, 597, 548, 495, 443, 392, 343, 299, 258,
    221, 187, 161, 138, 117, 101, 87, 72, 59, 47, 40
  };

  /** Levels and the heights between which their rootlets enter. */
  private static final Map<Integer, double[]> ENTRIES =
      Map.of(7, new double[] {20, 32}, 8, new double[] {2, 12}, 9, new double[] {-20, -8});

  static Stream<Grid> grids() {
    return Stream.of(
        grid("LPI", 1, 1, 1, 0, 0, 0),
        grid("RPI", 0.8, 0.8, 2, 0, 0, 0),
        grid("AIL", 1, 0.7, 1.2, 8, 5, 0),
        grid("SRA", 1.5, 1, 0.8, -6, 4, 10));
  }

  private static Grid grid(String code, double a, double b, double c, double... degrees) {
    final double[] mm = {a, b, c};
    final long[] size = new long[3];
    final Orientation o = Orientation.parse(code);
    for (int i = 0; i < 3; i++) size[i] = Math.round((o.worldAxis(i) == 2 ? 150 : 50) / mm[i]);
    return Oblique.grid(code, size, mm, degrees, new double[] {0, 0, 0});
  }

  private static Volume rod(Grid grid) {
    return Oblique.image(
            grid, p -> Math.hypot(p[0], p[1]) <= RADIUS && Math.abs(p[2]) <= HALF_LENGTH ? 1 : 0)
        .withName("rod");
  }

  /** Behind the rod, up to 2 mm from it; further out they run 10 mm down. */
  private static Volume rootlets(Grid grid) {
    return Oblique.image(
            grid,
            p -> {
              final double away = Math.hypot(p[0], p[1]) - RADIUS;
              if (p[1] > 0 || away <= 0 || away > 9) return 0;
              final double drop = away < 4 ? 0 : 10;
              if (away >= 2 && away < 5) return 0;
              for (Map.Entry<Integer, double[]> e : ENTRIES.entrySet())
                if (p[2] + drop > e.getValue()[0] && p[2] + drop < e.getValue()[1])
                  return e.getKey();
              return 0;
            })
        .withName("rootlets");
  }

  private static LabelSpinalLevels.Inputs byRootlets(Grid grid) {
    return new LabelSpinalLevels.Inputs(rod(grid), rootlets(grid), null, null, null);
  }

  private static LabelSpinalLevels.Result run(LabelSpinalLevels.Inputs in) {
    return LabelSpinalLevels.run(in, SETTINGS, Progress.NONE);
  }

  private static int row(Table table, int level) {
    return IntStream.range(0, table.rowCount())
        .filter(r -> table.number(r, "level") == level)
        .findFirst()
        .orElseThrow();
  }

  /** Height above the origin of a length along the line of the rod. */
  private static double height(LabelSpinalLevels.Result result, int level, String column) {
    final double arc = result.table().number(row(result.table(), level), column);
    return result.line().point(result.line().firstSlice())[2] + arc;
  }

  /** An end lies within one voxel's height of where it was drawn; a middle within half of it. */
  @ParameterizedTest
  @MethodSource("grids")
  void rootletsGiveTheExtentWhereTheyEnter(Grid grid) {
    final LabelSpinalLevels.Result result = run(byRootlets(grid));
    final double slice = result.line().grid().spacing()[2];
    assertEquals(3, result.table().rowCount());
    ENTRIES.forEach(
        (level, ends) -> {
          assertEquals(ends[0], height(result, level, "lower [mm]"), slice, "lower " + level);
          assertEquals(ends[1], height(result, level, "upper [mm]"), slice, "upper " + level);
          final double middle = (ends[0] + ends[1]) / 2;
          assertEquals(middle, height(result, level, "middle [mm]"), slice / 2 + 0.2);
          final int row = row(result.table(), level);
          assertEquals("yes", result.table().get(row, "complete"));
          assertEquals(SpinalLevel.name(level), result.table().get(row, "name"));
        });
    checkMap(result, slice);
    checkMidpoints(result, slice);
  }

  /** Each voxel of the rod has the level of its height, but for one slice at the borders. */
  private static void checkMap(LabelSpinalLevels.Result result, double slice) {
    final PointLabels voxels = PointLabels.of(result.levels());
    final Set<Integer> seen = new TreeSet<>();
    for (PointLabel p : voxels.points()) {
      final double[] ends = ENTRIES.get(p.value());
      final double z = voxels.world(p)[2];
      // a slice of a tilted grid spans some heights across the rod
      final double tolerance = slice + RADIUS * Math.tan(Math.toRadians(10));
      assertTrue(z > ends[0] - tolerance && z < ends[1] + tolerance, p + " at " + z);
      seen.add(p.value());
    }
    assertEquals(ENTRIES.keySet(), seen);
  }

  private static void checkMidpoints(LabelSpinalLevels.Result result, double slice) {
    final PointLabels points = PointLabels.of(result.midpoints());
    assertEquals(3, points.points().size());
    for (PointLabel p : points.points()) {
      final double[] w = points.world(p), ends = ENTRIES.get(p.value());
      assertEquals(0, Math.hypot(w[0], w[1]), 1.5, "on the line");
      assertEquals((ends[0] + ends[1]) / 2, w[2], slice + 0.5);
    }
  }

  @Test
  void reachTakesInWhatRunsDown() {
    final Grid grid = grid("RPI", 1, 1, 1, 0, 0, 0);
    final LabelSpinalLevels.Result far =
        LabelSpinalLevels.run(byRootlets(grid), SETTINGS.withReach(12), Progress.NONE);
    assertEquals(10, height(far, 7, "lower [mm]"), 1);
    assertEquals(32, height(far, 7, "upper [mm]"), 1);
  }

  @Test
  void closedLevelsBeginWhereTheOneAboveEnds() {
    final Grid grid = grid("RPI", 1, 1, 1, 0, 0, 0);
    final LabelSpinalLevels.Result closed =
        LabelSpinalLevels.run(byRootlets(grid), SETTINGS.withClosed(true), Progress.NONE);
    assertEquals(32, height(closed, 7, "upper [mm]"), 1);
    assertEquals(20, height(closed, 8, "upper [mm]"), 1);
    assertEquals(2, height(closed, 9, "upper [mm]"), 1);
    assertEquals(7, height(closed, 8, "middle [mm]"), 1, "still that of its rootlets");
    assertTrue(closed.methods().stream().anyMatch(m -> m.sentence().contains("level above")));
  }

  /** Rootlets of C8 reach up beside those of C7: a slice belongs to the nearer middle. */
  @Test
  void overlappingLevelsShareTheSlices() {
    final Grid grid = grid("RPI", 1, 1, 1, 0, 0, 0);
    final Volume both =
        Oblique.image(
            grid,
            p -> {
              final double away = Math.hypot(p[0], p[1]) - RADIUS;
              if (away <= 0 || away > 2) return 0;
              if (p[1] > 0) return p[2] > 0 && p[2] < 20 ? 7 : 0;
              return p[2] > -10 && p[2] < 10 ? 8 : 0;
            });
    final LabelSpinalLevels.Result result =
        run(new LabelSpinalLevels.Inputs(rod(grid), both, null, null, null));
    final PointLabels voxels = PointLabels.of(result.levels());
    for (PointLabel p : voxels.points()) {
      final double z = voxels.world(p)[2];
      if (Math.abs(z - 5) > 1) assertEquals(z > 5 ? 7 : 8, p.value(), "at " + z);
    }
  }

  /** One voxel of C7 among those of T1, as networks make them; T1 runs into the end of the rod. */
  @Test
  void strayVoxelsAndCutLevelsAreTold() {
    final Grid grid = grid("RPI", 1, 1, 1, 0, 0, 0);
    final Volume stray =
        Oblique.image(
            grid,
            p -> {
              final double away = Math.hypot(p[0], p[1]) - RADIUS;
              if (away <= 0 || away > 2) return 0;
              if (p[1] > 5 && Math.abs(p[2] + 45) < 1) return 7;
              if (p[2] > 20 && p[2] < 30) return 7;
              if (p[2] > 0 && p[2] < 10) return 8;
              return p[2] < -40 ? 9 : 0;
            });
    final LabelSpinalLevels.Result result = run(rootletInputs(rod(grid), stray));
    assertEquals(5, height(result, 7, "lower [mm]"), 1, "ends at the middle of C8");
    assertEquals("yes", result.table().get(row(result.table(), 8), "complete"));
    assertEquals("no", result.table().get(row(result.table(), 9), "complete"));
  }

  @Test
  void distancesFromThePmjRunDownTheCord() {
    final Grid grid = grid("RPI", 1, 1, 1, 0, 0, 0);
    final Volume pmj = points(Map.of(50, 70.0));
    final LabelSpinalLevels.Result result =
        run(new LabelSpinalLevels.Inputs(rod(grid), rootlets(grid), null, null, pmj));
    final int row = row(result.table(), 8);
    assertEquals(70 - 12, result.table().number(row, "PMJ to upper [mm]"), 1);
    assertEquals(70 - 2, result.table().number(row, "PMJ to lower [mm]"), 1);
    assertEquals(70 - 7, result.table().number(row, "PMJ to middle [mm]"), 1);
  }

  /** Half a slice: the template's own levels are rounded to slices. */
  @Test
  void bordersAreThoseOfTheTemplate() {
    assertEquals(984.5, FrostellExtents.border(1), 1e-9);
    for (int v = 1; v <= SpinalLevel.LAST; v++)
      assertEquals(TEMPLATE_LOWEST[v - 1] - 0.5, FrostellExtents.border(v + 1), 0.5, "below " + v);
  }

  @Test
  void discsOfTheTemplateAreItsLevelsBorders() {
    final Map<Integer, Integer> some = Map.of(1, 985, 2, 939, 3, 908, 8, 736, 20, 106, 21, 39);
    some.forEach((disc, slice) -> assertEquals(slice, FrostellExtents.slice(disc), 1e-9));
  }

  static Stream<Arguments> gridsAndScales() {
    return grids().flatMap(g -> Stream.of(Arguments.of(g, 0.8), Arguments.of(g, 1.25)));
  }

  /**
   * A person of another size whose discs lie as the template's: within half a millimetre, the voxel
   * of a disc label.
   */
  @ParameterizedTest
  @MethodSource("gridsAndScales")
  void discsStretchTheTemplate(Grid grid, double scale) {
    final Volume discs =
        points(
            Map.of(
                4, scale * (FrostellExtents.slice(4) - 820) / 2,
                5, scale * (FrostellExtents.slice(5) - 820) / 2,
                7, scale * (FrostellExtents.slice(7) - 820) / 2));
    final LabelSpinalLevels.Result result =
        run(new LabelSpinalLevels.Inputs(rod(grid), null, discs, null, null));
    for (int level = 5; level <= 7; level++) {
      final double lower = scale * (TEMPLATE_LOWEST[level - 1] - 0.5 - 820) / 2;
      assertEquals(lower, height(result, level, "lower [mm]"), 0.6, "lower end of " + level);
    }
  }

  /** Only one vertebra beyond the outermost discs is filled. */
  @Test
  void levelsEndOneVertebraBeyondTheDiscs() {
    final Grid grid = grid("RPI", 1, 1, 1, 0, 0, 0);
    final Volume discs = points(Map.of(4, 10.0, 5, -8.5));
    final LabelSpinalLevels.Result result =
        run(new LabelSpinalLevels.Inputs(rod(grid), null, discs, null, null));
    final PointLabels voxels = PointLabels.of(result.levels());
    final double top = 10 + (908 - 871) / 2.0, bottom = -8.5 - (834 - 801) / 2.0;
    for (PointLabel p : voxels.points()) {
      final double z = voxels.world(p)[2];
      assertTrue(z < top + 1 && z > bottom - 1, "level at " + z);
    }
    final Table t = result.table();
    assertEquals("no", t.get(0, "complete"));
    assertEquals("no", t.get(t.rowCount() - 1, "complete"));
    assertEquals("yes", t.get(1, "complete"));
  }

  @Test
  void vertebralLevelsDoAsTheirDiscs() {
    final Grid grid = grid("LAS", 1, 1, 1, 0, 0, 0);
    final Volume discs = points(Map.of(3, 28.5, 4, 10.0, 5, -8.5, 6, -25.0));
    final Volume vertebral =
        Oblique.image(
            grid,
            p ->
                Math.hypot(p[0], p[1]) > RADIUS || Math.abs(p[2]) > HALF_LENGTH
                    ? 0
                    : p[2] > 28.5 ? 2 : p[2] > 10 ? 3 : p[2] > -8.5 ? 4 : p[2] > -25 ? 5 : 6);
    final Table a = run(new LabelSpinalLevels.Inputs(rod(grid), null, discs, null, null)).table();
    final Table b =
        run(new LabelSpinalLevels.Inputs(rod(grid), null, null, vertebral, null)).table();
    assertEquals(a.rowCount(), b.rowCount());
    for (int r = 0; r < a.rowCount(); r++)
      assertEquals(a.number(r, "lower [mm]"), b.number(r, "lower [mm]"), 0.6);
  }

  @Test
  void refuses() {
    final Grid grid = grid("RPI", 1, 1, 2, 0, 0, 0);
    final Volume rod = rod(grid), rootlets = rootlets(grid);
    refused("one kind", () -> new LabelSpinalLevels.Inputs(rod, null, null, null, null));
    refused("one kind", () -> new LabelSpinalLevels.Inputs(rod, rootlets, rod, null, null));
    refused("more than 0", () -> SETTINGS.withReach(0));
    refused("60, which is no spinal level", () -> run(rootletInputs(rod, points(Map.of(60, 0.0)))));
    refused("out of order", () -> run(rootletInputs(rod, points(Map.of(3, 0.0, 4, 20.0)))));
    refused(
        "same subject", () -> run(rootletInputs(rod, Oblique.image(grid, p -> p[0] > 20 ? 3 : 0))));
    refused(
        "below L1/L2",
        () -> run(new LabelSpinalLevels.Inputs(rod, null, points(Map.of(23, 0.0)), null, null)));
    refused(
        "follow each other", () -> run(new LabelSpinalLevels.Inputs(rod, null, null, rod, null)));
    refused(
        "no label 50",
        () -> run(new LabelSpinalLevels.Inputs(rod, rootlets, null, null, rootlets)));
    refused("no label", () -> run(rootletInputs(rod, Oblique.image(grid, p -> 0))));
  }

  private static LabelSpinalLevels.Inputs rootletInputs(Volume rod, Volume rootlets) {
    return new LabelSpinalLevels.Inputs(rod, rootlets, null, null, null);
  }

  private static void refused(String part, Runnable call) {
    final String message = assertThrows(InputException.class, call::run).getMessage();
    assertTrue(message.contains(part), message);
    assertTrue(!message.contains("\n"), message);
  }

  @Test
  void stopsWhenCancelled() {
    final LabelSpinalLevels.Inputs in = byRootlets(grid("RPI", 1, 1, 1, 0, 0, 0));
    assertThrows(
        CancelledException.class, () -> LabelSpinalLevels.run(in, SETTINGS, new Cancelled()));
  }

  @Test
  void numbersAreNamedAsNerveRoots() {
    assertEquals(
        List.of("C1", "C8", "T1", "T12", "L1", "L5", "S1", "S5", "31"),
        IntStream.of(1, 8, 9, 20, 21, 25, 26, 30, 31).mapToObj(SpinalLevel::name).toList());
  }

  /**
   * The midpoints that come with SCT's test data and with PAM50 are centres of all voxels of a
   * level, rounded to whole voxels: so are ours but for one voxel if all count. By default those
   * far from the cord, which lie lower, do not: that moves the middle up, by 1.3 mm at most.
   */
  @Test
  void midpointsAreSctsOnRealRootlets() {
    final String t2 = "data/sct-testing/t2/t2_seg-";
    compareMidpoints(
        t2 + "manual", t2 + "deepseg_rootlets-manual", t2 + "deepseg_rootlets-manual_midpoints", 1);
    final String pam50 = "data/pam50/template/PAM50_";
    compareMidpoints(pam50 + "cord", pam50 + "rootlets", pam50 + "rootlets_midpoint", 0.5);
  }

  private static void compareMidpoints(
      String cord, String rootlets, String midpoints, double voxelMm) {
    final LabelSpinalLevels.Inputs in = rootletInputs(read(cord), read(rootlets));
    final SortedMap<Integer, double[]> theirs =
        new TreeMap<>(PointLabels.of(read(midpoints)).landmarks("").points());
    final LabelSpinalLevels.Result all =
        LabelSpinalLevels.run(in, SETTINGS.withReach(10), Progress.NONE);
    final LabelSpinalLevels.Result near = run(in);
    assertEquals(theirs.keySet().size(), near.table().rowCount());
    theirs.forEach(
        (level, p) -> {
          final double arc = all.line().arcLengthAt(all.line().nearestPlace(p));
          final int row = row(all.table(), level);
          final double middle = all.table().number(row, "middle [mm]");
          assertEquals(arc, middle, voxelMm, "level " + level);
          assertEquals(middle, near.table().number(row, "middle [mm]"), 1.3, "level " + level);
        });
  }

  private static Volume read(String relative) {
    return Nifti.read(SharedData.path(relative + ".nii.gz"));
  }

  /** Labels at heights on the axis of the rod, on a fine grid of their own. */
  private static Volume points(Map<Integer, Double> heights) {
    final Grid fine =
        Oblique.grid(
            "RPI", new long[] {5, 5, 601}, new double[] {1, 1, 0.25}, new double[3], new double[3]);
    return new PointLabels(
            heights.entrySet().stream()
                .map(e -> new PointLabel(e.getKey(), new double[] {2, 2, 300 + 4 * e.getValue()}))
                .toList(),
            fine)
        .toVolume("points");
  }
}
