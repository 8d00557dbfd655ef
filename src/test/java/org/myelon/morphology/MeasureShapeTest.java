package org.myelon.morphology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.myelon.Cancelled;
import org.myelon.centerline.FitCenterline;
import org.myelon.image.Affine;
import org.myelon.image.Grid;
import org.myelon.image.Volume;
import org.myelon.morphology.MeasureShape.Inputs;
import org.myelon.morphology.MeasureShape.Settings;
import org.myelon.morphology.Regions.Per;
import org.myelon.step.CancelledException;
import org.myelon.step.InputException;
import org.myelon.step.Progress;
import org.myelon.step.Table;

/** What the numbers mean on masks that are not simple, and what is refused. */
class MeasureShapeTest {

  private static final Settings OURS = Settings.defaults();
  private static final Settings SCT = OURS.withCompatibility(Compatibility.SCT);

  /** 20 x 24 x 30 voxels of 1 mm in RPI order; the cord is 7 x 5 voxels in slices 4 to 25. */
  private static float[] cordValues() {
    final float[] v = new float[20 * 24 * 30];
    for (int z = 4; z <= 25; z++) fill(v, z, 5, 11, 8, 12, 1);
    return v;
  }

  private static void fill(float[] v, int z, int x0, int x1, int y0, int y1, float value) {
    for (int y = y0; y <= y1; y++) for (int x = x0; x <= x1; x++) v[(z * 24 + y) * 20 + x] = value;
  }

  private static Volume volume(float[] v) {
    return Volume.ofFloats(v, new Grid(new long[] {20, 24, 30}, Affine.scale(-1, 1, 1)), "mask");
  }

  private static MeasureShape.Result run(float[] v, Settings s) {
    return MeasureShape.run(Inputs.of(volume(v)), s, Progress.NONE);
  }

  private static double area(float[] v, Settings s, int slice) {
    return run(v, s).profile().shape(slice).get(Metric.AREA);
  }

  private static String refused(Runnable call) {
    final String message = assertThrows(InputException.class, call::run).getMessage();
    assertFalse(message.contains("\n"));
    return message;
  }

  @Test
  void twoObjectsInASliceAreReportedAndOnlyTheCordIsMeasured() {
    final float[] v = cordValues();
    for (int z = 10; z <= 12; z++) fill(v, z, 14, 18, 14, 22, 1); // larger than the cord
    final MeasureShape.Result ours = run(v, OURS);
    assertEquals(List.of(10, 11, 12), ours.severalObjects());
    assertEquals(2, ours.profile().shape(11).objects());
    assertEquals(35, ours.profile().shape(11).get(Metric.AREA), 1e-6);
    assertEquals(0, ours.profile().shape(11).get(Metric.ANGLE_AP), 1e-6);
    assertEquals(80, area(v, SCT.withAngleCorrection(false), 11), 1e-6);
    assertEquals(80, area(v, OURS.withAllObjects(true).withAngleCorrection(false), 11), 1e-6);
  }

  /** No table shows 7e-15 for what is 0, and nothing is rounded for that. */
  @Test
  void whatIsZeroIsExactlyZero() {
    final double third = 1 / 3.0;
    assertEquals(0, ShapeTable.standardDeviation(new double[] {third, third, third, third, third}));
    assertEquals(third, ShapeTable.mean(new double[] {third, third, third, third, third}));
    assertEquals(1e-15, ShapeTable.standardDeviation(new double[] {0, 2e-15}), 1e-30);
    for (FitCenterline.Algorithm kind : FitCenterline.Algorithm.values()) {
      if (kind == FitCenterline.Algorithm.NURBS) continue; // its x, y and z know of each other
      final float[] v = cordValues();
      for (int z = 4; z <= 25; z++) fill(v, z, 12, 12, 8, 9, 1); // centre at no whole voxel
      final CordProfile p =
          run(v, OURS.withCenterline(new FitCenterline.Settings(kind, 30, false))).profile();
      for (int z = 4; z <= 25; z++) {
        assertEquals(0, p.shape(z).get(Metric.ANGLE_AP), kind + " in slice " + z);
        assertEquals(0, p.shape(z).get(Metric.ANGLE_RL), kind + " in slice " + z);
      }
    }
  }

