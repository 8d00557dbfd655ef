package org.myelon.report;

import java.util.Base64;
import java.util.List;

/** A picture as SVG: the image inside, the drawings over it as lines that stay sharp. */
final class PictureSvg {

  /** From a point to its name, and the width of one letter at most, screen pixels. */
  private static final double GAP = 7, LETTER = 8;

  private PictureSvg() {}

  /**
   * @param shownHeight about how many screen pixels high it will be, for the size of the letters
   */
  static void add(Html html, Picture picture, double shownHeight) {
    final Plane plane = picture.plane();
    final double w = plane.widthMm(), h = plane.heightMm(), px = h / shownHeight;
    html.add(
        "<svg class=\"picture\" style=\"--height: %.0fpx\""
            + " viewBox=\"0 0 %.2f %.2f\" role=\"img\" aria-label=\"%s\">",
        shownHeight, w, h, picture.caption());
    image(html, plane, "first");
    if (picture.other() != null) image(html, picture.other().plane(), "second");
    html.add("<g class=\"overlay\">");
    drawings(html, picture, px);
    html.add("</g>");
    letters(html, picture.letters(), w, h, px);
    if (picture.other() != null) names(html, picture.other(), w, h, px);
    html.add("</svg>");
  }

  /**
   * Outlines and names.
   *
   * @param px mm of a screen pixel
   */
  static void drawings(Html html, Picture picture, double px) {
    for (Picture.Region region : picture.regions())
      html.add("<path class=\"%s\" d=\"%s\"/>", colour(region.level()), region.path());
    if (picture.other() != null)
      for (Picture.Region region : picture.other().regions())
        html.add("<path class=\"other\" d=\"%s\"/>", region.path());
    for (Picture.Mark mark : picture.marks()) mark(html, mark, px);
  }

  static void image(Html html, Plane plane, String style) {
    html.add(
        "<image class=\"%s\" width=\"%.2f\" height=\"%.2f\" preserveAspectRatio=\"none\""
            + " href=\"data:image/png;base64,%s\"/>",
        style, plane.widthMm(), plane.heightMm(), Base64.getEncoder().encodeToString(plane.png()));
  }

  /** Which of two images is seen, in the lower right corner. */
  private static void names(Html html, Picture.Other other, double w, double h, double px) {
    for (String style : List.of("first", "second"))
      html.add(
          "<text class=\"which %s\" x=\"%.2f\" y=\"%.2f\" font-size=\"%.2f\">%s</text>",
          style,
          w - 6 * px,
          h - 8 * px,
          12.5 * px,
          style.equals("first") ? other.firstName() : other.name());
  }

  /** Style class of a vertebral level; neighbours differ. */
  static String colour(int level) {
    return level == 0 ? "cord" : "level" + level % 6;
  }

  /** A name lies before its point; where there is no room, behind it. */
  private static void mark(Html html, Picture.Mark mark, double px) {
    if (mark.pointed())
      html.add(
          "<circle class=\"point\" cx=\"%.2f\" cy=\"%.2f\" r=\"%.2f\"/>",
          mark.x(), mark.y(), 3 * px);
    final boolean fits = mark.x() > (2 * GAP + LETTER * mark.name().length()) * px;
    final double away = !mark.pointed() ? 0 : fits ? -GAP : GAP;
    html.add(
        "<text class=\"%s\" x=\"%.2f\" y=\"%.2f\" font-size=\"%.2f\">%s</text>",
        !mark.pointed() ? "name" : fits ? "disc" : "disc behind",
        mark.x() + away * px,
        mark.y() + 4.5 * px,
        13 * px,
        mark.name());
  }

  static void letters(Html html, String letters, double w, double h, double px) {
    final double in = 10 * px;
    // seen from the side, the cord crosses the middle of the upper and lower edge
    final double side = letters.endsWith("SI") ? 2.5 * in : w / 2;
    final double[][] at = {{in, h / 2}, {w - in, h / 2}, {side, in}, {side, h - in}};
    for (int i = 0; i < at.length; i++)
      html.add(
          "<text class=\"letter\" x=\"%.2f\" y=\"%.2f\" font-size=\"%.2f\">%s</text>",
          at[i][0], at[i][1] + 4.5 * px, 12.5 * px, letters.substring(i, i + 1));
  }
}
