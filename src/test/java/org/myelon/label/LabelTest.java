package org.myelon.label;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.myelon.centerline.FitCenterline;
import org.myelon.image.Affine;
import org.myelon.image.Grid;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;
import org.myelon.step.InputException;
import org.myelon.step.Progress;
import org.myelon.step.Table;

/** Label steps on small images in several orientations, and what they refuse. */
class LabelTest {

  /** Stored as SRA: the first axis runs from superior down. */
  private static final Grid GRID =
      new Grid(new long[] {12, 8, 9}, new Affine(0, -1, 0, 3, 0, 0, -2, 4, -1.5, 0, 0, 20));

  private static Volume labels(String text) {
    return PointLabels.parse(text, GRID).toVolume("labels");
  }

  private static String text(Volume v) {
    return String.join(
        ":", PointLabels.of(v).points().stream().map(PointLabel::toString).sorted().toList());
  }

  private static Volume edit(Volume v, EditLabels.Operation o, List<Integer> values, int by) {
    return EditLabels.run(v, new EditLabels.Settings(o, values, by)).labels();
  }

  @Test
  void theGridIsWhatItSays() {
    assertEquals("SRA", GRID.orientation().toString());
  }

  @Test
  void createKeepsOrReplaces() {
    final Volume before = labels("1,2,3,7");
    final var settings = new CreateLabels.Settings("4,5,6,2:0,0,0,-300", true);
    assertEquals("0,0,0,-300:1,2,3,7:4,5,6,2", text(CreateLabels.run(before, settings).labels()));
    assertEquals(
        "4,5,6,2",
        text(CreateLabels.run(before, new CreateLabels.Settings("4,5,6,2", false)).labels()));
  }

  @Test
  void edits() {
    final Volume v = labels("9,2,3,7:1,5,6,2:5,1,1,4");
    assertEquals("1,5,6,1:5,1,1,3:9,2,3,6", text(edit(v, EditLabels.Operation.ADD, List.of(), -1)));
    assertEquals("9,2,3,7", text(edit(v, EditLabels.Operation.KEEP, List.of(7), 0)));
    assertEquals("1,5,6,2:9,2,3,7", text(edit(v, EditLabels.Operation.REMOVE, List.of(4), 0)));
    // the first axis starts at the superior end
    assertEquals(
        "1,5,6,1:5,1,1,2:9,2,3,3", text(edit(v, EditLabels.Operation.INCREMENT, List.of(), 0)));
    assertEquals(
        "2,3,4,5",
        text(
            edit(
                labels("1,3,4,5:2,3,4,5:3,3,4,5"),
                EditLabels.Operation.CUBIC_TO_POINT,
                List.of(),
                0)));
  }

  @Test
  void labelsInTheMiddleOfTheCord() {
    final byte[] v = new byte[12 * 8 * 9];
    for (int k = 2; k <= 4; k++)
      for (int j = 3; j <= 5; j++) for (int i = 0; i < 12; i++) v[(k * 8 + j) * 12 + i] = 1;
    final Volume cord = Volume.ofBytes(v, GRID, "cord");
    final var settings = new LabelCord.Settings("2,3:mid,9");
    assertEquals("2,4,3,3:5,4,3,9", text(LabelCord.run(cord, settings, Progress.NONE).labels()));
    assertThrows(
        InputException.class,
        () -> LabelCord.run(cord, new LabelCord.Settings("12,3"), Progress.NONE));
  }

  @Test
  void matchesAndCompares() {
    final Volume a = labels("1,2,3,7:4,5,6,2"), b = labels("1,2,1,7:0,0,0,9");
    final MatchLabels.Result matched = MatchLabels.run(a, b);
    assertEquals("1,2,3,7", text(matched.labels()));
    assertEquals("1,2,1,7", text(matched.reference()));
    final Table t =
        CompareLabels.run(matched.labels(), matched.reference().reoriented(Orientation.RPI))
            .table();
    assertEquals(-4, t.number(0, "anterior [mm]"), 1e-9);
    assertEquals(4, t.number(1, "distance [mm]"), 1e-9);
    assertEquals("RMS", t.get(1, "value"));
    assertThrows(InputException.class, () -> CompareLabels.run(a, b));
  }

