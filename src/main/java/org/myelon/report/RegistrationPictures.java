package org.myelon.report;

import java.util.ArrayList;
import java.util.List;
import org.myelon.centerline.Centerline;
import org.myelon.image.Interpolation;
import org.myelon.image.Orientation;
import org.myelon.image.Sampler;
import org.myelon.image.Volume;
import org.myelon.step.Progress;

/**
 * Pictures of a registration: the fixed and the moved image in turns on the same surfaces (see
 * {@link CordPictures}), each with grey values of its own, and the outlines of both cords on both.
 */
public final class RegistrationPictures {

  private static final String FIXED = "fixed", MOVED = "moved";

  private final CordViews views;
  private final Sampler fixed;
  private final Sampler moved;

  /** Null for none. */
  private final Sampler fixedCord;

  /** Null for none. */
  private final Sampler movedCord;

  private final List<Integer> slices;

  private RegistrationPictures(
      Volume fixed, Volume moved, Volume fixedCord, Volume movedCord, Centerline line) {
    this.views = new CordViews(fixed.grid().reoriented(Orientation.RPI), line);
    this.slices = new ArrayList<>(views.slices());
    this.slices.sort(java.util.Comparator.reverseOrder());
    this.fixed = sampler(fixed, fixed);
    this.moved = sampler(moved, fixed);
    this.fixedCord = fixedCord == null ? null : sampler(fixedCord, fixed);
    this.movedCord = movedCord == null ? null : sampler(movedCord, fixed);
  }

  /**
   * @param fixed 3-D, any orientation
   * @param moved the moved image on the grid of {@code fixed}
   * @param fixedCord mask of the cord in the fixed image, on its grid, outlined where it is one
   *     half; null for none
   * @param movedCord mask of the cord of the moved image, moved with it; null for none
   * @param line centreline of the cord on the RPI-oriented grid of {@code fixed}
   * @throws org.myelon.step.InputException if the grids differ
   */
  public static RegistrationPictures of(
      Volume fixed, Volume moved, Volume fixedCord, Volume movedCord, Centerline line) {
    return new RegistrationPictures(fixed, moved, fixedCord, movedCord, line);
  }

  private static Sampler sampler(Volume image, Volume fixed) {
    final Volume view = image.reoriented(Orientation.RPI);
    fixed.grid().reoriented(Orientation.RPI).requireSame(view.grid(), fixed.name(), image.name());
    return Sampler.of(view, Interpolation.LINEAR, Progress.NONE);
  }

  /** The entry with these pictures. */
  public QcEntry addTo(QcEntry entry) {
    final List<Picture> pictures = new ArrayList<>();
    pictures.add(picture("Along the centreline", views.sagittal(), "APSI"));
    for (int s : slices) pictures.add(picture("slice " + s, views.axial(s), "RLAP"));
    final double[] own = Plane.windowOf(pictures.stream().map(Picture::plane).toList());
    final double[] others = Plane.windowOf(pictures.stream().map(p -> p.other().plane()).toList());
    pictures.replaceAll(p -> p.withWindow(own).withOther(p.other().withWindow(others)));
    return entry.withPictures(pictures.get(0), pictures.subList(1, pictures.size()));
  }

  private Picture picture(String caption, CordViews.View view, String letters) {
    return new Picture(caption, view.of(fixed), letters, outline(view, fixedCord), List.of())
        .withOther(new Picture.Other(FIXED, MOVED, view.of(moved), outline(view, movedCord)));
  }

  private static List<Picture.Region> outline(CordViews.View view, Sampler cord) {
    final String path = cord == null ? "" : Contour.path(view.of(cord));
    return path.isEmpty() ? List.of() : List.of(new Picture.Region(path, 0));
  }
}
