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
 * @param other a second image of the same place, shown in turns with the first; null for none
 */
public record Picture(
    String caption,
    Plane plane,
    String letters,
    List<Region> regions,
    List<Mark> marks,
    Other other) {

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

  /**
   * A second image of the same place.
   *
   * @param firstName what the first image is, such as "fixed"
   * @param name what this one is, such as "moved"
   * @param plane of the same size in mm as the first
   * @param regions outlines that belong to it; they are drawn over both images
   */
  public record Other(String firstName, String name, Plane plane, List<Region> regions) {

    public Other {
      regions = List.copyOf(regions);
    }

    Other withWindow(double[] window) {
      return new Other(firstName, name, plane.withWindow(window), regions);
    }
  }

  public Picture {
    regions = List.copyOf(regions);
    marks = List.copyOf(marks);
  }

  /** A picture of one image. */
  public Picture(
      String caption, Plane plane, String letters, List<Region> regions, List<Mark> marks) {
    this(caption, plane, letters, regions, marks, null);
  }

  /** The same with another second image. */
  public Picture withOther(Other second) {
    return new Picture(caption, plane, letters, regions, marks, second);
  }

  /** The same with other values shown as black and as white. */
  Picture withWindow(double[] window) {
    return new Picture(caption, plane.withWindow(window), letters, regions, marks, other);
  }
}
