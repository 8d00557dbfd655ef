package org.myelon.vertebra.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.myelon.Cancelled;
import org.myelon.image.Grid;
import org.myelon.image.Oblique;
import org.myelon.image.Volume;
import org.myelon.label.PointLabels;
import org.myelon.step.CancelledException;
import org.myelon.step.InputException;
import org.myelon.step.Progress;
import org.myelon.vertebra.DiscCandidate;

/** The way from an image to places and back, with a network that sees bright and dark spots. */
class FindDiscsTest {

  /** Heights of bright spots 10 mm before a bent cord, and of a dark one above its mask. */
  private static final double[] TIPS = {-55, -35, -10, 12, 31};

  private static final double JUNCTION = 72, TOP = 45;

  /** The middle of the cord at a height, RAS mm. */
  private static double[] cord(double z) {
    return new double[] {3 * Math.sin(z / 40), 6 * Math.sin(z / 50) + 2, z};
  }

  private static Volume mask(Grid grid) {
    final Volume near =
        Oblique.image(
            grid,
            p -> {
              final double[] c = cord(p[2]);
              return p[2] < TOP && Math.hypot(p[0] - c[0], p[1] - c[1]) < 4.5 ? 1 : 0;
            });
    return near;
  }

  private static double[] tip(double z) {
    final double[] c = cord(z);
    return new double[] {c[0], c[1] + 10, z};
  }

  /** The line goes on straight above the mask: so does the place before it. */
  private static double[] junction() {
    final double[] low = cord(TOP - 10), high = cord(TOP);
    final double t = (JUNCTION - TOP) / 10;
    return new double[] {
      high[0] + t * (high[0] - low[0]), high[1] + t * (high[1] - low[1]) + 10, JUNCTION
    };
  }

  private static double spot(double[] p, double[] at) {
    final double d =
        Math.pow(p[0] - at[0], 2) + Math.pow(p[1] - at[1], 2) + Math.pow(p[2] - at[2], 2);
    return Math.exp(-d / 18);
  }

  private static Volume image(Grid grid, boolean junction) {
    return Oblique.image(
        grid,
        p -> {
          // darker behind the cord: without any contrast spots would be clipped by normalisation
          double sum = p[1] < cord(p[2])[1] - 4 ? 40 : 100;
          for (double z : TIPS) sum += (z == 12 ? 110 : 60) * spot(p, tip(z));
          return junction ? sum - 100 * spot(p, junction()) : sum;
        });
  }

  @ParameterizedTest
  @CsvSource({
    "RPI, 1, 1, 1, 0, 0, 0",
    "AIL, 1.2, 1, 2.5, 4, -6, 10",
    "PSR, 0.8, 0.8, 3, -8, 3, -5",
    "LAS, 0.6, 1.2, 2, 0, 10, 0"
  })
  void findsSpotsOnAnyGrid(
      String code, double a, double b, double c, double rx, double ry, double rz) {
    final double[] mm = {a, b, c};
    final Grid reference =
        Oblique.grid(code, new long[] {2, 2, 2}, mm, new double[3], new double[3]);
    final long[] size = new long[3];
    final double[] extent = {50, 80, 200};
    for (int i = 0; i < 3; i++)
      size[i] = (long) Math.ceil(extent[reference.orientation().worldAxis(i)] / mm[i]);
    final Grid grid =
        Oblique.grid(code, size, mm, new double[] {rx, ry, rz}, new double[] {0, 8, 5});
    final FindDiscs.Result found;
    try (DiscNetwork network = HandMadeDiscs.network(1.7f, 2.2f)) {
      found =
          FindDiscs.run(
              image(grid, true), mask(grid), network, FindDiscs.Settings.defaults(), Progress.NONE);
    }
    assertEquals(TIPS.length, found.discs().size());
    for (int i = 0; i < TIPS.length; i++) {
      final DiscCandidate d = found.discs().get(i);
      // pixels of 1 mm, voxels of up to 3 mm, and a slab that is the mean of 3 mm
      assertEquals(0, EvaluateDiscs.distance(tip(TIPS[i]), d.point()), 1.6, "disc " + i);
      assertEquals(
          d.arc(), found.line().arcLengthAt(found.line().nearestPlace(cord(TIPS[i]))), 2.5);
      assertEquals(TIPS[i] == 12, d.c2c3() > 0.5, "only the brightest looks like C2/C3");
    }
    assertNotNull(found.junction());
    // beyond the mask the line follows its direction there, which is known to a few degrees
    assertEquals(0, EvaluateDiscs.distance(junction(), found.junction().point()), 4);
    assertTrue(found.junction().arc() > found.line().length());
  }

