package org.myelon.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All pictures of an entry on one sheet, in layers of the same size that a page lays over each
 * other: images, outlines, and for a registration the other images. Each layer is an SVG file that
 * needs nothing else; its images have the voxels of the image, so the files are small.
 *
 * @param width of every layer in pixels
 * @param height of every layer in pixels
 * @param background the images
 * @param overlay outlines and names on a clear ground
 * @param second the images shown in turns with the first ones; null for none
 * @param firstName what the images are, such as "fixed"; empty without others
 * @param secondName what the others are
 */
public record PictureSheet(
    int width,
    int height,
    String background,
    String overlay,
    String second,
    String firstName,
    String secondName) {

  /** The width of SCT's pictures for checking. */
  private static final int WIDTH = 1060;

  private static final double SIDE_HEIGHT = 660, SIDE_WIDTH = 340;
  private static final double TILE_WIDTH = 168, GAP = 10, CAPTION = 20;

  /** A picture in its place; lengths in pixels. */
  private record Panel(Picture picture, String style, double x, double y, double w, double h) {

    /** Millimetres of a pixel. */
    double px() {
      return picture.plane().heightMm() / h;
    }
  }

  /** Draws the sheet of an entry; empty if it has no picture. */
  public static Optional<PictureSheet> of(QcEntry entry) {
    final List<Panel> panels = panels(entry);
    if (panels.isEmpty()) return Optional.empty();
    double right = 0, bottom = 0;
    for (Panel p : panels) {
      right = Math.max(right, p.x + p.w);
      bottom = Math.max(bottom, p.y + p.h + CAPTION);
    }
    final int width = (int) Math.ceil(right), height = (int) Math.ceil(bottom);
    final Picture.Other other =
        panels.stream().map(p -> p.picture.other()).filter(o -> o != null).findFirst().orElse(null);
    return Optional.of(
        new PictureSheet(
            width,
            height,
            layer(width, height, panels, PictureSheet::first),
            layer(width, height, panels, PictureSheet::drawings),
            other == null ? null : layer(width, height, panels, PictureSheet::second),
            other == null ? "" : other.firstName(),
            other == null ? "" : other.name()));
  }

  /** The cord from the side on the left, slices across it in rows beside. */
  private static List<Panel> panels(QcEntry entry) {
    final List<Panel> panels = new ArrayList<>();
    double left = 0;
    if (entry.overview() != null) {
      final Plane plane = entry.overview().plane();
      final double widest = entry.mosaic().isEmpty() ? WIDTH : SIDE_WIDTH;
      final double h = Math.min(SIDE_HEIGHT, widest * plane.heightMm() / plane.widthMm());
      final double w = h * plane.widthMm() / plane.heightMm();
      panels.add(new Panel(entry.overview(), "overview", 0, 0, w, h));
      left = w + 2 * GAP;
    }
    final int columns = Math.max(1, (int) ((WIDTH - left + GAP) / (TILE_WIDTH + GAP)));
    final double w = (WIDTH - left + GAP) / columns - GAP;
    double y = 0, tallest = 0;
    for (int i = 0; i < entry.mosaic().size(); i++) {
      final Picture picture = entry.mosaic().get(i);
      if (i > 0 && i % columns == 0) {
        y += tallest + CAPTION + GAP;
        tallest = 0;
      }
      final double h = w * picture.plane().heightMm() / picture.plane().widthMm();
      panels.add(new Panel(picture, "tile", left + i % columns * (w + GAP), y, w, h));
      tallest = Math.max(tallest, h);
    }
    return panels;
  }

  /** Draws what a layer shows of a panel. */
  private interface Content {
    void add(Html html, Panel panel);
  }

  private static String layer(int width, int height, List<Panel> panels, Content content) {
    final Html html = new Html();
    html.add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\""
            + " viewBox=\"0 0 %d %d\">\n<style>\n",
        width, height, width, height);
    html.add(Resource.text("picture.css")).add("</style>\n");
    for (Panel panel : panels) content.add(html, panel);
    return html.add("</svg>\n").toString();
  }

  private static void first(Html html, Panel panel) {
    html.add(
        "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"5\"/>",
        panel.x, panel.y, panel.w, panel.h + CAPTION);
    image(html, panel, panel.picture.plane());
    html.add(
        "<text x=\"%.1f\" y=\"%.1f\" font-size=\"12.5\" fill=\"#cfd6de\" text-anchor=\"middle\""
            + " font-family=\"system-ui, 'DejaVu Sans', sans-serif\">%s</text>\n",
        panel.x + panel.w / 2, panel.y + panel.h + 14, panel.picture.caption());
  }

  private static void second(Html html, Panel panel) {
    if (panel.picture.other() != null) image(html, panel, panel.picture.other().plane());
  }

  private static void image(Html html, Panel panel, Plane plane) {
    open(html, panel);
    PictureSvg.image(html, plane, "image");
    PictureSvg.letters(
        html, panel.picture.letters(), plane.widthMm(), plane.heightMm(), panel.px());
    html.add("</g></svg>\n");
  }

  private static void drawings(Html html, Panel panel) {
    open(html, panel);
    PictureSvg.drawings(html, panel.picture, panel.px());
    html.add("</g></svg>\n");
  }

  /** Millimetres of the picture inside the pixels of its panel. */
  private static void open(Html html, Panel panel) {
    html.add(
        "<svg class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\""
            + " viewBox=\"0 0 %.2f %.2f\"><g class=\"picture\">",
        panel.picture.other() == null ? panel.style : "pair",
        panel.x,
        panel.y,
        panel.w,
        panel.h,
        panel.picture.plane().widthMm(),
        panel.picture.plane().heightMm());
  }
}
