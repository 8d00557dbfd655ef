package org.myelon.centerline;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.myelon.centerline.FitCenterline.Algorithm;
import org.myelon.image.Interpolation;
import org.myelon.image.Orientation;
import org.myelon.image.Sampler;
import org.myelon.image.Volume;
import org.myelon.image.nifti.Nifti;
import org.myelon.step.Progress;
import org.myelon.transform.ApplyTransform;

/**
 * Draws the figure of the docs, run by hand with an image, its cord mask and the PNG to write: one
 * sagittal plane of the image as it is, flattened, smoothed along the cord, and straightened.
 */
final class StraightenFigure {

  private static final int WIDTH = 230, HEIGHT = 490, GAP = 12, LEGEND = 34;
  private static final double MM = 0.33;

  private StraightenFigure() {}

  public static void main(String[] files) throws IOException {
    final Volume image = Nifti.read(Path.of(files[0])), cord = Nifti.read(Path.of(files[1]));
    final Centerline line =
        FitCenterline.ofCord(
            cord, new FitCenterline.Settings(Algorithm.NURBS, 0, false), Progress.NONE);
    final Straightening s = Straighten.run(line, Straighten.Settings.defaults(), Progress.NONE);
    final Volume flat = FlattenSagittal.run(image, line, Interpolation.CUBIC, Progress.NONE);
    final SmoothAlongCord.Settings along = SmoothAlongCord.Settings.defaults().withSigmaMm(0, 0, 5);
    final Volume smooth =
        FlattenSagittal.run(
            SmoothAlongCord.run(image, line, along, Progress.NONE),
            line,
            Interpolation.CUBIC,
            Progress.NONE);
    final Volume straight =
        ApplyTransform.run(image, s.grid(), s.transform(), Interpolation.CUBIC, Progress.NONE);
    final int middle = (line.firstSlice() + line.lastSlice()) / 2;
    final double plane = line.grid().extent(0) / 2, y = line.y(middle);
    final BufferedImage figure =
        new BufferedImage(4 * WIDTH + 5 * GAP, HEIGHT + LEGEND + GAP, BufferedImage.TYPE_INT_RGB);
    final Graphics2D g = figure.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 16));
    draw(g, 0, "one sagittal plane", image, line.x(middle), y);
    draw(g, 1, "flatten-sagittal", flat, plane, y);
    draw(g, 2, "smooth-along-cord", smooth, plane, y);
    draw(g, 3, "straighten", straight, s.axis().x(0), s.axis().y(0));
    g.dispose();
    ImageIO.write(figure, "png", Path.of(files[2]).toFile());
  }

  private static void draw(
      Graphics2D g, int panel, String title, Volume image, double x, double y) {
    final Volume rpi = image.reoriented(Orientation.RPI);
    final Sampler sampler = Sampler.of(rpi, Interpolation.CUBIC, Progress.NONE);
    final double[] mm = rpi.grid().spacing();
    final float[] sorted = rpi.toFloats();
    Arrays.sort(sorted);
    final double white = sorted[(int) (0.99 * sorted.length)];
    final int left = GAP + panel * (WIDTH + GAP);
    for (int r = 0; r < HEIGHT; r++)
      for (int c = 0; c < WIDTH; c++) {
        final double py = y - (c - WIDTH / 2.0) * MM / mm[1];
        final double pz = rpi.grid().extent(2) - 1 - r * MM / mm[2];
        if (!sampler.contains(x, py, pz)) continue;
        final int grey = (int) Math.max(0, Math.min(255, 255 * sampler.at(x, py, pz) / white));
        g.setColor(new Color(grey, grey, grey));
        g.fillRect(left + c, LEGEND + r, 1, 1);
      }
    g.setColor(Color.WHITE);
    g.drawString(title, left, LEGEND - 11);
  }
}