  private static Grid grid() {
    return Oblique.grid(
        "RPI", new long[] {50, 80, 100}, new double[] {1, 1, 2}, new double[3], new double[3]);
  }

  @Test
  void theJunctionIsOneVoxelOfFifty() {
    final Grid grid = grid();
    try (DiscNetwork network = HandMadeDiscs.network(1.7f, 2.2f)) {
      final DetectPmj.Result found =
          DetectPmj.run(
              image(grid, true), mask(grid), network, DetectPmj.Settings.defaults(), Progress.NONE);
      final PointLabels labels = PointLabels.of(found.pmj());
      assertEquals(1, labels.points().size());
      assertEquals(50, labels.points().get(0).value());
      assertEquals(0, EvaluateDiscs.distance(junction(), labels.world(labels.points().get(0))), 4);
      assertTrue(found.methods().sentence().contains("model brightdiscs"));
      assertNull(found.pmg());
    }
  }

  /** Spots and no brain stem: a junction, but nothing steps behind it. */
  @Test
  void aGrooveThatIsNotThereIsRefused() {
    final Grid grid = grid();
    try (DiscNetwork network = HandMadeDiscs.network(1.7f, 2.2f)) {
      final DetectPmj.Settings settings = DetectPmj.Settings.defaults().withGroove(true);
      final InputException refusal =
          assertThrows(
              InputException.class,
              () -> DetectPmj.run(image(grid, true), mask(grid), network, settings, Progress.NONE));
      assertTrue(refusal.getMessage().contains("No groove was found"), refusal.getMessage());
    }
  }

  @Test
  void anImageWithoutTheBrainStemIsRefused() {
    final Grid grid = grid();
    try (DiscNetwork network = HandMadeDiscs.network(1.7f, 2.2f)) {
      final FindDiscs.Result found =
          FindDiscs.run(
              image(grid, false),
              mask(grid),
              network,
              FindDiscs.Settings.defaults(),
              Progress.NONE);
      assertNull(found.junction());
      final InputException refusal =
          assertThrows(
              InputException.class,
              () ->
                  DetectPmj.run(
                      image(grid, false),
                      mask(grid),
                      network,
                      DetectPmj.Settings.defaults(),
                      Progress.NONE));
      assertTrue(refusal.getMessage().contains("No pontomedullary junction was found in image"));
    }
  }

  @Test
  void aFlatImageShowsNothing() {
    final Grid grid = grid();
    try (DiscNetwork network = HandMadeDiscs.network(1.7f, 2.2f)) {
      final FindDiscs.Result found =
          FindDiscs.run(
              Oblique.image(grid, p -> 7),
              mask(grid),
              network,
              FindDiscs.Settings.defaults(),
              Progress.NONE);
      assertEquals(List.of(), found.discs());
      assertNull(found.junction());
    }
  }

  @Test
  void aMaskElsewhereIsRefusedAndARunCanBeCancelled() {
    final Grid grid = grid();
    final Grid other =
        Oblique.grid(
            "RPI", new long[] {50, 80, 90}, new double[] {1, 1, 2}, new double[3], new double[3]);
    try (DiscNetwork network = HandMadeDiscs.network(1.7f, 2.2f)) {
      final FindDiscs.Settings settings = FindDiscs.Settings.defaults();
      assertThrows(
          InputException.class,
          () -> FindDiscs.run(image(grid, true), mask(other), network, settings, Progress.NONE));
      assertThrows(
          CancelledException.class,
          () -> FindDiscs.run(image(grid, true), mask(grid), network, settings, new Cancelled()));
    }
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThrows(InputException.class, () -> new DetectPmj.Settings(0));
    assertThrows(InputException.class, () -> new FindDiscs.Settings(0.5, 1.1));
  }
}
