package org.myelon.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import org.myelon.centerline.Centerline;
import org.myelon.image.Affine;
import org.myelon.image.Grid;
import org.myelon.image.Interpolation;
import org.myelon.image.Orientation;
import org.myelon.image.Sampler;
import org.myelon.image.Volume;
import org.myelon.label.PointLabel;
import org.myelon.label.PointLabels;
import org.myelon.label.SliceLevels;
import org.myelon.label.Vertebra;
import org.myelon.step.Progress;

/**
 * Pictures of an image with the cord drawn on it: from the side, in the surface that follows the
 * cord's centreline from right to left, and across it in axial slices. The patient's right is on
 * the left of axial pictures and anterior on the left of sagittal ones, as radiologists look.
 */
public final class CordPictures {

  private static final double SAGITTAL_MARGIN_MM = 24, AXIAL_SIZE_MM = 34;
  private static final int AXIAL_COUNT = 12;

  private final Volume image;
  private final Volume cord;
  private final Centerline line;
  private final SliceLevels levels;
  private final Volume discs;
  private final Grid grid;

  private CordPictures(
      Volume image, Volume cord, Centerline line, SliceLevels levels, Volume discs) {
    this.image = image.reoriented(Orientation.RPI);
    this.cord = cord.reoriented(Orientation.RPI);
    this.line = line;
    this.levels = levels;
    this.discs = discs;
    this.grid = this.image.grid();
  }

  /**
   * @param image 3-D, any orientation
   * @param cord the mask of the cord on the same grid; outlined where it is one half
   * @param line centreline of the cord on the RPI-oriented grid
   * @throws org.myelon.step.InputException if the grids differ
   */
  public static CordPictures of(Volume image, Volume cord, Centerline line) {
    image
        .grid()
        .reoriented(Orientation.RPI)
        .requireSame(cord.grid().reoriented(Orientation.RPI), image.name(), cord.name());
    return new CordPictures(image, cord, line, null, null);
  }

  /** With the vertebral levels in colours; {@code map} is on the grid of the image. */
  public CordPictures withLevels(Volume map) {
    image.grid().requireSame(map.grid().reoriented(Orientation.RPI), image.name(), map.name());
    return new CordPictures(image, cord, line, SliceLevels.of(map, false), discs);
  }

  /** With disc labels; on any grid of the same body. */
  public CordPictures withDiscs(Volume labels) {
    return new CordPictures(image, cord, line, levels, labels);
  }

  /** The entry with these pictures. */
  public QcEntry addTo(QcEntry entry) {
    final Sampler pixels = Sampler.of(image, Interpolation.LINEAR, Progress.NONE);
    final Sampler mask = Sampler.of(cord, Interpolation.LINEAR, Progress.NONE);
    final List<Picture> pictures = new ArrayList<>();
    pictures.add(sagittal(pixels, mask));
    for (int slice : axialSlices()) pictures.add(axial(slice, pixels, mask));
    final double[] window = Plane.windowOf(pictures.stream().map(Picture::plane).toList());
    pictures.replaceAll(
        p ->
            new Picture(
                p.caption(), p.plane().withWindow(window), p.letters(), p.regions(), p.marks()));
    return entry.withPictures(pictures.get(0), pictures.subList(1, pictures.size()));
  }

  /** Where a row and a column of a picture lie in the image. */
  private interface Places {
    double[] voxel(int row, int column);
  }

  private Plane plane(int rows, int columns, double w, double h, Sampler from, Places places) {
    final float[] values = new float[rows * columns];
    for (int r = 0; r < rows; r++)
      for (int c = 0; c < columns; c++) {
        final double[] v = places.voxel(r, c);
        final boolean inside = from.contains(v[0], v[1], v[2]);
        values[r * columns + c] = inside ? from.at(v[0], v[1], v[2]) : Float.NaN;
      }
    return new Plane(values, columns, w, h, new double[] {0, 1});
  }

  private Picture sagittal(Sampler pixels, Sampler mask) {
    final double[] spacing = grid.spacing();
    final int rows = grid.extent(2), margin = (int) Math.ceil(SAGITTAL_MARGIN_MM / spacing[1]);
    double least = Double.POSITIVE_INFINITY, most = Double.NEGATIVE_INFINITY;
    for (int s = line.firstSlice(); s <= line.lastSlice(); s++) {
      least = Math.min(least, line.y(s));
      most = Math.max(most, line.y(s));
    }
    final int back = (int) Math.max(0, Math.floor(least) - margin);
    final int front = (int) Math.min(grid.extent(1) - 1, Math.ceil(most) + margin);
    final int columns = Math.max(1, front - back + 1);
    final Places places =
        (r, c) -> {
          final int slice = rows - 1 - r;
          final int on = Math.max(line.firstSlice(), Math.min(line.lastSlice(), slice));
          return new double[] {line.x(on), front - c, slice};
        };
    final Plane image = plane(rows, columns, spacing[1], spacing[2], pixels, places);
    final Plane cordPlane = plane(rows, columns, spacing[1], spacing[2], mask, places);
    final List<Picture.Mark> marks = new ArrayList<>();
    if (levels != null) marks.addAll(levelNames(cordPlane));
    if (discs != null) marks.addAll(discMarks(front));
    return new Picture("Along the centreline", image, "APSI", sagittalRegions(cordPlane), marks);
  }