  @Test
  void aGapInTheMaskLeavesBothPartsMeasured() {
    final float[] v = cordValues();
    fill(v, 14, 0, 19, 0, 23, 0);
    final CordProfile p = run(v, OURS).profile();
    assertEquals(21, p.shapes().size());
    assertEquals(null, p.shape(14));
    assertEquals(35, p.shape(20).get(Metric.AREA), 1e-9);
  }

  @Test
  void softMasksCountAsTheyAre() {
    final float[] half = cordValues();
    for (int i = 0; i < half.length; i++) half[i] *= 0.5f;
    assertEquals(17.5, area(half, OURS, 12), 1e-6);
    assertEquals(35, area(half, SCT, 12), 1e-6);
    assertTrue(Double.isNaN(run(half, OURS).profile().shape(12).get(Metric.DIAMETER_RL)));
    final float[] imageJ = cordValues();
    for (int i = 0; i < imageJ.length; i++) imageJ[i] *= 255;
    assertEquals(35, area(imageJ, OURS, 12), 1e-6);
    final float[] overshoot = cordValues();
    fill(overshoot, 12, 7, 8, 9, 10, 1.1f);
    assertEquals(35, area(overshoot, OURS, 12), 1e-6);
  }

  @Test
  void aCordAtTheBorderOfTheImageKeepsItsArea() {
    final float[] v = new float[20 * 24 * 30];
    for (int z = 0; z < 30; z++) fill(v, z, 0, 6, 0, 4, 1);
    assertEquals(35, area(v, OURS, 12), 1e-6);
    assertTrue(area(v, SCT, 12) < 35);
  }

  @Test
  void refusesWhatIsNoMask() {
    assertTrue(refused(() -> run(new float[20 * 24 * 30], OURS)).contains("empty"));
    final float[] nan = cordValues(), negative = cordValues(), labels = cordValues();
    nan[0] = Float.NaN;
    negative[0] = -1;
    fill(labels, 8, 5, 11, 8, 12, 7);
    assertTrue(refused(() -> run(nan, OURS)).contains("NaN"));
    assertTrue(refused(() -> run(negative, OURS)).contains("-1"));
    assertTrue(refused(() -> run(labels, OURS)).contains("7.0"));
  }

  @Test
  void refusesImagesOnAnotherGrid() {
    final Volume mask = volume(cordValues());
    final Volume moved = mask.withVoxelToWorld(Affine.translation(2, 0, 0)).withName("other");
    for (String message :
        List.of(
            refused(() -> Inputs.of(mask).withLevels(moved)),
            refused(() -> Inputs.of(mask).withImage(moved)),
            refused(() -> Inputs.of(mask).withCenterlineMask(moved))))
      assertTrue(message.contains("mask") && message.contains("other"), message);
    assertTrue(refused(() -> Inputs.of(mask).withDiscs(mask).withLevels(mask)).contains("both"));
  }

  @Test
  void aShorterCentrelineIsAnErrorOrLeavesSlicesOut() {
    final float[] shorter = cordValues();
    for (int z = 4; z < 10; z++) fill(shorter, z, 0, 19, 0, 23, 0);
    final Inputs in =
        Inputs.of(volume(cordValues())).withCenterlineMask(volume(shorter).withName("line"));
    final String message = refused(() -> MeasureShape.run(in, OURS, Progress.NONE));
    assertTrue(message.contains("slice 4") && message.contains("excludeMissing"), message);
    final CordProfile p =
        MeasureShape.run(in, OURS.withExcludeMissing(true), Progress.NONE).profile();
    assertEquals(10, p.shapes().get(0).slice());
    assertEquals(16, p.shapes().size());
  }

