package org.myelon.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.function.IntFunction;
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

  private final Volume image;
  private final Volume cord;
  private final Centerline line;
  private final SliceLevels levels;
  private final IntFunction<String> names;
  private final Volume discs;
  private final Grid grid;
  private final CordViews views;

  private CordPictures(
      Volume image,
      Volume cord,
      Centerline line,
      SliceLevels levels,
      IntFunction<String> names,
      Volume discs) {
    this.image = image.reoriented(Orientation.RPI);
    this.cord = cord.reoriented(Orientation.RPI);
    this.line = line;
    this.levels = levels;
    this.names = names;
    this.discs = discs;
    this.grid = this.image.grid();
    this.views = new CordViews(grid, line);
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
    return new CordPictures(image, cord, line, null, Vertebra::name, null);
  }

  /** With the vertebral levels in colours; {@code map} is on the grid of the image. */
  public CordPictures withLevels(Volume map) {
    return withLevels(map, Vertebra::name);
  }

  /** With levels of another kind in colours, and what each value is called. */
  public CordPictures withLevels(Volume map, IntFunction<String> called) {
    image.grid().requireSame(map.grid().reoriented(Orientation.RPI), image.name(), map.name());
    return new CordPictures(image, cord, line, SliceLevels.of(map, false), called, discs);
  }

  /** With disc labels; on any grid of the same body. */
  public CordPictures withDiscs(Volume labels) {
    return new CordPictures(image, cord, line, levels, names, labels);
  }

  /** The entry with these pictures. */
  public QcEntry addTo(QcEntry entry) {
    final Sampler pixels = Sampler.of(image, Interpolation.LINEAR, Progress.NONE);
    final Sampler mask = Sampler.of(cord, Interpolation.LINEAR, Progress.NONE);
    final List<Picture> pictures = new ArrayList<>();
    pictures.add(sagittal(pixels, mask));
    for (int slice : axialSlices()) pictures.add(axial(slice, pixels, mask));
    final double[] window = Plane.windowOf(pictures.stream().map(Picture::plane).toList());
    pictures.replaceAll(p -> p.withWindow(window));
    return entry.withPictures(pictures.get(0), pictures.subList(1, pictures.size()));
  }

  private Picture sagittal(Sampler pixels, Sampler mask) {
    final CordViews.View view = views.sagittal();
    final Plane cordPlane = view.of(mask);
    final List<Picture.Mark> marks = new ArrayList<>();
    if (levels != null) marks.addAll(levelNames(cordPlane));
    if (discs != null) marks.addAll(discMarks(views.front()));
    return new Picture(
        "Along the centreline", view.of(pixels), "APSI", sagittalRegions(cordPlane), marks);
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
                names.apply(level),
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
              valueAndName(disc.value()),
              true));
    }
    return marks;
  }

  /** Such as "3 C2/C3"; a label that is no disc has its value only. */
  private static String valueAndName(int value) {
    return Vertebra.isVertebra(value)
        ? value + " " + Vertebra.discName(value)
        : Integer.toString(value);
  }

  /** Slices spread evenly over every level, or over the cord if there are no levels. */
  private List<Integer> axialSlices() {
    final List<Integer> slices = new ArrayList<>();
    if (levels == null) slices.addAll(views.slices());
    else {
      final int each = Math.max(1, CordViews.AXIAL_COUNT / levels.present().size());
      for (int level : levels.present()) {
        final List<Integer> own = new ArrayList<>(levels.slicesOf(level));
        own.removeIf(s -> !line.contains(s));
        slices.addAll(CordViews.spread(own, each));
      }
    }
    slices.sort(java.util.Comparator.reverseOrder());
    return slices;
  }

  private Picture axial(int slice, Sampler pixels, Sampler mask) {
    final CordViews.View view = views.axial(slice);
    final String path = Contour.path(view.of(mask));
    final String caption =
        level(slice) == 0
            ? "slice " + slice
            : String.format(Locale.ROOT, "%s · slice %d", names.apply(level(slice)), slice);
    return new Picture(
        caption,
        view.of(pixels),
        "RLAP",
        path.isEmpty() ? List.of() : List.of(new Picture.Region(path, level(slice))),
        List.of());
  }
}
