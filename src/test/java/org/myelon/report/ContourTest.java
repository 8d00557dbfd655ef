package org.myelon.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ContourTest {

  private static final double W = 0.5, H = 0.8;

  @Test
  void discHasItsAreaInMillimetres() {
    final int n = 60;
    final float[] values = new float[n * n];
    for (int r = 0; r < n; r++)
      for (int c = 0; c < n; c++) {
        final double d = Math.hypot((c + 0.5) * W - 15, (r + 0.5) * H - 24);
        values[r * n + c] = (float) Math.max(0, Math.min(1, 0.5 + (8 - d)));
      }
    assertEquals(Math.PI * 64, Math.abs(area(Contour.path(plane(values, n)))), 0.5);
  }

  @Test
  void ringIsAnOutlineWithAHole() {
    final float[] values = {
      0, 0, 0, 0, 0, 0, 1, 1, 1, 0, 0, 1, 0, 1, 0, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0
    };
    final String path = Contour.path(plane(values, 5));
    assertEquals(2, path.chars().filter(c -> c == 'M').count());
    assertEquals(2, path.chars().filter(c -> c == 'Z').count());
  }

  @Test
  void maskAtTheEdgeIsClosed() {
    final String path = Contour.path(plane(new float[] {1, 1, 1, 1}, 2));
    assertEquals(1, path.chars().filter(c -> c == 'M').count());
    assertTrue(Math.abs(area(path)) > 3.5 * W * H * 0.9);
  }

  @Test
  void anyMaskGivesClosedLinesOnly() {
    final Random random = new Random(7);
    for (int trial = 0; trial < 200; trial++) {
      final float[] values = new float[7 * 6];
      for (int i = 0; i < values.length; i++) values[i] = random.nextInt(2);
      for (String line : Contour.path(plane(values, 7)).split("(?<=Z)")) {
        if (line.isEmpty()) continue;
        assertTrue(line.startsWith("M") && line.endsWith("Z"), line);
        assertTrue(line.chars().filter(c -> c == 'L').count() >= 3, line);
      }
    }
  }

  private static Plane plane(float[] values, int columns) {
    return new Plane(values, columns, W, H, new double[] {0, 1});
  }

  private static double area(String path) {
    double area = 0;
    for (String line : path.split("Z")) {
      final String[] points = line.substring(1).split("L");
      for (int i = 0; i < points.length; i++) {
        final String[] p = points[i].split(" "), q = points[(i + 1) % points.length].split(" ");
        area +=
            (Double.parseDouble(p[0]) * Double.parseDouble(q[1])
                    - Double.parseDouble(q[0]) * Double.parseDouble(p[1]))
                / 2;
      }
    }
    return area;
  }
}
