package org.myelon.vertebra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.myelon.Cancelled;
import org.myelon.SharedData;
import org.myelon.image.Grid;
import org.myelon.image.Oblique;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;
import org.myelon.image.nifti.Nifti;
import org.myelon.step.CancelledException;
import org.myelon.step.InputException;
import org.myelon.step.Progress;
import org.myelon.vertebra.CheckHeader.View;
import org.myelon.vertebra.network.NetworkDiscs;

/** Headers with ends exchanged: what is decided, and what the network sees in real images. */
class CheckHeaderTest {

  private static Map<Turn, View> views(double... evidenceAndHeat) {
    final Map<Turn, View> views = new EnumMap<>(Turn.class);
    for (Turn turn : Turn.values())
      views.put(
          turn,
          new View(evidenceAndHeat[2 * turn.ordinal()], evidenceAndHeat[2 * turn.ordinal() + 1]));
    return views;
  }

  private static Volume image() {
    return Oblique.image(
        Oblique.grid(
            "RPI", new long[] {4, 4, 4}, new double[] {1, 1, 1}, new double[3], new double[3]),
        p -> 1);
  }

  private static CheckHeader.Result judge(double... evidenceAndHeat) {
    return CheckHeader.judge(image(), views(evidenceAndHeat));
  }

  @Test
  void aFarBetterSpineMeansAWrongHeader() {
    final CheckHeader.Result found = judge(5, 1, 13, 3, 6, 1, 2, 1);
    assertEquals(Turn.FRONT_BACK, found.turn());
    assertTrue(found.sure());
    assertEquals(Turn.NONE, found.or());
    final InputException refusal =
        assertThrows(InputException.class, () -> found.requireRight("do that"));
    assertTrue(
        refusal.getMessage().contains("front and back exchanged")
            && refusal.getMessage().contains("set-orientation orientation=RAI")
            && refusal.getMessage().endsWith("If the header is right, do that."),
        refusal.getMessage());
  }

  @Test
  void aBetterOneIsAWarning() {
    final CheckHeader.Result found = judge(10, 2, 3, 1, 13.5, 2, 2, 1);
    assertEquals(Turn.HEAD_FEET, found.turn());
    assertFalse(found.sure());
    assertTrue(found.requireRight("").warning().contains("may have head and feet exchanged"));
    assertEquals(
        "No. " + found.warning(),
        assertThrows(
                InputException.class,
                () ->
                    found.during(
                        () -> {
                          throw new InputException("No.");
                        }))
            .getMessage());
  }

  /** Front and back for sure; whether head and feet are as well is not told. */
  @Test
  void whatIsAboutAsProbableIsSaid() {
    for (double[] v : new double[][] {{2, 1, 18, 5, 3, 2, 19, 5}, {2, 1, 19, 5, 3, 2, 18, 5}}) {
      final CheckHeader.Result found = judge(v);
      assertEquals(Turn.FRONT_BACK, found.turn());
      assertEquals(Turn.BOTH, found.or());
      assertTrue(found.sure());
      assertTrue(found.warning().contains("orientation=RAI or RAS,"), found.warning());
    }
  }

  /** Little seen, hardly better, or as much seen behind the cord as before it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "1,1,7,3,1,1,1,1",
        "12,2,13,3,1,1,1,1",
        "12,2,1,1,14.5,3,1,1",
        "13,3,19,3.5,1,1,1,1",
        "0,0,0,0,0,0,0,0"
      })
  void otherwiseNothingIsSaid(String values) {
    final double[] v = new double[8];
    for (int i = 0; i < 8; i++) v[i] = Double.parseDouble(values.split(",")[i]);
    final CheckHeader.Result found = judge(v);
    assertEquals(Turn.NONE, found.turn());
    assertEquals("", found.requireRight("").warning());
    assertEquals("text", found.after("text"));
  }

  /** Sees discs where they are before the cord, C2/C3 at the upper end. */
  private record Spine(Volume right, List<double[]> discs) implements DiscFinder {

    @Override
    public List<DiscCandidate> find(
        Volume image, org.myelon.centerline.Centerline line, Progress progress) {
      progress.check("Looking", 0);
      final List<DiscCandidate> found = new ArrayList<>();
      for (int i = 0; i < discs.size(); i++) {
        final double[] p =
            image.voxelToWorld().apply(right.voxelToWorld().inverse().apply(discs.get(i)));
        final double place = line.nearestPlace(p), arc = line.arcLengthAt(place);
        final boolean before = p[1] > line.pointAt(place)[1];
        final boolean second = i == 0 && arc > line.length() / 2;
        found.add(new DiscCandidate(arc, p, before ? 0.95 : 0.4, second && before ? 0.9 : 0.01));
      }
      return found;
    }
  }

