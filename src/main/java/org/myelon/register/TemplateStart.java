package org.myelon.register;

import java.util.SortedMap;
import org.myelon.centerline.Centerline;
import org.myelon.centerline.Straighten;
import org.myelon.centerline.Straightening;
import org.myelon.image.Affine;
import org.myelon.image.Box;
import org.myelon.image.Grid;
import org.myelon.image.Volume;
import org.myelon.register.RegisterToTemplate.Cords;
import org.myelon.step.Progress;
import org.myelon.transform.Transform;

/**
 * Where registration to the template begins: aligned by the labels alone.
 *
 * @param grid on which the steps work, RPI-oriented
 * @param transform from points of the fixed to points of the moving image, RAS mm; knows its
 *     inverse
 */
record TemplateStart(Grid grid, Transform transform) {

  /** Across the straight cord, slices need not lie closer than this (SCT's rule). */
  private static final double STEP_SLICE_MM = 2;

  /** What the steps see around the cord. */
  private static final double MARGIN_MM = 20;

  /** With more labels than this, the cord far from them is left out. */
  private static final int FEW_LABELS = 2;

  private static final double BEYOND_LABELS_MM = 10;

  /** The cord is laid along that of the template, which stays. */
  static TemplateStart inTemplate(Cords cords, Progress progress) {
    final Straightening straight = straighten(cords, progress);
    final Grid grid = straight.grid();
    final Transform toTemplate = straight.transform().inverse();
    final Affine toVoxel = grid.voxelToWorld().inverse();
    final double[] range = range(cords);
    final double low = slice(cords.subjectLine().pointAt(range[0]), toTemplate, toVoxel);
    final double high = slice(cords.subjectLine().pointAt(range[1]), toTemplate, toVoxel);
    final long first = Math.max(0, (long) Math.floor(low));
    final long last = Math.min(grid.size(2) - 1, (long) Math.ceil(high));
    final Grid slab = grid.cut(slices(Box.of(grid), first, last));
    final double[] mm = slab.spacing();
    mm[2] = Math.max(mm[2], STEP_SLICE_MM);
    return new TemplateStart(slab.withSpacing(mm), straight.transform());
  }

  private static double slice(double[] p, Transform toTemplate, Affine toVoxel) {
    final double[] q = new double[3];
    if (!toTemplate.apply(p, q))
      throw new IllegalStateException("The centreline has no place in the template");
    return toVoxel.apply(q)[2];
  }

  /** The template is moved to the subject, which stays as it is. */
  static TemplateStart inSubject(Cords cords, Progress progress) {
    final Volume cord = cords.subject();
    final Grid grid = cord.grid();
    final double[] mm = grid.spacing();
    final long[] margin = {
      (long) Math.ceil(MARGIN_MM / mm[0]), (long) Math.ceil(MARGIN_MM / mm[1]), 0
    };
    final Box box = Box.around(cord).grown(margin, grid);
    final double[] range = range(cords);
    final long first = Math.max(box.min()[2], (long) Math.floor(range[0]));
    final long last = Math.min(box.max()[2], (long) Math.ceil(range[1]));
    final Grid part = grid.cut(slices(box, first, last));
    return new TemplateStart(part, straighten(cords, progress).transform().inverse());
  }

  /** The part of a box from one slice to another. */
  private static Box slices(Box box, long first, long last) {
    final long[] lo = box.min(), hi = box.max();
    lo[2] = first;
    hi[2] = last;
    return new Box(lo, hi);
  }

  private static Straightening straighten(Cords cords, Progress progress) {
    return Straighten.match(
        cords.subjectLine(),
        cords.labels().subject(),
        cords.templateLine(),
        cords.labels().template(),
        progress);
  }

  /** The first and the last slice of the cord that take part, with fractions. */
  private static double[] range(Cords cords) {
    final Centerline line = cords.subjectLine();
    final SortedMap<Integer, double[]> labels = cords.labels().subject().points();
    if (labels.size() <= FEW_LABELS) return new double[] {line.firstSlice(), line.lastSlice()};
    double low = Double.POSITIVE_INFINITY, high = Double.NEGATIVE_INFINITY;
    for (double[] p : labels.values()) {
      final double length = line.arcLengthAt(line.nearestPlace(p));
      low = Math.min(low, length);
      high = Math.max(high, length);
    }
    return new double[] {
      line.placeAt(low - BEYOND_LABELS_MM), line.placeAt(high + BEYOND_LABELS_MM)
    };
  }
}
