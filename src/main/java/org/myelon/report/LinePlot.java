package org.myelon.report;

import java.util.List;

/**
 * Numbers along the cord as lines over distance.
 *
 * @param title what is plotted, with its unit
 * @param xTitle what the distance is, with its unit
 * @param x distances, ascending
 * @param series one line each
 * @param bands named stretches of x, such as vertebral levels; may be empty
 */
public record LinePlot(
    String title, String xTitle, double[] x, List<Series> series, List<Band> bands) {

  /**
   * A line.
   *
   * @param name in the legend
   * @param y one value per x; NaN leaves a gap
   * @param reference drawn thin and dashed: what the other lines are compared with
   */
  public record Series(String name, double[] y, boolean reference) {

    public Series {
      y = y.clone();
    }
  }

  /**
   * A named stretch of x.
   *
   * @param level vertebral level that gives it its colour, 0 for none
   */
  public record Band(double from, double to, String name, int level) {}

  public LinePlot {
    x = x.clone();
    series = List.copyOf(series);
    bands = List.copyOf(bands);
    for (Series s : series)
      if (s.y.length != x.length)
        throw new IllegalArgumentException(
            s.name + " has " + s.y.length + " values for " + x.length + " distances");
  }
}
