package org.myelon.report;

import java.util.Locale;

/** A plot as SVG in the colours of the page's theme. */
final class PlotSvg {

  private static final double WIDTH = 960, HEIGHT = 262;
  private static final double LEFT = 52, RIGHT = 14, TOP = 58, BOTTOM = 44;

  private final LinePlot plot;
  private final double fromX, toX, fromY, toY, tickX, tickY;

  private PlotSvg(LinePlot plot) {
    this.plot = plot;
    final double[] x = plot.x();
    double low = Double.POSITIVE_INFINITY, high = Double.NEGATIVE_INFINITY;
    for (LinePlot.Series s : plot.series())
      for (double y : s.y())
        if (Double.isFinite(y)) {
          low = Math.min(low, y);
          high = Math.max(high, y);
        }
    if (low > high) low = high = 0;
    tickY = tick(Math.max(high - low, 1e-3 * Math.max(1, Math.abs(high))), 4);
    fromY = tickY * Math.floor(low / tickY - 0.15);
    toY = tickY * Math.ceil(high / tickY + 0.15);
    fromX = x.length == 0 ? 0 : x[0];
    toX = x.length == 0 || x[x.length - 1] <= fromX ? fromX + 1 : x[x.length - 1];
    tickX = tick(toX - fromX, 10);
  }

  static void add(Html html, LinePlot plot) {
    new PlotSvg(plot).draw(html);
  }

  /** The step of 1, 2 or 5 times a power of ten that cuts a range into about so many parts. */
  private static double tick(double range, int parts) {
    final double raw = range / parts, power = Math.pow(10, Math.floor(Math.log10(raw)));
    final double lead = raw / power;
    return power * (lead < 1.5 ? 1 : lead < 3.5 ? 2 : lead < 7.5 ? 5 : 10);
  }

  private double px(double x) {
    return LEFT + (WIDTH - LEFT - RIGHT) * (x - fromX) / (toX - fromX);
  }

  private double py(double y) {
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * (y - fromY) / (toY - fromY);
  }

  private void draw(Html html) {
    html.add(
        "<svg class=\"plot\" viewBox=\"0 0 %.0f %.0f\" role=\"img\" aria-label=\"%s\">",
        WIDTH, HEIGHT, plot.title());
    html.add("<text class=\"heading\" x=\"%.1f\" y=\"18\">%s</text>", LEFT, plot.title());
    legend(html);
    for (LinePlot.Band band : plot.bands()) band(html, band);
    axes(html);
    int colour = 0;
    for (LinePlot.Series s : plot.series())
      html.add(
          "<path class=\"%s\" d=\"%s\"/>",
          s.reference() ? "reference" : "series" + colour++, path(s));
    html.add("</svg>");
  }

  private void legend(Html html) {
    if (plot.series().size() < 2) return;
    double x = WIDTH - RIGHT;
    int colour = (int) plot.series().stream().filter(s -> !s.reference()).count();
    for (int i = plot.series().size() - 1; i >= 0; i--) {
      final LinePlot.Series s = plot.series().get(i);
      final String style = s.reference() ? "reference" : "series" + --colour;
      x -= 7 * s.name().length();
      html.add("<text class=\"key\" x=\"%.1f\" y=\"18\">%s</text>", x, s.name());
      html.add("<path class=\"%s\" d=\"M%.1f 14h24\"/>", style, x - 31);
      x -= 50;
    }
  }

  private void band(Html html, LinePlot.Band band) {
    final double a = px(Math.max(fromX, band.from())), b = px(Math.min(toX, band.to()));
    if (b <= a) return;
    html.add(
        "<rect class=\"strip %s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"4\"/>",
        PictureSvg.colour(band.level()), a + 0.5, TOP - 10, Math.max(0.5, b - a - 1));
    for (double x : new double[] {a, b})
      html.add("<path class=\"border\" d=\"M%.1f %.1fV%.1f\"/>", x, TOP - 10, HEIGHT - BOTTOM);
    if (b - a > 9 * band.name().length())
      html.add(
          "<text class=\"band\" x=\"%.1f\" y=\"%.1f\">%s</text>",
          (a + b) / 2, TOP - 15, band.name());
  }

  private void axes(Html html) {
    for (double y = fromY; y <= toY + tickY / 2; y += tickY) {
      html.add("<path class=\"grid\" d=\"M%.1f %.1fH%.1f\"/>", LEFT, py(y), WIDTH - RIGHT);
      html.add(
          "<text class=\"tick right\" x=\"%.1f\" y=\"%.1f\">%s</text>",
          LEFT - 8, py(y) + 4, number(y, tickY));
    }
    for (double x = tickX * Math.ceil(fromX / tickX); x <= toX + 1e-9; x += tickX)
      html.add(
          "<text class=\"tick middle\" x=\"%.1f\" y=\"%.1f\">%s</text>",
          px(x), HEIGHT - BOTTOM + 17, number(x, tickX));
    html.add(
        "<text class=\"tick middle\" x=\"%.1f\" y=\"%.1f\">%s</text>",
        (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 6.0, plot.xTitle());
  }

  private static String number(double value, double tick) {
    final int decimals = (int) Math.max(0, Math.ceil(-Math.log10(tick) - 1e-9));
    return String.format(Locale.ROOT, "%." + decimals + "f", value + 0.0);
  }

  private String path(LinePlot.Series series) {
    final StringBuilder d = new StringBuilder();
    final double[] x = plot.x(), y = series.y();
    boolean gap = true;
    for (int i = 0; i < y.length; i++) {
      if (Double.isFinite(y[i]))
        d.append(String.format(Locale.ROOT, "%c%.1f %.1f", gap ? 'M' : 'L', px(x[i]), py(y[i])));
      gap = !Double.isFinite(y[i]);
    }
    return d.toString();
  }
}
