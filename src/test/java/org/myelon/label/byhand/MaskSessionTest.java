package org.myelon.label.byhand;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.myelon.image.Grid;
import org.myelon.image.Oblique;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;
import org.myelon.step.InputException;

class MaskSessionTest {

  private static final Orientation AXIAL = Orientation.parse("RAI");

  private static Volume image(String orientation) {
    final Grid grid =
        Oblique.grid(
            orientation,
            new long[] {7, 8, 9},
            new double[] {1, 2, 3},
            new double[] {5, 6, 7},
            new double[3]);
    return Oblique.image(grid, w -> w[0]);
  }

  /** What is painted in the turned view lies in the same voxels of the image. */
  @ParameterizedTest
  @ValueSource(strings = {"RPI", "LAS", "AIL", "SRP"})
  void paintsTheVoxelsThatAreSeen(String orientation) {
    final Volume image = image(orientation);
    final MaskSession session = new MaskSession(image, AXIAL, Optional.empty());
    final Grid seen = image.grid().reoriented(AXIAL);
    final boolean[] region = new boolean[seen.extent(0) * seen.extent(1)];
    region[2 + 3 * seen.extent(0)] = true;
    session.paint(4, region, true);
    final Volume mask = session.toVolume("mask");
    assertEquals(image.grid(), mask.grid());
    final double[] there = image.voxelToWorld().inverse().apply(seen.voxelToWorld().apply(2, 3, 4));
    final float[] values = mask.toFloats();
    float sum = 0;
    for (float v : values) sum += v;
    assertEquals(1, sum);
    final int i = (int) Math.rint(there[0]), j = (int) Math.rint(there[1]);
    final int k = (int) Math.rint(there[2]);
    assertEquals(1, values[i + mask.grid().extent(0) * (j + mask.grid().extent(1) * k)]);
  }

  @Test
  void stepsGoBackAndForth() {
    final MaskSession session = new MaskSession(image("RPI"), AXIAL, Optional.empty());
    final boolean[] all = new boolean[7 * 8], one = new boolean[7 * 8];
    java.util.Arrays.fill(all, true);
    one[5] = true;
    session.paint(2, all, true);
    session.paint(3, one, true);
    session.paint(2, one, false);
    session.paint(2, one, false); // changes nothing, is no step
    assertEquals(0, session.slice(2)[5]);
    assertEquals(2, session.undo());
    assertEquals(1, session.slice(2)[5]);
    assertEquals(3, session.undo());
    assertEquals(0, session.slice(3)[5]);
    assertEquals(3, session.redo());
    assertEquals(1, session.slice(3)[5]);
    session.paint(3, all, true);
    assertEquals(-1, session.redo());
    for (int i = 0; i < 3; i++) session.undo();
    assertEquals(-1, session.undo());
    assertTrue(session.isEmpty());
    assertThrows(InputException.class, () -> session.toVolume("mask"));
  }

  @Test
  void goesOnWithAMask() {
    final Volume image = image("AIL");
    final float[] values = new float[7 * 8 * 9];
    values[20] = 0.6f;
    values[21] = 0.4f;
    final Volume start = Volume.ofFloats(values, image.grid(), "start");
    final float[] made =
        new MaskSession(image, AXIAL, Optional.of(start)).toVolume("mask").toFloats();
    for (int i = 0; i < made.length; i++) assertEquals(i == 20 ? 1 : 0, made[i], "voxel " + i);
    final Volume other = image("RPI");
    assertThrows(InputException.class, () -> new MaskSession(other, AXIAL, Optional.of(start)));
  }
}
