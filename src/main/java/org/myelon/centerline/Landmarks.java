package org.myelon.centerline;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Numbered points beside a cord, such as intervertebral discs.
 *
 * @param name of the image they come from, for messages
 * @param points RAS mm
 */
public record Landmarks(String name, SortedMap<Integer, double[]> points) {

  private static final int UPPER = 1, LOWER = 3;

  public Landmarks {
    points = Collections.unmodifiableSortedMap(new TreeMap<>(points));
  }

  /**
   * These and, if it is missing, the disc C1/C2 half way between its neighbours: it is hard to see
   * and often left out (SCT's rule).
   */
  Landmarks withSecondDisc() {
    if (points.containsKey(UPPER + 1) || !points.containsKey(UPPER) || !points.containsKey(LOWER))
      return this;
    final double[] a = points.get(UPPER), b = points.get(LOWER);
    final SortedMap<Integer, double[]> all = new TreeMap<>(points);
    all.put(UPPER + 1, new double[] {(a[0] + b[0]) / 2, (a[1] + b[1]) / 2, (a[2] + b[2]) / 2});
    return new Landmarks(name, all);
  }
}
