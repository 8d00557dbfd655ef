package org.myelon.command.byhand;

import ij.gui.PointRoi;
import ij.gui.Roi;
import ij.plugin.frame.RoiManager;
import ij.process.FloatPolygon;
import java.awt.GraphicsEnvironment;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.myelon.image.Grid;
import org.myelon.label.PointLabel;
import org.myelon.label.PointLabels;
import org.myelon.label.byhand.LabelKind;
import org.myelon.step.InputException;

/**
 * Labels as ImageJ's points and back. A point lies in pixels of the image as it is stored: column
 * and row are the first two axes, the slice counts from 1; its name is that of the label, such as
 * C2/C3.
 */
final class PointRois {

  private PointRois() {}

  /** One point a label, in the order of the labels. */
  static List<Roi> of(PointLabels labels, LabelKind kind) {
    final List<Roi> rois = new ArrayList<>();
    for (PointLabel label : labels.points()) {
      final double[] v = label.voxel();
      final PointRoi roi = new PointRoi();
      roi.addPoint(v[0], v[1], (int) Math.rint(v[2]) + 1); // files keep the slice of such points
      roi.setName(kind.name(label.value()));
      roi.setStrokeColor(LabelColor.of(label.value()));
      rois.add(roi);
    }
    return rois;
  }

  /**
   * What the ROI Manager holds.
   *
   * @throws InputException if that is nothing, or there is no screen for it
   */
  static List<Roi> ofManager() {
    requireScreen();
    final List<Roi> rois = List.of(RoiManager.getRoiManager().getRoisAsArray());
    if (rois.isEmpty())
      throw new InputException(
          "The ROI Manager is empty: add points with its button Add, or give a file by rois=.");
    return rois;
  }

  private static void requireScreen() {
    if (GraphicsEnvironment.isHeadless())
      throw new InputException(
          "The ROI Manager needs a screen, and there is none; give a file by rois=FILE.zip.");
  }

  /** Puts points into the ROI Manager, in place of those of the same names. */
  static void show(List<Roi> rois) {
    requireScreen();
    final RoiManager manager = RoiManager.getRoiManager();
    final Set<String> names = rois.stream().map(Roi::getName).collect(Collectors.toSet());
    final List<Roi> all = new ArrayList<>();
    for (Roi former : manager.getRoisAsArray())
      if (!names.contains(former.getName())) all.add(former);
    all.addAll(rois);
    manager.reset();
    all.forEach(manager::addRoi);
  }

  /**
   * The labels that points stand for: by their names, which may be numbers, too.
   *
   * @param unnamed numbers for points whose names say nothing, in order
   * @throws InputException if one is no point, has no slice, or no number is left for it
   */
  static PointLabels read(List<Roi> rois, Grid grid, LabelKind kind, List<Integer> unnamed) {
    final Iterator<Integer> left = unnamed.iterator();
    final List<PointLabel> points = new ArrayList<>();
    for (Roi roi : rois) {
      final OptionalInt named =
          roi.getName() == null ? OptionalInt.empty() : kind.value(roi.getName());
      final FloatPolygon places = places(roi);
      for (int i = 0; i < places.npoints; i++) {
        final int value =
            named.isPresent() && places.npoints == 1 ? named.getAsInt() : next(left, roi);
        points.add(
            new PointLabel(
                value,
                new double[] {
                  Math.rint(places.xpoints[i]), Math.rint(places.ypoints[i]), slice(roi, i, grid)
                }));
      }
    }
    return new PointLabels(points, grid);
  }

  private static FloatPolygon places(Roi roi) {
    if (roi instanceof PointRoi) return roi.getFloatPolygon();
    throw new InputException(
        String.format(
            "The ROI '%s' is a %s, not a point: remove it.",
            roi.getName(), roi.getTypeAsString().toLowerCase(Locale.ROOT)));
  }

  private static int next(Iterator<Integer> left, Roi roi) {
    if (left.hasNext()) return left.next();
    throw new InputException(
        "The ROI '"
            + roi.getName()
            + "' has no name of a label, such as C2/C3 or 3: rename it, or give labels=3:20 for"
            + " points in order.");
  }

  private static double slice(Roi roi, int point, Grid grid) {
    final int of = ((PointRoi) roi).getPointPosition(point);
    final int slice =
        roi.hasHyperStackPosition() ? roi.getZPosition() : of > 0 ? of : roi.getPosition();
    if (slice > 0) return slice - 1.0;
    if (grid.size(2) == 1) return 0;
    throw new InputException(
        "The ROI '" + roi.getName() + "' belongs to no slice: set it again in its slice.");
  }
}
