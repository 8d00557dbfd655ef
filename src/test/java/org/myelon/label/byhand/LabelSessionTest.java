package org.myelon.label.byhand;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.myelon.centerline.Centerline;
import org.myelon.image.Affine;
import org.myelon.image.Grid;
import org.myelon.image.Oblique;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;
import org.myelon.label.PointLabel;
import org.myelon.label.PointLabels;
import org.myelon.step.InputException;
import org.myelon.step.Progress;

class LabelSessionTest {

  private static final double[] TURNED = {12, -7, 9};

  private static Volume image(String orientation) {
    final Grid grid =
        Oblique.grid(
            orientation,
            new long[] {20, 31, 42},
            new double[] {0.9, 1.7, 3.1},
            TURNED,
            new double[] {5, -30, 100});
    return Oblique.image(grid, w -> w[0] + 2 * w[1] + 3 * w[2]);
  }

  private static LabelSession session(Volume image, String labels) {
    return new LabelSession(
        image, LabelKind.DISCS, LabelKind.DISCS.parse(labels), Optional.empty(), Optional.empty());
  }

  @Test
  void clicksSetLabelsInOrderAndCanBeTakenBack() {
    final Volume image = image("RPI");
    final LabelSession session = session(image, "3:6");
    int[] changes = {0};
    session.addListener(() -> changes[0]++);
    assertEquals(3, session.next());
    for (int k = 0; k < 3; k++)
      assertTrue(session.place(image.voxelToWorld().apply(10, 15, 30 - 5 * k)));
    assertEquals(List.of(3, 4, 5), List.copyOf(session.placed().keySet()));
    assertEquals(6, session.next());
    assertEquals(3, changes[0]);
    session.undo();
    session.undo();
    assertEquals(4, session.next());
    session.redo();
    assertEquals(List.of(3, 4), List.copyOf(session.placed().keySet()));
    session.remove(3);
    assertEquals(3, session.next(), "what was removed is asked for again");
    session.redo();
    assertEquals(List.of(4), List.copyOf(session.placed().keySet()), "nothing to redo");
    session.undo();
    assertEquals(List.of(3, 4), List.copyOf(session.placed().keySet()));
  }

  @Test
  void aDragIsOneStep() {
    final Volume image = image("AIL");
    final LabelSession session = session(image, "3:6");
    session.place(image.voxelToWorld().apply(10, 15, 30));
    for (int k = 1; k < 6; k++) session.move(3, image.voxelToWorld().apply(10, 15, 30 - k), k > 1);
    assertEquals("10,15,25,3", session.placed().get(3).toString());
    session.undo();
    assertEquals("10,15,30,3", session.placed().get(3).toString());
  }

  @Test
  void theListIsGoneThroughByKeys() {
    final Volume image = image("RPI");
    final LabelSession session = session(image, "2:6");
    session.step(1);
    session.step(1);
    assertEquals(4, session.next());
    session.place(image.voxelToWorld().apply(1, 2, 3));
    assertEquals(5, session.next());
    session.step(-1);
    assertEquals(3, session.next(), "one that is set is passed over");
    session.choose(4);
    assertEquals(4, session.selected());
    assertEquals(3, session.next());
    session.choose(6);
    session.place(image.voxelToWorld().apply(1, 2, 2));
    assertEquals(0, session.next(), "the end of the list");
    assertFalse(session.place(image.voxelToWorld().apply(1, 2, 1)));
    session.step(-1);
    assertEquals(5, session.next());
  }

  @Test
  void aPointOutsideIsNoLabel() {
    final Volume image = image("RPI");
    final LabelSession session = session(image, "3");
    assertFalse(session.place(image.voxelToWorld().apply(-0.6, 2, 3)));
    assertFalse(session.place(image.voxelToWorld().apply(1, 2, 41.6)));
    assertTrue(session.place(image.voxelToWorld().apply(-0.4, 2, 41.4)));
    assertEquals("0,2,41,3", session.placed().get(3).toString());
  }

  @Test
  void beginsWithLabelsOnAnyGrid() {
    final Volume image = image("RPI");
    final PointLabels there =
        new PointLabels(
            List.of(
                new PointLabel(7, new double[] {3, 4, 5}),
                new PointLabel(60, new double[] {8, 9, 10})),
            image.grid());
    final Volume turned = there.toVolume("labels").reoriented(Orientation.parse("SAL"));
    final LabelSession session =
        new LabelSession(
            image, LabelKind.DISCS, List.of(6, 7), Optional.empty(), Optional.of(turned));
    assertEquals(List.of(6, 7, 60), session.wanted());
    assertEquals(6, session.next());
    assertEquals("3,4,5,7", session.placed().get(7).toString());
    final Volume elsewhere = turned.withVoxelToWorld(Affine.translation(900, 0, 0));
    final InputException e =
        assertThrows(
            InputException.class,
            () ->
                new LabelSession(
                    image, LabelKind.DISCS, List.of(6), Optional.empty(), Optional.of(elsewhere)));
    assertTrue(e.getMessage().contains("lies outside"), e.getMessage());
  }

