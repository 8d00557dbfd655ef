package org.myelon.label;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.myelon.image.Volume;
import org.myelon.step.InputException;
import org.myelon.step.Methods;

/** Changes the values of labels, or which of them there are. */
public final class EditLabels {

  /** What is done. */
  public enum Operation {
    /** A number is added to every label. */
    ADD,
    /** Only the given values stay. */
    KEEP,
    /** The given values go. */
    REMOVE,
    /** Labels are numbered 1, 2, 3 … from the superior end down. */
    INCREMENT,
    /** All voxels of a value shrink to one voxel at their mean. */
    CUBIC_TO_POINT
  }

  /**
   * @param operation what is done
   * @param values for KEEP and REMOVE: which values
   * @param by for ADD: how much
   */
  public record Settings(Operation operation, List<Integer> values, int by) {
    public Settings {
      values = List.copyOf(values);
    }
  }

  /** The label image and what was done. */
  public record Result(Volume labels, Methods methods) {}

  private EditLabels() {}

  /**
   * @param image 3-D label image
   * @param settings what is done
   * @return labels on the same grid
   * @throws InputException if the image has no label, a value to keep is missing, or a label would
   *     become 0
   * @implNote op names='myelon.label.edit'
   */
  public static Result run(Volume image, Settings settings) {
    final PointLabels before = PointLabels.of(image);
    final PointLabels after =
        switch (settings.operation) {
          case ADD -> add(before, settings.by, image);
          case KEEP -> keep(before, settings.values, image);
          case REMOVE -> before.filtered(p -> !settings.values.contains(p.value()));
          case INCREMENT -> before.numberedFromTop();
          case CUBIC_TO_POINT -> before.meanPerValue();
        };
    return new Result(after.toVolume(image.name()), methods(settings));
  }

  private static PointLabels add(PointLabels labels, int by, Volume image) {
    if (labels.points().stream().anyMatch(p -> p.value() + by == 0))
      throw new InputException(
          "Adding " + by + " would turn label " + -by + " of " + image + " into 0 and lose it.");
    return labels.withPoints(
        labels.points().stream().map(p -> new PointLabel(p.value() + by, p.voxel())).toList());
  }

  private static PointLabels keep(PointLabels labels, List<Integer> values, Volume image) {
    final Set<Integer> present = labels.byValue().keySet();
    for (int value : values)
      if (!present.contains(value))
        throw new InputException(
            image + " has no label " + value + "; it has " + list(present) + ".");
    return labels.filtered(p -> values.contains(p.value()));
  }

  private static String list(Set<Integer> values) {
    return values.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  private static Methods methods(Settings s) {
    return new Methods(
        switch (s.operation) {
          case ADD -> s.by + " was added to the values of the labels.";
          case KEEP -> "Only the labels " + s.values + " were kept.";
          case REMOVE -> "The labels " + s.values + " were removed.";
          case INCREMENT -> "The labels were numbered from the superior end.";
          case CUBIC_TO_POINT -> "Each label was reduced to one voxel at its centre.";
        });
  }
}
