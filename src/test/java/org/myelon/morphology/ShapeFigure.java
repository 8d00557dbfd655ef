package org.myelon.morphology;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.DoubleBinaryOperator;
import javax.imageio.ImageIO;
import org.myelon.image.Affine;
import org.myelon.image.Volume;

/** Draws the figure of the docs, run by hand with the PNG to write: one slice and its diameters. */
final class ShapeFigure {

  private static final int ZOOM = 5;

  private ShapeFigure() {}

  public static void main(String[] file) throws IOException {
    final DoubleBinaryOperator dented =
        (l, f) ->
            Math.max(
                Phantoms.ellipse(6.5, 4.2, 14).applyAsDouble(l, f),
                4 - Math.pow(l + 0.9, 2) - Math.pow(f - 4.4, 2));
    final Volume cord =
        Phantoms.cord(Phantoms.grid(0.5, 0.5, 5, Affine.IDENTITY), new double[] {0, 0, 1}, dented);
    final SlicePatch patch = new ObliqueSampler().cut(CordSlices.of(cord), 6, 0, 0);
    final Moments m = Moments.of(patch);
    final AnteroposteriorDiameter ap = AnteroposteriorDiameter.measure(patch, m, m.orientation());
    ImageIO.write(draw(patch, m, ap), "png", Path.of(file[0]).toFile());
  }

  private static BufferedImage draw(SlicePatch patch, Moments m, AnteroposteriorDiameter ap) {
    final int width = patch.rows() * ZOOM, height = patch.columns() * ZOOM;
    final int legend = 24 * 4 + 12;
    final BufferedImage image =
        new BufferedImage(width, height + legend, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < width; x++)
      for (int y = 0; y < height; y++) {
        final double v =
            patch.sample((x + 0.5) / ZOOM - 0.5, patch.columns() - (y + 0.5) / ZOOM - 0.5);
        final int grey = (int) (40 + 150 * v);
        image.setRGB(x, y, new Color(grey, grey, grey).getRGB());
      }
    final Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 17));
    g.setClip(0, 0, width, height);
    final AffineTransform plain = g.getTransform();
    g.translate((m.row() + 0.5) * ZOOM, (patch.columns() - m.column() - 0.5) * ZOOM);
    g.rotate(-Math.toRadians(m.orientation()));
    final double major = m.majorAxis() * ZOOM, minor = m.minorAxis() * ZOOM;
    final double up = ap.anterior() * 10 * ZOOM, down = ap.posterior() * 10 * ZOOM;
    g.setColor(new Color(255, 255, 255, 40));
    g.fillRect(-15 * ZOOM, -height, 30 * ZOOM, 2 * height);
    g.setStroke(new BasicStroke(2.5f));
    g.setColor(new Color(255, 200, 60));
    g.draw(new Ellipse2D.Double(-major / 2, -minor / 2, major, minor));
    g.draw(new Line2D.Double(-major / 2, 0, major / 2, 0));
    g.setStroke(new BasicStroke(5f));
    g.setColor(new Color(90, 200, 255));
    g.draw(new Line2D.Double(0, 0, 0, -up));
    g.setColor(new Color(255, 110, 180));
    g.draw(new Line2D.Double(0, 0, 0, down));
    g.setTransform(plain);
    g.setClip(null);
    final String[] texts = {
      String.format("diameter_RL %.2f mm", m.majorAxis() / 10),
      String.format("diameter_AP_ellipse %.2f mm (same ellipse)", m.minorAxis() / 10),
      String.format("length_anterior %.2f mm", ap.anterior()),
      String.format("length_posterior %.2f mm; diameter_AP %.2f mm", ap.posterior(), ap.total())
    };
    final Color[] colours = {
      new Color(255, 200, 60),
      new Color(255, 200, 60),
      new Color(90, 200, 255),
      new Color(255, 110, 180)
    };
    for (int i = 0; i < texts.length; i++) {
      g.setColor(colours[i]);
      g.drawString(texts[i], 12, height + 22 + 24 * i);
    }
    g.setColor(Color.WHITE);
    g.drawString("anterior", width / 2 - 35, 20);
    g.drawString("R", 10, height / 2);
    g.drawString("L", width - 24, height / 2);
    g.dispose();
    return image;
  }
}