  @Test
  void keepsToTheCentreline() {
    final Volume image = image("RPI");
    final double[] x = new double[42], y = new double[42], flat = new double[42];
    for (int k = 0; k < 42; k++) {
      x[k] = 10;
      y[k] = 20;
    }
    final Centerline line = Centerline.of(image.grid(), 0, x, y, flat, flat);
    final LabelSession session =
        new LabelSession(
            image, LabelKind.SPINAL_LEVELS, List.of(3, 4), Optional.of(line), Optional.empty());
    session.setSnapping(true);
    session.place(image.voxelToWorld().apply(4, 11, 20));
    assertEquals("10,20,20,3", session.placed().get(3).toString());
    session.setSnapping(false);
    session.place(image.voxelToWorld().apply(4, 11, 20));
    assertEquals("4,11,20,4", session.placed().get(4).toString());
  }

  @Test
  void saysWhenTheOrderIsWrong() {
    final Volume image = image("RPI");
    final LabelSession session = session(image, "3:6");
    session.place(image.voxelToWorld().apply(5, 5, 10));
    assertEquals(Optional.empty(), session.problem());
    session.place(image.voxelToWorld().apply(5, 5, 20));
    assertEquals("C3/C4 does not lie below C2/C3: check both.", session.problem().orElseThrow());
  }

  @Test
  void takesSeveralAtOnce() {
    final Volume image = image("LPS");
    final LabelSession session = session(image, "3:6");
    final TreeMap<Integer, double[]> worlds = new TreeMap<>();
    worlds.put(4, image.voxelToWorld().apply(3, 3, 3));
    worlds.put(50, image.voxelToWorld().apply(4, 4, 4));
    worlds.put(5, image.voxelToWorld().apply(400, 4, 4));
    assertEquals(2, session.placeAll(worlds));
    assertEquals(List.of(4, 50), List.copyOf(session.placed().keySet()));
    session.undo();
    assertTrue(session.placed().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"RPI", "LAS", "AIL", "SRP", "PSL"})
  void theImageHasTheVoxelThatWasClicked(String orientation) {
    final Volume image = image(orientation);
    final SagittalView view = SagittalView.flat(image, Progress.NONE);
    assertEquals("ASR", view.planes().orientation().toString());
    final double[] mm = view.planes().grid().spacing();
    assertEquals(mm[0], mm[1], 1e-9, "square pixels");
    final Random random = new Random(1);
    for (int i = 0; i < 50; i++) {
      final double[] voxel = {random.nextInt(20), random.nextInt(31), random.nextInt(42)};
      final double[] world = image.voxelToWorld().apply(voxel);
      final double[] pixel = view.pixel(world).orElseThrow();
      assertArrayEquals(world, view.world(pixel).orElseThrow(), 1e-6);
      final LabelSession session = session(image, "9");
      assertTrue(session.place(view.world(pixel).orElseThrow()));
      final PointLabel read = PointLabels.of(session.toVolume("labels")).points().get(0);
      assertArrayEquals(voxel, read.voxel(), 1e-9);
    }
  }

  /** The picture shows the values of the image at the places that it says. */
  @ParameterizedTest
  @ValueSource(strings = {"RPI", "AIL", "LSP"})
  void theViewAlongTheCordShowsWhatItSays(String orientation) {
    final Volume image = image(orientation);
    final Grid rpi = image.grid().reoriented(Orientation.RPI);
    final int n = rpi.extent(2);
    final double[] x = new double[n], y = new double[n], dx = new double[n], dy = new double[n];
    for (int k = 0; k < n; k++) {
      x[k] = rpi.size(0) / 2.0 + 3 * Math.sin(k / 12.0);
      dx[k] = 3 / 12.0 * Math.cos(k / 12.0);
      y[k] = rpi.size(1) / 2.0;
    }
    final SagittalView view =
        SagittalView.along(image, Centerline.of(rpi, 0, x, y, dx, dy), Progress.NONE);
    final Grid grid = view.planes().grid();
    final float[] shown = view.planes().toFloats();
    int compared = 0;
    for (int i = 0; i < shown.length; i += 97) {
      final int nx = grid.extent(0), ny = grid.extent(1);
      final double[] pixel = {i % nx, i / nx % ny, i / (nx * ny)};
      final double[] w = view.world(pixel).orElseThrow();
      final double[] v = image.voxelToWorld().inverse().apply(w);
      boolean inside = true;
      for (int a = 0; a < 3; a++) inside &= v[a] > 1 && v[a] < image.grid().size(a) - 2;
      if (!inside) continue;
      compared++;
      assertArrayEquals(pixel, view.pixel(w).orElseThrow(), 0.01);
      assertEquals(w[0] + 2 * w[1] + 3 * w[2], shown[i], 0.3, "mean over the slice");
    }
    assertTrue(compared > 100, "points compared: " + compared);
  }

  @ParameterizedTest
  @CsvSource({
    "DISCS, 3:5, '[3, 4, 5]'",
    "DISCS, 'C2/C3:c4-c5,PMJ', '[3, 4, 5, 50]'",
    "DISCS, '8:6', '[8, 7, 6]'",
    "BODIES, 'C3,T1,3', '[3, 8]'",
    "SPINAL_LEVELS, 'C8:T1', '[8, 9]'",
    "PMJ, '', '[50]'",
    "DISCS, 'T12/L1:L5/S1', '[20, 21, 22, 23, 24, 25]'"
  })
  void listsAreRead(LabelKind kind, String list, String values) {
    assertEquals(values, kind.parse(list).toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "3:4:5", "C9", "x", "256", "3,,4"})
  void otherListsAreRefused(String list) {
    final InputException e = assertThrows(InputException.class, () -> LabelKind.DISCS.parse(list));
    assertEquals(1, e.getMessage().lines().count());
  }
}
