package org.myelon.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.myelon.step.Progress;

class ConnectedComponentsTest {

  static Stream<Connectivity> connectivities() {
    return Stream.of(
        Connectivity.FACES,
        Connectivity.EDGES,
        Connectivity.CORNERS,
        Connectivity.inPlane4(0),
        Connectivity.inPlane8(1),
        Connectivity.inPlane4(2),
        Connectivity.inPlane8(2));
  }

  /** Flood fill from each voxel not yet reached; numbers by size, then by first voxel. */
  private static int[] flooded(Volume mask, Connectivity c) {
    final int nx = mask.grid().extent(0), ny = mask.grid().extent(1), nz = mask.grid().extent(2);
    final float[] on = mask.toFloats();
    final boolean[] seen = new boolean[on.length];
    final List<List<Integer>> objects = new ArrayList<>();
    for (int first = 0; first < on.length; first++) {
      if (on[first] == 0 || seen[first]) continue;
      final List<Integer> object = new ArrayList<>();
      final Deque<Integer> open = new ArrayDeque<>(List.of(first));
      seen[first] = true;
      while (!open.isEmpty()) {
        final int i = open.pop();
        object.add(i);
        for (int q = 0; q < on.length; q++) {
          final int[] d = {
            Math.abs(q % nx - i % nx),
            Math.abs(q / nx % ny - i / nx % ny),
            Math.abs(q / (nx * ny) - i / (nx * ny))
          };
          final boolean near =
              d[0] <= 1
                  && d[1] <= 1
                  && d[2] <= 1
                  && d[0] + d[1] + d[2] <= c.steps()
                  && (c.sliceAxis() < 0 || d[c.sliceAxis()] == 0);
          if (near && on[q] != 0 && !seen[q]) {
            seen[q] = true;
            open.push(q);
          }
        }
      }
      objects.add(object);
    }
    objects.sort(Comparator.comparingInt(o -> -o.size()));
    final int[] labels = new int[nx * ny * nz];
    for (int o = 0; o < objects.size(); o++) for (int i : objects.get(o)) labels[i] = o + 1;
    return labels;
  }

  @ParameterizedTest
  @MethodSource("connectivities")
  void agreesWithFloodFill(Connectivity c) {
    for (double density : new double[] {.1, .3, .6}) {
      final Volume mask = Oblique.randomMask(Oblique.plain(11, 9, 10, 1, 2, 3), density, 17);
      final int[] expected = flooded(mask, c);
      final ConnectedComponents found = ConnectedComponents.of(mask, c, Progress.NONE);
      final float[] labels = found.labels().toFloats();
      for (int i = 0; i < labels.length; i++) assertEquals(expected[i], (int) labels[i]);
      assertEquals(Arrays.stream(expected).max().orElse(0), found.count());
      for (int o = 1; o <= found.count(); o++) {
        final int object = o;
        assertEquals(Arrays.stream(expected).filter(l -> l == object).count(), found.voxels(o));
        assertEquals(6.0 * found.voxels(o), found.mm3(o), 1e-9);
      }
    }
  }

  @Test
  void keepsTheLargestAndDropsTheSmall() {
    final byte[] row = {1, 0, 1, 1, 0, 1, 1, 1, 0, 1};
    final Volume mask = Volume.ofBytes(row, Oblique.plain(10, 1, 1, 2, 1, 1), "mask");
    final ConnectedComponents c = ConnectedComponents.of(mask, Connectivity.FACES, Progress.NONE);
    assertArrayEquals(new float[] {0, 0, 0, 0, 0, 1, 1, 1, 0, 0}, c.largest().toFloats());
    assertArrayEquals(new float[] {0, 0, 1, 1, 0, 1, 1, 1, 0, 0}, c.atLeastVoxels(2).toFloats());
    assertArrayEquals(new float[] {0, 0, 0, 0, 0, 1, 1, 1, 0, 0}, c.atLeastMm3(4.5).toFloats());
  }

  @Test
  void anEmptyMaskHasNoObjects() {
    final Volume mask = Volume.ofBytes(new byte[8], Oblique.plain(2, 2, 2, 1, 1, 1), "mask");
    final ConnectedComponents c = ConnectedComponents.of(mask, Connectivity.CORNERS, Progress.NONE);
    assertEquals(0, c.count());
    assertArrayEquals(new float[8], c.largest().toFloats());
  }
}
