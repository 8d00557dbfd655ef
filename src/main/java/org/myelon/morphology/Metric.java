package org.myelon.morphology;

import java.util.List;

/** A number that describes the shape of the cord in one slice, in the order of SCT's tables. */
public enum Metric {
  /** Area of the cross-section, mm². */
  AREA("area"),
  /** Angle between the cord and the normal of the slice about the anteroposterior axis, degrees. */
  ANGLE_AP("angle_AP"),
  /** Angle between the cord and the normal of the slice about the right-left axis, degrees. */
  ANGLE_RL("angle_RL"),
  /** Anteroposterior extent along the midline of the cord, mm. */
  DIAMETER_AP("diameter_AP"),
  /** Anteroposterior axis of the ellipse with the same second moments, mm. */
  DIAMETER_AP_ELLIPSE("diameter_AP_ellipse"),
  /** Right-left axis of the ellipse with the same second moments, mm. */
  DIAMETER_RL("diameter_RL"),
  /** The part of {@link #DIAMETER_AP} in front of the centre of mass, mm. */
  LENGTH_ANTERIOR("length_anterior"),
  /** The part of {@link #DIAMETER_AP} behind the centre of mass, mm. */
  LENGTH_POSTERIOR("length_posterior"),
  /** Eccentricity of that ellipse: 0 a circle, towards 1 a line. */
  ECCENTRICITY("eccentricity"),
  /** Rotation of the cord in the slice, degrees. */
  ORIENTATION("orientation"),
  /** Area divided by the area of the convex hull. */
  SOLIDITY("solidity"),
  AREA_QUADRANT_ANTERIOR_LEFT("area_quadrant_anterior_left"),
  AREA_QUADRANT_ANTERIOR_RIGHT("area_quadrant_anterior_right"),
  AREA_QUADRANT_POSTERIOR_LEFT("area_quadrant_posterior_left"),
  AREA_QUADRANT_POSTERIOR_RIGHT("area_quadrant_posterior_right"),
  /** Overlap of the two halves when one is mirrored, 0 to 1. */
  SYMMETRY_DICE_RL("symmetry_dice_RL"),
  /** Largest distance between the outlines of the two halves, mm. */
  SYMMETRY_HAUSDORFF_RL("symmetry_hausdorff_RL"),
  /** Area that belongs to one half only, mm². */
  SYMMETRY_DIFFERENCE_RL("symmetry_difference_RL"),
  SYMMETRY_DICE_AP("symmetry_dice_AP"),
  SYMMETRY_HAUSDORFF_AP("symmetry_hausdorff_AP"),
  SYMMETRY_DIFFERENCE_AP("symmetry_difference_AP");

  /** What a mask alone gives. */
  public static final List<Metric> OF_MASK =
      List.of(values()).subList(0, AREA_QUADRANT_ANTERIOR_LEFT.ordinal());

  /** What needs the image as well. */
  public static final List<Metric> OF_IMAGE =
      List.of(values()).subList(AREA_QUADRANT_ANTERIOR_LEFT.ordinal(), values().length);

  private final String column;

  Metric(String column) {
    this.column = column;
  }

  /** Its name in tables. */
  public String column() {
    return column;
  }
}
