package org.myelon.label;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.myelon.image.Affine;
import org.myelon.image.Grid;
import org.myelon.image.Volume;
import org.myelon.step.InputException;
import org.myelon.step.Methods;
import org.myelon.step.Progress;
import org.myelon.transform.Transform;

/**
 * Moves labelled points, such as discs, from image to image. An image is pulled back: the transform
 * leads from the output grid to the image, and a label of one voxel easily falls between the places
 * that are read. A point is pushed forward instead, by the inverse, and so is never lost on the
 * way.
 */
public final class MovePoints {

  private MovePoints() {}

  /**
   * Moved points.
   *
   * @param labels one voxel per label, on the output grid
   * @param lost values of the labels without a voxel there, ascending
   */
  public record Result(Volume labels, List<Integer> lost) {

    public Result {
      lost = List.copyOf(lost);
    }

    /** What was done. */
    public Methods methods() {
      final String left =
          lost.isEmpty()
              ? ""
              : " Labels without a voxel of their own there were left out: "
                  + lost.stream().map(String::valueOf).collect(Collectors.joining(", "))
                  + ".";
      return new Methods(
          "The mean point of each label was moved by the inverse of the composed transform to the"
              + " nearest voxel of the reference grid."
              + left);
    }
  }

  /**
   * @param labels 3-D label image; the points of one value count as one, their mean
   * @param target the output grid
   * @param transform from points of the output grid to points of the label image, RAS mm, as for an
   *     image
   * @param progress listens, and may cancel
   * @return the points on the grid; one that leaves it, for which the transform has no inverse, or
   *     whose voxel a smaller value took is lost
   * @throws InputException if the image is no label image, the grid too large for one array, or all
   *     points are lost
   * @implNote op names='myelon.label.movePoints'
   */
  public static Result run(Volume labels, Grid target, Transform transform, Progress progress) {
    target.requireFits(labels.name());
    final PointLabels points = PointLabels.of(labels).meanPerValue();
    final PointLabels onTarget = new PointLabels(List.of(), target);
    final Transform forward = transform.inverse();
    final Affine worldToVoxel = target.voxelToWorld().inverse();
    final List<PointLabel> moved = new ArrayList<>();
    final List<Integer> lost = new ArrayList<>();
    final Set<Integer> taken = new HashSet<>();
    final int count = points.points().size();
    for (PointLabel point : points.points()) {
      progress.check("moving points", (moved.size() + lost.size()) / (double) count);
      final double[] p = points.world(point);
      final boolean known = forward.apply(p, p);
      final PointLabel there = new PointLabel(point.value(), worldToVoxel.apply(p));
      final OptionalInt voxel = known ? onTarget.voxelOf(there) : OptionalInt.empty();
      if (voxel.isPresent() && taken.add(voxel.getAsInt())) moved.add(there);
      else lost.add(point.value());
    }
    if (moved.isEmpty())
      throw new InputException(
          "No label of "
              + labels.name()
              + " comes to lie within the reference: check the transforms, their order and"
              + " direction, and that they belong to these images.");
    return new Result(onTarget.withPoints(moved).toVolume(labels.name()), lost);
  }
}
