package org.myelon.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.myelon.centerline.Centerline;
import org.myelon.image.Affine;
import org.myelon.image.Grid;
import org.myelon.image.Interpolation;
import org.myelon.image.Orientation;
import org.myelon.image.Sampler;
import org.myelon.image.Volume;
import org.myelon.step.Progress;
import org.myelon.transform.AffineTransform;
import org.myelon.transform.ApplyTransform;

/**
 * Pictures of planes cut along a cord, beside the image from the side with the cord drawn on it.
 */
public final class CurvedPictures {

  private final Volume image;
  private final Centerline line;
  private final Volume planes;

  private CurvedPictures(Volume image, Centerline line, Volume planes) {
    this.image = seen(image, line.grid());
    this.line = line;
    this.planes = planes;
  }

  /**
   * @param image 3-D, any orientation
   * @param line centreline of its cord, on any grid of the same body
   * @param planes the slices cut from the image, 3-D
   */
  public static CurvedPictures of(Volume image, Centerline line, Volume planes) {
    return new CurvedPictures(image, line, planes);
  }

  private static Volume seen(Volume image, Grid grid) {
    final Volume same = image.reoriented(Orientation.RPI);
    return same.grid().differenceFrom(grid, 1e-3).isEmpty()
        ? same
        : ApplyTransform.run(
            image, grid, new AffineTransform(Affine.IDENTITY), Interpolation.LINEAR, Progress.NONE);
  }

  /** The entry with these pictures; at most as many slices as there are axial ones of a cord. */
  public QcEntry addTo(QcEntry entry) {
    final List<Picture> pictures = new ArrayList<>();
    pictures.add(source());
    final float[] values = planes.toFloats();
    final List<Integer> all = IntStream.range(0, planes.grid().extent(2)).boxed().toList();
    for (int k : CordViews.spread(all, CordViews.AXIAL_COUNT)) pictures.add(slice(values, k));
    final double[] window = Plane.windowOf(pictures.stream().map(Picture::plane).toList());
    pictures.replaceAll(p -> p.withWindow(window));
    return entry.withPictures(pictures.get(0), pictures.subList(1, pictures.size()));
  }

  /** The image from the side, with the line drawn on it. */
  private Picture source() {
    final CordViews views = new CordViews(image.grid(), line);
    final CordViews.View side = views.sagittal();
    final int top = image.grid().extent(2) - 1;
    final StringBuilder path = new StringBuilder();
    final int first = line.firstSlice(), last = line.lastSlice();
    // there and back, so that nothing lies inside
    for (int s = first; s <= 2 * last - first; s++) {
      final int slice = Math.min(s, 2 * last - s);
      path.append(
          String.format(
              Locale.ROOT,
              "%s%.2f %.2f",
              s == first ? "M" : "L",
              (views.front() - line.y(slice) + 0.5) * side.pixelWidth(),
              (top - slice + 0.5) * side.pixelHeight()));
    }
    return new Picture(
        "The image along the centreline",
        side.of(Sampler.of(image, Interpolation.LINEAR, Progress.NONE)),
        "APSI",
        List.of(new Picture.Region(path.toString(), 0)),
        List.of());
  }

  private Picture slice(float[] values, int k) {
    final Grid grid = planes.grid();
    final int size = grid.extent(0) * grid.extent(1);
    final double[] mm = grid.spacing();
    final float[] own = Arrays.copyOfRange(values, k * size, (k + 1) * size);
    return new Picture(
        "plane " + k,
        new Plane(own, grid.extent(0), mm[0], mm[1], new double[] {0, 1}),
        letters(),
        List.of(),
        List.of());
  }

  /** The sides of the columns and rows, as near as they are to one. */
  private String letters() {
    final String from = planes.orientation().toString();
    return from.substring(0, 1)
        + opposite(from.charAt(0))
        + from.charAt(1)
        + opposite(from.charAt(1));
  }

  private static char opposite(char side) {
    return "LRPAIS".charAt("RLAPSI".indexOf(side));
  }
}
