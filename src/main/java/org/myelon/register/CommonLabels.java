package org.myelon.register;

import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.myelon.centerline.Centerline;
import org.myelon.centerline.Landmarks;
import org.myelon.image.Volume;
import org.myelon.label.PointLabels;
import org.myelon.step.InputException;

/**
 * The labels that subject and template share, one point per value.
 *
 * @param subject moved to the nearest point of the cord's line, RAS mm
 * @param template RAS mm
 */
record CommonLabels(Landmarks subject, Landmarks template) {

  /** A label may lie at most this far above or below the ends of the mask. */
  static final double BEYOND_MM = 10;

  /**
   * @throws InputException if a label of the subject is not one of the template's, or lies above or
   *     below the mask
   */
  static CommonLabels of(LabelKind kind, Volume subject, Volume template, Centerline line) {
    final SortedMap<Integer, double[]> own = points(subject), theirs = points(template);
    for (int value : own.keySet())
      if (!theirs.containsKey(value))
        throw new InputException(
            String.format(
                "The template has no %s label %d; %s may have %s. Correct the label, or remove it.",
                kind.noun(), value, subject, theirs.keySet()));
    theirs.keySet().retainAll(own.keySet());
    own.replaceAll((value, p) -> projected(value, p, line, subject));
    return new CommonLabels(
        new Landmarks(subject.name(), own), new Landmarks(template.name(), theirs));
  }

  private static SortedMap<Integer, double[]> points(Volume volume) {
    return new TreeMap<>(PointLabels.of(volume).landmarks(volume.name()).points());
  }

  private static double[] projected(int value, double[] p, Centerline line, Volume labels) {
    final double beyond = beyond(p, line);
    if (Math.abs(beyond) > BEYOND_MM)
      throw new InputException(
          String.format(
              Locale.ROOT,
              "Label %d of %s lies %.0f mm %s the cord mask: segment the cord up to it, or remove"
                  + " the label.",
              value,
              labels,
              Math.abs(beyond),
              beyond > 0 ? "above" : "below"));
    return line.pointAt(line.nearestPlace(p));
  }

  /** How far a place lies above the upper end of a line, in mm; negative below its lower end. */
  static double beyond(double[] p, Centerline line) {
    final double place = line.nearestPlace(p);
    final double[] on = line.pointAt(place), up = line.tangentAt(place);
    return (p[0] - on[0]) * up[0] + (p[1] - on[1]) * up[1] + (p[2] - on[2]) * up[2];
  }
}