  private static final double[] HEIGHTS = {62, 45, 28, 11, -5, -21, -38, -57};

  private static Volume cord(Grid grid) {
    return Oblique.image(
        grid,
        p -> Math.hypot(p[0], p[1] - 4 * Math.sin(p[2] / 50)) < 4 && Math.abs(p[2]) < 70 ? 1 : 0);
  }

  @ParameterizedTest
  @CsvSource({"RPI, 1, 1, 1, 0, 0, 0", "PSR, 0.8, 1, 2, -8, 4, 5", "AIL, 1.2, 1, 3, 5, -5, 10"})
  void allWaysRoundAreToldOnAnyGrid(
      String code, double a, double b, double c, double rx, double ry, double rz) {
    final double[] mm = {a, b, c};
    final Grid reference =
        Oblique.grid(code, new long[] {2, 2, 2}, mm, new double[3], new double[3]);
    final double[] extent = {40, 70, 150};
    final long[] size = new long[3];
    for (int i = 0; i < 3; i++)
      size[i] = (long) Math.ceil(extent[reference.orientation().worldAxis(i)] / mm[i]);
    final Volume cord =
        cord(Oblique.grid(code, size, mm, new double[] {rx, ry, rz}, new double[3]));
    final List<double[]> discs = new ArrayList<>();
    for (double z : HEIGHTS) discs.add(new double[] {0, 4 * Math.sin(z / 50) + 10, z});
    final Spine spine = new Spine(cord, discs);
    for (Turn turn : Turn.values()) {
      final Volume wrong = turn.mended(cord);
      final CheckHeader.Result found = CheckHeader.run(wrong, wrong, spine, Progress.NONE);
      assertEquals(turn, found.turn());
      assertEquals(turn != Turn.NONE, found.sure());
      if (turn != Turn.NONE)
        assertTrue(
            found.warning().contains("orientation=" + cord.orientation() + ","), found.warning());
    }
  }

  /** In voxels of 1 mm along the axes of the body. */
  private static Volume uprightCord() {
    return cord(
        Oblique.grid(
            "RPI", new long[] {40, 70, 150}, new double[] {1, 1, 1}, new double[3], new double[3]));
  }

  @Test
  void refusesAMaskElsewhereAndCanBeCancelled() {
    final Volume cord = uprightCord();
    final Spine spine = new Spine(cord, List.of());
    assertThrows(InputException.class, () -> CheckHeader.run(cord, image(), spine, Progress.NONE));
    assertThrows(
        CancelledException.class, () -> CheckHeader.run(cord, cord, spine, new Cancelled()));
  }

  /** Whoever looks for discs next says why the network cannot be had. */
  @Test
  void withoutANetworkNothingIsSaid() {
    final Volume cord = uprightCord();
    final DiscFinder none =
        (image, line, progress) -> {
          throw new InputException("There is no PyTorch here.");
        };
    final LabelDiscs.Settings settings = LabelDiscs.Settings.defaults();
    for (LabelDiscs.Inputs in :
        List.of(
            new LabelDiscs.Inputs(cord, cord, null, none), new LabelDiscs.Inputs(cord, cord, null)))
      assertEquals(Turn.NONE, CheckHeader.before(in, settings, Progress.NONE).turn());
    assertThrows(
        InputException.class,
        () ->
            CheckHeader.before(
                new LabelDiscs.Inputs(cord, image(), null, none), settings, Progress.NONE));
  }

  @ParameterizedTest
  @EnumSource(Turn.class)
  void whatMendsAHeaderUndoesIt(Turn turn) {
    final Orientation code = Orientation.parse("PSR");
    assertEquals(code, turn.mended(turn.mended(code)));
    final Volume image = image();
    assertEquals(image.grid(), turn.mended(turn.mended(image)).grid());
  }

  private static CheckHeader.Result real(String image, String cord, Turn turn) {
    return CheckHeader.run(
        turn.mended(Nifti.read(SharedData.path(image + ".nii.gz"))),
        turn.mended(Nifti.read(SharedData.path(cord + ".nii.gz"))),
        new NetworkDiscs("cpu"),
        Progress.NONE);
  }

  /** A neck in T2w and in T1w: front and back are told for sure, head and feet probably. */
  @ParameterizedTest
  @CsvSource({"t2/t2, t2/t2_seg-manual", "t1/t1w, t1/t1w_seg-manual"})
  void realNecks(String image, String cord) {
    final String folder = "data/sct-testing/";
    for (Turn turn : Turn.values()) {
      final CheckHeader.Result found = real(folder + image, folder + cord, turn);
      assertEquals(turn, found.turn());
      if (turn.turnsFront()) assertTrue(found.sure(), turn.name());
    }
  }
}
