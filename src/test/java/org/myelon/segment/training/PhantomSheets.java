package org.myelon.segment.training;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.File;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;
import org.myelon.phantom.Contrast;
import org.myelon.phantom.SpinePhantom;
import org.myelon.phantom.Subject;
import org.myelon.segment.axial.AxialSlices;
import org.myelon.segment.axial.AxialWindow;
import org.myelon.segment.axial.CordNetworks;
import org.myelon.segment.axial.SegmentCordNetwork;
import org.myelon.segment.axial.SegmentGrayMatter;
import org.myelon.segment.axial.StoredModel;
import org.myelon.segment.network.ComputeDevice;
import org.myelon.step.Progress;

/**
 * The pictures of our own networks in the documentation, by hand: what they find in the synthetic
 * spine (red) and the truth (green; both: yellow). Argument: the folder {@code docs/images}.
 */
public final class PhantomSheets {

  private static final int AXIAL = 120, ROW = 3, GAP = 2, TITLE = 18, MARGIN_SLICES = 8, GREYS = 16;
  private static final double PIXELS_PER_MM = 1.5;

  /** What is drawn: a contrast on a grid. */
  private record Scan(
      String title, Contrast contrast, String orientation, double x, double y, double z) {

    Subject subject() {
      return SpinePhantom.draw(
          SpinePhantom.Settings.defaults()
              .withContrast(contrast)
              .withGrid(
                  SpinePhantom.grid(Orientation.parse(orientation), new double[] {x, y, z}, 4, 2)),
          Progress.NONE);
    }
  }

  private static final List<Scan> SCANS =
      List.of(
          new Scan("T1w, 1 x 1 x 1 mm", Contrast.T1, "RPI", 1, 1, 1),
          new Scan("T2w, sagittal, 2 x 0.7 x 0.7 mm", Contrast.T2, "AIL", 2, 0.7, 0.7),
          new Scan("T2*w, 0.5 x 0.5 x 4 mm", Contrast.T2S, "LPS", 0.5, 0.5, 4),
          new Scan("like DWI, 0.9 x 0.9 x 5 mm", Contrast.DWI, "RPI", 0.9, 0.9, 5));

  private PhantomSheets() {}

  public static void main(String[] args) throws IOException {
    final File folder = new File(args[0]);
    final ComputeDevice device = ComputeDevice.open("cpu", Progress.NONE);
    try (CordNetworks networks = CordNetworks.builtIn(device)) {
      write(cords(networks), new File(folder, "network-cord.png"));
    }
    write(grayMatter(device), new File(folder, "network-graymatter.png"));
  }

  /** As greys and three colours, which makes a small file. */
  private static void write(BufferedImage picture, File file) throws IOException {
    final byte[] red = new byte[GREYS + 3], green = new byte[GREYS + 3], blue = new byte[GREYS + 3];
    for (int i = 0; i < GREYS; i++)
      red[i] = green[i] = blue[i] = (byte) Math.round(255.0 * i / (GREYS - 1));
    red[GREYS] = red[GREYS + 2] = green[GREYS + 1] = green[GREYS + 2] = (byte) 255;
    final BufferedImage few =
        new BufferedImage(
            picture.getWidth(),
            picture.getHeight(),
            BufferedImage.TYPE_BYTE_INDEXED,
            new IndexColorModel(8, GREYS + 3, red, green, blue));
    few.createGraphics().drawImage(picture, 0, 0, null);
    ImageIO.write(few, "png", file);
  }

  /** For each scan a sagittal view along the cord and six axial windows of 40 mm. */
  private static BufferedImage cords(CordNetworks networks) {
    final BufferedImage[] parts = new BufferedImage[SCANS.size()];
    for (int i = 0; i < parts.length; i++) {
      final Subject subject = SCANS.get(i).subject();
      final Volume found =
          SegmentCordNetwork.run(
                  subject.image(), networks, SegmentCordNetwork.Settings.defaults(), Progress.NONE)
              .segmentation();
      System.out.println(SCANS.get(i).title + ": " + Overlap.of(found, subject.cordFraction()));
      final BufferedImage sagittal = sagittal(subject, found);
      final BufferedImage axial =
          windows(subject.image(), found, subject.cordFraction(), 2 * ROW, 1 / 3.0);
      parts[i] = titled(SCANS.get(i).title, beside(sagittal, axial));
    }
    return below(beside(parts[0], parts[1]), beside(parts[2], parts[3]));
  }

  private static BufferedImage grayMatter(ComputeDevice device) {
    final Subject subject = new Scan("", Contrast.T2S, "RPI", 0.5, 0.5, 4).subject();
    final Volume found =
        SegmentGrayMatter.run(
                subject.image(),
                subject.cordFraction(),
                StoredModel.builtIn("graymatter").open(device),
                SegmentGrayMatter.Settings.defaults(),
                Progress.NONE)
            .grayMatter();
    System.out.println("grey matter: " + Overlap.of(found, subject.greyMatterFraction()));
    return windows(subject.image(), found, subject.greyMatterFraction(), 2 * ROW, 1 / 8.0);
  }

