package org.myelon.atlas;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.myelon.step.TextFile;

/**
 * Draws the figure of the docs, run by hand with the atlas folder and the SVG to write: errors of
 * the tracts of a phantom against their size.
 */
final class TractPhantomFigure {

  private static final int FIRST_SLICE = 830, REPETITIONS = 50;
  private static final int[] SLICES = {5, 10, 20, 40, 80};
  private static final double NOISE = 0.2;
  private static final List<Method> METHODS = List.of(Method.BIN, Method.WA, Method.ML, Method.MAP);
  private static final List<String> COLOURS = List.of("#9aa5b1", "#d9822b", "#3a9d5d", "#2464c4");

  private static final double WIDTH = 760,
      HEIGHT = 400,
      LEFT = 56,
      RIGHT = 14,
      TOP = 40,
      BOTTOM = 48;
  private static final double LEAST = 5, MOST = 3000, PERCENT = 20;

  private final StringBuilder svg = new StringBuilder();

  private TractPhantomFigure() {}

  public static void main(String[] files) {
    final TractPhantom phantom =
        TractPhantom.of(Path.of(files[0]), FIRST_SLICE, SLICES[SLICES.length - 1]);
    final TractPhantomFigure figure = new TractPhantomFigure();
    figure.axes();
    for (int m = 0; m < METHODS.size(); m++) {
      final List<TractPhantom.Error> errors = new ArrayList<>();
      for (int n : SLICES) errors.addAll(phantom.errors(METHODS.get(m), NOISE, n, REPETITIONS));
      figure.points(m, errors);
      print(METHODS.get(m), errors);
    }
    TextFile.write(Path.of(files[1]), figure.svg + "</svg>\n");
  }

  private static void print(Method method, List<TractPhantom.Error> errors) {
    final double[] from = {30, 240}, to = {240, Double.POSITIVE_INFINITY};
    for (int i = 0; i < from.length; i++) {
      final double low = from[i], high = to[i];
      final double[] of =
          errors.stream()
              .filter(e -> e.size() >= low && e.size() < high && !Double.isNaN(e.error()))
              .mapToDouble(e -> 100 * e.error())
              .sorted()
              .toArray();
      System.out.printf(
          Locale.ROOT,
          "%s, %.0f voxels and more: %d tracts, median %.2f %%, worst %.2f %%%n",
          method,
          low,
          of.length,
          of[of.length / 2],
          of[of.length - 1]);
    }
  }

  private static double x(double voxels) {
    return LEFT + (WIDTH - LEFT - RIGHT) * Math.log(voxels / LEAST) / Math.log(MOST / LEAST);
  }

  private static double y(double percent) {
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * Math.min(1, percent / PERCENT);
  }

  private void add(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  private void axes() {
    add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %.0f %.0f\""
            + " font-family=\"sans-serif\" font-size=\"13\" fill=\"#333\">",
        WIDTH, HEIGHT);
    add("<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>");
    for (double p = 0; p <= PERCENT; p += 5) {
      add("<path d=\"M%.1f %.1fH%.1f\" stroke=\"#ddd\"/>", LEFT, y(p), WIDTH - RIGHT);
      add("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"end\">%.0f %%</text>", LEFT - 8, y(p) + 4, p);
    }
    for (double v : new double[] {10, 30, 100, 240, 1000}) {
      add("<path d=\"M%.1f %.1fV%.1f\" stroke=\"#ddd\"/>", x(v), TOP, HEIGHT - BOTTOM);
      add(
          "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">%.0f</text>",
          x(v), HEIGHT - BOTTOM + 17, v);
    }
    add(
        "<path d=\"M%.1f %.1fH%.1f\" stroke=\"#c0392b\" stroke-dasharray=\"5 4\"/>",
        LEFT, y(2), WIDTH - RIGHT);
    add("<text x=\"%.1f\" y=\"%.1f\" fill=\"#c0392b\">2 %%</text>", LEFT + 5, y(2) - 4);
    add(
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">size of the tract (voxels)</text>",
        (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8);
    add("<text x=\"%.1f\" y=\"20\">mean absolute error</text>", LEFT);
  }

  private void points(int method, List<TractPhantom.Error> errors) {
    final String colour = COLOURS.get(method);
    add("<g fill=\"%s\" fill-opacity=\"0.75\">", colour);
    for (TractPhantom.Error e : errors)
      if (e.size() >= LEAST && !Double.isNaN(e.error()))
        add("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.2\"/>", x(e.size()), y(100 * e.error()));
    final double key = WIDTH - RIGHT - 75 * (METHODS.size() - method);
    add("<circle cx=\"%.1f\" cy=\"16\" r=\"5\"/></g>", key);
    add(
        "<text x=\"%.1f\" y=\"20\">%s</text>",
        key + 10, METHODS.get(method).name().toLowerCase(Locale.ROOT));
  }
}
