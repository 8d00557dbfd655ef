package org.myelon.command.byhand;

import java.awt.Color;
import java.awt.Component;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import javax.swing.Icon;

/**
 * A dot in the colour of a label, or an empty ring.
 *
 * @param color null for the ring
 */
record Swatch(Color color) implements Icon {

  private static final int SIZE = 10;
  private static final Color RING = new Color(0xb0b0b0), EDGE = new Color(0, 0, 0, 90);

  @Override
  public void paintIcon(Component on, Graphics g, int x, int y) {
    final Graphics2D in = (Graphics2D) g.create();
    in.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    if (color != null) {
      in.setColor(color);
      in.fillOval(x, y, SIZE, SIZE);
    }
    in.setColor(color == null ? RING : EDGE);
    in.drawOval(x, y, SIZE, SIZE);
    in.dispose();
  }

  @Override
  public int getIconWidth() {
    return SIZE + 2;
  }

  @Override
  public int getIconHeight() {
    return SIZE + 1;
  }
}
