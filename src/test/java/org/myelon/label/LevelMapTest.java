package org.myelon.label;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.myelon.centerline.Centerline;
import org.myelon.centerline.FitCenterline;
import org.myelon.image.Affine;
import org.myelon.image.Grid;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;
import org.myelon.phantom.SpinePhantom;
import org.myelon.phantom.Subject;
import org.myelon.step.InputException;
import org.myelon.step.Progress;

/** Levels of a straight rod with discs where we put them, and of the synthetic spine. */
class LevelMapTest {

  /** 2 mm slices from 0 to 198 mm; the rod is voxel (5, 5). */
  private static final Grid GRID =
      new Grid(new long[] {11, 11, 100}, new Affine(-1, 0, 0, 5, 0, 1, 0, -5, 0, 0, 2, 0));

  private static final Volume ROD = rod(0, 100);

  private static Volume rod(int from, int to) {
    final byte[] v = new byte[11 * 11 * 100];
    for (int z = from; z < to; z++) v[(z * 11 + 5) * 11 + 5] = 1;
    return Volume.ofBytes(v, GRID, "rod");
  }

  /** Discs {value, slice}, in front of the rod. */
  private static Volume discs(int[]... valueAndSlice) {
    return new PointLabels(
            Stream.of(valueAndSlice)
                .map(d -> new PointLabel(d[0], new double[] {5, 9, d[1]}))
                .toList(),
            GRID)
        .toVolume("discs");
  }

  private static LevelMap.Result run(Volume cord, Volume discs, boolean asSct) {
    final Centerline line =
        FitCenterline.run(cord, FitCenterline.Settings.defaults(), Progress.NONE);
    return LevelMap.run(cord, discs, line, new LevelMap.Settings(asSct), Progress.NONE);
  }

  private static int[] levels(Volume discs, boolean asSct) {
    final SliceLevels s = SliceLevels.of(run(ROD, discs, asSct).levels(), asSct);
    final int[] levels = new int[100];
    for (int z = 0; z < 100; z++) levels[z] = s.level(z);
    return levels;
  }

  @Test
  void discsBoundTheLevels() {
    final int[] l = levels(discs(new int[] {3, 70}, new int[] {4, 62}, new int[] {5, 53}), false);
    assertEquals(2, l[71]);
    assertEquals(3, l[70]);
    assertEquals(3, l[63]);
    assertEquals(4, l[62]);
    assertEquals(4, l[54]);
    assertEquals(5, l[53]);
  }

  @Test
  void outerLevelsEndAfterAMeanVertebra() {
    final Volume discs = discs(new int[] {3, 70}, new int[] {4, 62}, new int[] {5, 53});
    final double scale = 34 / (17.02 + 17.84);
    final int[] own = levels(discs, false), sct = levels(discs, true);
    for (int z = 0; z < 100; z++) {
      final boolean above = 2 * z > 140 + 20.18 * scale, below = 2 * z < 106 - 16.80 * scale;
      assertEquals(above || below ? 0 : sct[z], own[z], "slice " + z);
    }
    assertEquals(2, sct[99]);
    assertEquals(5, sct[0]);
  }

  @Test
  void missingDiscsAreInterpolatedByMeanLengths() {
    final Volume discs = discs(new int[] {3, 70}, new int[] {5, 50});
    final LevelMap.Result result = run(ROD, discs, false);
    assertEquals(List.of(4), result.interpolated());
    assertTrue(result.methods().sentence().contains("(4)"));
    final int[] own = levels(discs, false), sct = levels(discs, true);
    // disc 4 lies 40 mm * 17.02 / 34.86 = 19.5 mm below disc 3: slice 60.2
    assertEquals(3, own[61]);
    assertEquals(4, own[60]);
    for (int z = 51; z <= 70; z++) assertEquals(3, sct[z]);
  }

  @Test
  void discsBeyondTheCordAndOtherLandmarksDoNotMislabel() {
    final Volume half = rod(20, 60);
    final Volume discs =
        discs(
            new int[] {3, 66},
            new int[] {4, 57},
            new int[] {5, 48},
            new int[] {8, 19},
            new int[] {50, 90},
            new int[] {60, 5});
    final SliceLevels l = SliceLevels.of(run(half, discs, false).levels(), false);
    assertEquals(3, l.level(59));
    assertEquals(4, l.level(57));
    assertEquals(7, l.level(20));
    assertEquals(List.of(3, 4, 5, 6, 7), List.copyOf(l.present()));
  }

  @Test
  void refusesWrongDiscs() {
    refused("out of order", discs(new int[] {3, 50}, new int[] {4, 60}));
    refused("places far from each other", discs(new int[] {3, 80}, new int[] {3, 40}));
    refused("no disc label", discs(new int[] {50, 80}));
    final Grid far =
        new Grid(GRID.size(), Affine.translation(100, 0, 0).after(GRID.voxelToWorld()));
    refused(
        "mm from the cord",
        new PointLabels(List.of(new PointLabel(3, new double[] {5, 5, 50})), far)
            .toVolume("discs"));
  }

  private static void refused(String part, Volume discs) {
    final InputException e = assertThrows(InputException.class, () -> run(ROD, discs, false));
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }

  static Stream<Grid> grids() {
    return Stream.of(
        SpinePhantom.grid(Orientation.parse("AIL"), new double[] {1, 1, 1}, 3, 2),
        SpinePhantom.grid(Orientation.parse("LPS"), new double[] {0.7, 0.7, 3}, -8, 4));
  }

  @ParameterizedTest
  @MethodSource("grids")
  void levelsOfTheSyntheticSpine(Grid grid) {
    final Subject subject =
        SpinePhantom.draw(SpinePhantom.Settings.defaults().withGrid(grid), Progress.NONE);
    final SliceLevels own =
        SliceLevels.of(run(subject.cord(), subject.discs(), false).levels(), false);
    final SliceLevels truth = SliceLevels.of(subject.levels(), false);
    int differ = 0;
    for (int z = 0; z < own.sliceCount(); z++)
      if (truth.level(z) >= 1 && own.level(z) != truth.level(z)) {
        assertEquals(1, Math.abs(own.level(z) - truth.level(z)), "slice " + z);
        differ++;
      }
    // a disc label is a whole voxel, so a border may be off by one slice
    assertTrue(differ <= truth.present().size(), differ + " slices differ");
  }
}
