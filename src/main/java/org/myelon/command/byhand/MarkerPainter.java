package org.myelon.command.byhand;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.Point;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Point2D;
import java.awt.geom.RoundRectangle2D;

/** Draws labels: a ring round the place, and the name beside it. The same size at each zoom. */
final class MarkerPainter {

  /** How a label is drawn. */
  enum Look {
    /** The marked one. */
    SELECTED,
    /** In the slice that is shown. */
    HERE,
    /** In another slice. */
    ELSEWHERE
  }

  private static final double RADIUS = 5, DOT = 1.5, GAP = 12;
  private static final Font FONT = new Font(Font.SANS_SERIF, Font.BOLD, 12);
  private static final Color PLATE = new Color(0, 0, 0, 150);
  private static final Color SHADOW = new Color(0, 0, 0, 180);
  private static final int FAINT = 150;

  void label(Graphics2D g, Point2D at, String name, int value, Look look) {
    prepare(g);
    final Color color = look == Look.ELSEWHERE ? faint(LabelColor.of(value)) : LabelColor.of(value);
    final Color shown = look == Look.SELECTED ? Color.WHITE : color;
    final double r = look == Look.SELECTED ? RADIUS + 2 : RADIUS;
    g.setStroke(new BasicStroke(look == Look.SELECTED ? 4.5f : 3.5f));
    g.setColor(SHADOW);
    g.draw(circle(at, r));
    g.setStroke(new BasicStroke(look == Look.SELECTED ? 2.2f : 1.6f));
    g.setColor(shown);
    g.draw(circle(at, r));
    g.setColor(color);
    g.fill(circle(at, DOT));
    plate(g, at.getX() + GAP, at.getY(), name, shown);
  }

  /** What the next click would set, beside the mouse. */
  void hint(Graphics2D g, Point at, String name, int value) {
    prepare(g);
    plate(g, at.x + GAP, at.y + 2 * GAP, "+ " + name, LabelColor.of(value));
  }

  private static void prepare(Graphics2D g) {
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.setFont(FONT);
  }

  private static void plate(Graphics2D g, double x, double y, String text, Color color) {
    final FontMetrics m = g.getFontMetrics();
    final double height = m.getAscent() + 2, top = y - height / 2;
    g.setColor(PLATE);
    g.fill(new RoundRectangle2D.Double(x - 4, top, m.stringWidth(text) + 8.0, height + 2, 7, 7));
    g.setColor(color);
    g.drawString(text, (float) x, (float) (top + m.getAscent()));
  }

  private static Ellipse2D circle(Point2D at, double r) {
    return new Ellipse2D.Double(at.getX() - r, at.getY() - r, 2 * r, 2 * r);
  }

  private static Color faint(Color c) {
    return new Color(c.getRed(), c.getGreen(), c.getBlue(), FAINT);
  }
}