  private static CordProfile withLevels() {
    final float[] levels = new float[20 * 24 * 30];
    for (int z = 4; z <= 25; z++) fill(levels, z, 5, 11, 8, 12, z < 10 ? 5 : z < 18 ? 4 : 3);
    return MeasureShape.run(
            Inputs.of(volume(cordValues())).withLevels(volume(levels)), OURS, Progress.NONE)
        .profile();
  }

  private static Regions regions(List<Integer> slices, List<Integer> levels, Per per) {
    return new Regions(slices, levels, per);
  }

  @Test
  void rowsAreTheSlicesTheLevelsOrTheRegion() {
    final CordProfile p = withLevels();
    assertEquals(30, Regions.eachSlice().of(p).size());
    final Table levels =
        ShapeTable.of(p, Regions.eachLevel().of(p), false, SctAgreementTest.ORIGIN);
    assertEquals("4:9", levels.get(0, "Slice (I->S)"));
    assertEquals("5", levels.get(0, "VertLevel"));
    assertEquals(8, levels.number(1, "SUM(length)"), 1e-9);
    final List<Region> both = regions(List.of(8, 9, 10), List.of(4), Per.REGION).of(p);
    assertEquals(List.of(10), both.get(0).slices());
    final Table all =
        ShapeTable.of(
            p, regions(List.of(), List.of(3, 5), Per.REGION).of(p), false, SctAgreementTest.ORIGIN);
    assertEquals("3;5", all.get(0, "VertLevel"));
    assertEquals("4:9;18:25", all.get(0, "Slice (I->S)"));
    assertEquals(0, all.number(0, "STD(area)"), 1e-9);
  }

  @Test
  void refusesRegionsThatAreNotThere() {
    final CordProfile p = withLevels(), none = run(cordValues(), OURS).profile();
    assertTrue(refused(() -> regions(List.of(30), List.of(), Per.SLICE).of(p)).contains("0 to 29"));
    assertTrue(refused(() -> regions(List.of(), List.of(2), Per.LEVEL).of(p)).contains("3:5"));
    assertTrue(
        refused(() -> regions(List.of(), List.of(2), Per.LEVEL).of(none)).contains("discs="));
    assertTrue(refused(() -> Regions.eachLevel().of(none)).contains("discs="));
    assertTrue(refused(() -> regions(List.of(1), List.of(), Per.SLICE).of(p)).contains("no voxel"));
    assertTrue(refused(() -> Per.parse("disc")).contains("region"));
  }

  @Test
  void anyNumberOfThreadsGivesTheSameBits() throws Exception {
    final Volume cord =
        Phantoms.cord(
            Phantoms.grid(0.7, 0.9, 2, Affine.IDENTITY),
            new double[] {0.2, 0.1, 1},
            Phantoms.ellipse(6, 4, 10));
    final Inputs in = Inputs.of(cord).withImage(cord);
    for (Settings s : List.of(OURS, SCT)) {
      final List<Table> tables =
          List.of(new ForkJoinPool(1), new ForkJoinPool(4)).stream()
              .map(pool -> pool.submit(() -> table(MeasureShape.run(in, s, Progress.NONE))).join())
              .toList();
      for (int r = 0; r < tables.get(0).rowCount(); r++)
        assertEquals(tables.get(0).row(r), tables.get(1).row(r));
    }
  }

  private static Table table(MeasureShape.Result r) {
    return ShapeTable.of(
        r.profile(), Regions.eachSlice().of(r.profile()), true, SctAgreementTest.ORIGIN);
  }

  @Test
  void stopsWhenCancelled() {
    final Progress cancelled = new Cancelled();
    assertThrows(
        CancelledException.class,
        () -> MeasureShape.run(Inputs.of(volume(cordValues())), OURS, cancelled));
  }
}
