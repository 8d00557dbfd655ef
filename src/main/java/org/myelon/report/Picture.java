package org.myelon.report;

import java.util.List;

/**
 * A plane of an image with drawings on it. Lengths are millimetres from the upper left corner, so
 * that the picture has the true proportions whatever the voxels are.
 *
 * @param caption below the picture
 * @param plane the image
 * @param letters orientation at the left, right, upper and lower edge, such as "RLAP"
 * @param regions outlines
 * @param marks points with a name
 */
public record Picture(
    String caption, Plane plane, String letters, List<Region> regions, List<Mark> marks) {

  /**
   * An outline.
   *
   * @param path in the syntax of SVG paths
   * @param level vertebral level that gives it its colour, 0 for none
   */
  public record Region(String path, int level) {}

  /**
   * A name in the picture.
   *
   * @param x from the left, mm
   * @param y from the top, mm
   * @param pointed whether a small circle marks the place itself and the name stands left of it
   */
  public record Mark(double x, double y, String name, boolean pointed) {}

  public Picture {
    regions = List.copyOf(regions);
    marks = List.copyOf(marks);
  }
}