  /** The plane along the middle of the cord, anterior to the left. */
  private static BufferedImage sagittal(Subject subject, Volume found) {
    final Volume cord = subject.cordFraction().reoriented(Orientation.RPI);
    final Volume image = subject.image().reoriented(Orientation.RPI);
    final Volume mask = found.reoriented(Orientation.RPI);
    final int nx = cord.grid().extent(0), ny = cord.grid().extent(1), nz = cord.grid().extent(2);
    final double[] mm = cord.grid().spacing();
    final int width = (int) (ny * mm[1] * PIXELS_PER_MM);
    final int height = (int) (nz * mm[2] * PIXELS_PER_MM);
    final float[][] planes = new float[3][width * height];
    final float[][] from = {image.toFloats(), mask.toFloats(), cord.toFloats()};
    int x = nx / 2;
    for (int row = 0; row < height; row++) {
      final int z = Math.min(nz - 1, (int) (row / PIXELS_PER_MM / mm[2]));
      x = middle(from[2], nx, ny, z, x);
      for (int column = 0; column < width; column++) {
        final int y = Math.min(ny - 1, (int) ((width - 1 - column) / PIXELS_PER_MM / mm[1]));
        for (int i = 0; i < 3; i++)
          planes[i][row * width + column] = from[i][(z * ny + y) * nx + x];
      }
    }
    final BufferedImage picture = empty(width, height);
    OverlaySheet.draw(planes[0], planes[1], planes[2], width, picture, 0, 0);
    return picture;
  }

  /** The column of the middle of the cord in a slice, or the one before. */
  private static int middle(float[] cord, int nx, int ny, int z, int before) {
    double sum = 0, weighted = 0;
    for (int i = 0; i < nx * ny; i++) {
      sum += cord[z * nx * ny + i];
      weighted += cord[z * nx * ny + i] * (i % nx);
    }
    return sum == 0 ? before : (int) Math.round(weighted / sum);
  }

  private static BufferedImage windows(
      Volume image, Volume found, Volume truth, int count, double spacing) {
    final AxialSlices values = AxialSlices.of(image);
    final AxialSlices a = AxialSlices.of(found), b = AxialSlices.of(truth);
    final BufferedImage picture =
        empty(ROW * (AXIAL + GAP) - GAP, (count + ROW - 1) / ROW * (AXIAL + GAP) - GAP);
    final float[] cord = truth.reoriented(Orientation.RPI).toFloats();
    final int nx = values.width(), ny = values.height();
    for (int k = 0; k < count; k++) {
      final int z =
          (int) Math.round(values.depth() * (MARGIN_SLICES - k * 1.2) / (MARGIN_SLICES + 1.0));
      double sum = 0, x = 0, y = 0;
      for (int i = 0; i < nx * ny; i++) {
        sum += cord[z * nx * ny + i];
        x += cord[z * nx * ny + i] * (i % nx);
        y += cord[z * nx * ny + i] * (i / nx);
      }
      final AxialWindow window =
          new AxialWindow(
              z, x / sum * values.spacing(0), y / sum * values.spacing(1), spacing, AXIAL);
      OverlaySheet.draw(
          window.cut(values, z),
          window.cut(a, z),
          window.cut(b, z),
          AXIAL,
          picture,
          k % ROW * (AXIAL + GAP),
          k / ROW * (AXIAL + GAP));
    }
    return picture;
  }

  private static BufferedImage titled(String title, BufferedImage picture) {
    final BufferedImage all = empty(picture.getWidth(), picture.getHeight() + TITLE);
    final Graphics2D g = all.createGraphics();
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.setColor(Color.BLACK);
    g.drawString(title, 2, TITLE - 5);
    g.drawImage(picture, 0, TITLE, null);
    g.dispose();
    return all;
  }

  private static BufferedImage beside(BufferedImage a, BufferedImage b) {
    final BufferedImage all =
        empty(a.getWidth() + 4 * GAP + b.getWidth(), Math.max(a.getHeight(), b.getHeight()));
    all.createGraphics().drawImage(a, 0, 0, null);
    all.createGraphics().drawImage(b, a.getWidth() + 4 * GAP, 0, null);
    return all;
  }

  private static BufferedImage below(BufferedImage a, BufferedImage b) {
    final BufferedImage all =
        empty(Math.max(a.getWidth(), b.getWidth()), a.getHeight() + 4 * GAP + b.getHeight());
    all.createGraphics().drawImage(a, 0, 0, null);
    all.createGraphics().drawImage(b, 0, a.getHeight() + 4 * GAP, null);
    return all;
  }

  private static BufferedImage empty(int width, int height) {
    final BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    final Graphics2D g = picture.createGraphics();
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, width, height);
    g.dispose();
    return picture;
  }
}