  @Test
  void tableHasVoxelsAndMillimetres() {
    final Table t = LabelTable.of(labels("1,2,3,9:4,5,6,2"));
    assertEquals("C2", t.get(0, "vertebra"));
    assertEquals("T2", t.get(1, "vertebra"));
    assertEquals("4,5,6,2", t.get(0, "label"));
    assertEquals(3 - 5, t.number(0, "R [mm]"), 1e-9);
    assertEquals(4 - 12, t.number(0, "A [mm]"), 1e-9);
    assertEquals(20 - 6, t.number(0, "S [mm]"), 1e-9);
  }

  @Test
  void levelOfASliceIsTheCommonestOrSctsMean() {
    final Volume v = labels("3,0,0,50:3,1,0,1:3,2,0,1:3,3,0,1:5,0,0,4:5,1,0,5:7,7,8,3");
    final SliceLevels own = SliceLevels.of(v, false), sct = SliceLevels.of(v, true);
    assertEquals(1, own.level(8));
    assertEquals(13, sct.level(8)); // (50 + 3) / 4
    assertEquals(4, own.level(6));
    assertEquals(4, sct.level(6)); // 4.5, half to even
    assertEquals(List.of(4), own.slicesOf(3));
    assertEquals(0, own.level(0));
    assertEquals(12, own.sliceCount());
  }

  @Test
  void continuousLevelsGrowDownwards() {
    final StringBuilder text = new StringBuilder();
    for (int i = 0; i < 12; i++) text.append(i == 0 ? "" : ":").append(i + ",4,4," + (2 + i / 4));
    final Volume levels = labels(text.toString());
    final var line = FitCenterline.run(levels, FitCenterline.Settings.defaults(), Progress.NONE);
    final Volume map =
        ContinuousLevels.run(levels, line, ContinuousLevels.Settings.defaults(), Progress.NONE)
            .levels();
    for (int i = 0; i < 12; i++)
      assertEquals(2 + (i + 0.5) / 4, map.toFloats()[(4 * 8 + 4) * 12 + i], 1e-6);
  }

  @Test
  void distanceFromThePmj() {
    final StringBuilder text = new StringBuilder("6,4,4,1");
    for (int i = 7; i < 12; i++) text.append(":" + i + ",4,4,1");
    final PmjDistance d =
        PmjDistance.of(labels(text.toString()), labels("2,4,4,50"), Progress.NONE);
    assertEquals(0, d.of(9), 1e-9);
    assertEquals(1.5 * 6, d.of(3), 1e-9);
    assertEquals(List.of(2, 3), d.slices(9, 3));
    assertThrows(InputException.class, () -> d.slices(3, 3), "no cord there");
    assertThrows(InputException.class, () -> d.slices(30, 3), "beyond the cord");
    assertThrows(
        InputException.class,
        () -> PmjDistance.of(labels(text.toString()), labels("2,4,4,49"), Progress.NONE));
  }

  @Test
  void refusals() {
    refused("no list of labels", () -> labels("1,2,3"));
    refused("no list of labels", () -> labels("a,b,c,d"));
    refused("outside", () -> labels("12,0,0,1"));
    refused("value 0", () -> labels("1,0,0,0"));
    refused("no label 9", () -> edit(labels("1,1,1,3"), EditLabels.Operation.KEEP, List.of(9), 0));
    refused("lose it", () -> edit(labels("1,1,1,3"), EditLabels.Operation.ADD, List.of(), -3));
    final float[] half = new float[12 * 8 * 9];
    refused("no label", () -> PointLabels.of(Volume.ofFloats(half, GRID, "labels")));
    half[0] = 2.5f;
    refused("whole numbers", () -> PointLabels.of(Volume.ofFloats(half, GRID, "labels")));
  }

  private static void refused(String part, Runnable step) {
    final InputException e = assertThrows(InputException.class, step::run);
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }
}