  private List<Picture.Region> sagittalRegions(Plane cordPlane) {
    final List<Picture.Region> regions = new ArrayList<>();
    final SortedSet<Integer> present =
        levels == null ? new java.util.TreeSet<>() : levels.present();
    present.add(0);
    for (int level : present) {
      final float[] own = cordPlane.values().clone();
      for (int i = 0; i < own.length; i++)
        if (level(grid.extent(2) - 1 - i / cordPlane.columns()) != level) own[i] = 0;
      final String path =
          Contour.path(
              new Plane(
                  own,
                  cordPlane.columns(),
                  cordPlane.pixelWidth(),
                  cordPlane.pixelHeight(),
                  cordPlane.window()));
      if (!path.isEmpty()) regions.add(new Picture.Region(path, level));
    }
    return regions;
  }

  private int level(int slice) {
    return levels == null ? 0 : levels.level(slice);
  }

  /** The name of each level behind the middle of its piece of cord. */
  private List<Picture.Mark> levelNames(Plane cordPlane) {
    final List<Picture.Mark> marks = new ArrayList<>();
    for (int level : levels.present()) {
      final List<Integer> slices = levels.slicesOf(level);
      final int row = grid.extent(2) - 1 - slices.get(slices.size() / 2);
      int last = -1;
      for (int c = 0; c < cordPlane.columns(); c++)
        if (cordPlane.values()[row * cordPlane.columns() + c] >= 0.5f) last = c;
      if (last >= 0)
        marks.add(
            new Picture.Mark(
                (last + 1) * cordPlane.pixelWidth() + 5,
                (row + 0.5) * cordPlane.pixelHeight(),
                Vertebra.name(level),
                false));
    }
    return marks;
  }

  private List<Picture.Mark> discMarks(int front) {
    final List<Picture.Mark> marks = new ArrayList<>();
    final Affine toVoxel = grid.voxelToWorld().inverse();
    final double[] spacing = grid.spacing();
    final PointLabels labels = PointLabels.of(discs).meanPerValue();
    for (PointLabel disc : labels.points()) {
      final double[] v = toVoxel.apply(labels.world(disc));
      marks.add(
          new Picture.Mark(
              (front - v[1] + 0.5) * spacing[1],
              (grid.extent(2) - 1 - v[2] + 0.5) * spacing[2],
              Integer.toString(disc.value()),
              true));
    }
    return marks;
  }

  /** Slices spread evenly over every level, or over the cord if there are no levels. */
  private List<Integer> axialSlices() {
    final List<Integer> slices = new ArrayList<>();
    if (levels == null) {
      final List<Integer> all = new ArrayList<>();
      for (int s = line.firstSlice(); s <= line.lastSlice(); s++) all.add(s);
      spread(all, AXIAL_COUNT, slices);
    } else {
      final int each = Math.max(1, AXIAL_COUNT / levels.present().size());
      for (int level : levels.present()) {
        final List<Integer> own = new ArrayList<>(levels.slicesOf(level));
        own.removeIf(s -> !line.contains(s));
        spread(own, each, slices);
      }
    }
    slices.sort(java.util.Comparator.reverseOrder());
    return slices;
  }

  private static void spread(List<Integer> from, int count, List<Integer> into) {
    final int n = Math.min(count, from.size());
    for (int i = 0; i < n; i++) into.add(from.get((int) ((i + 0.5) * from.size() / n)));
  }

  private Picture axial(int slice, Sampler pixels, Sampler mask) {
    final double[] spacing = grid.spacing();
    final int columns = (int) Math.ceil(AXIAL_SIZE_MM / spacing[0]);
    final int rows = (int) Math.ceil(AXIAL_SIZE_MM / spacing[1]);
    final long left = Math.round(line.x(slice) - (columns - 1) / 2.0);
    final long front = Math.round(line.y(slice) + (rows - 1) / 2.0);
    final Places places = (r, c) -> new double[] {left + c, front - r, slice};
    final String path = Contour.path(plane(rows, columns, spacing[0], spacing[1], mask, places));
    final String caption =
        level(slice) == 0
            ? "slice " + slice
            : String.format(Locale.ROOT, "%s · slice %d", Vertebra.name(level(slice)), slice);
    return new Picture(
        caption,
        plane(rows, columns, spacing[0], spacing[1], pixels, places),
        "RLAP",
        path.isEmpty() ? List.of() : List.of(new Picture.Region(path, level(slice))),
        List.of());
  }
}
