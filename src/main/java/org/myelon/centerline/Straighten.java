package org.myelon.centerline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.myelon.image.Affine;
import org.myelon.image.Grid;
import org.myelon.step.InputException;
import org.myelon.step.Methods;
import org.myelon.step.Progress;
import org.myelon.transform.PairedTransform;

/**
 * Straightens the cord: each plane straight across it becomes a plane of the straight space, with
 * its upright frame ({@link Frames#anterior}), at the place along the cord where it was. Both maps
 * are functions of the centreline; no field is made.
 *
 * <p>The idea is SCT's. There the nearest of a list of points stands for the plane and lengths
 * along the cord are counted in slices; here place, direction and length change continuously, in
 * true millimetres, so that the map is smooth and its inverse exact.
 */
public final class Straighten {

  private static final String CITATION =
      "De Leener B, et al. Topologically preserving straightening of spinal cord MRI. J Magn Reson"
          + " Imaging 2017;46:1209-1219. doi:10.1002/jmri.25622";

  /** A cord that leans further to the front or to the back has no upright frame. */
  private static final double LARGEST_LEAN = Math.cos(Math.toRadians(10));

  /** A landmark may lie at most this far from the cord, measured across it. */
  private static final double FARTHEST_LANDMARK_MM = 60;

  private static final int FEWEST_SLICES = 3;

  /**
   * @param halfWidthMm how far the straight space reaches to each side of the cord, unless the
   *     image ends before
   * @param beyondMm how far it goes on straight beyond the ends of the cord, at most 10 mm
   */
  public record Settings(double halfWidthMm, double beyondMm) {

    public Settings {
      if (!(halfWidthMm > 0) || Double.isInfinite(halfWidthMm))
        throw new InputException("The half width must be above 0 mm, not " + halfWidthMm + ".");
      if (!(beyondMm >= 0 && beyondMm <= CordCoordinates.BEYOND_MM))
        throw new InputException(
            "The straight space can go on for 0 to 10 mm beyond the cord, not " + beyondMm + ".");
    }

    /** SCT's width, and no more than the cord's length. */
    public static Settings defaults() {
      return new Settings(35, 0);
    }

    public Settings withHalfWidthMm(double other) {
      return new Settings(other, beyondMm);
    }

    public Settings withBeyondMm(double other) {
      return new Settings(halfWidthMm, other);
    }
  }

  private Straighten() {}

  /**
   * Makes the cord a straight line.
   *
   * @param curved the line of the cord on the RPI-oriented grid of its image
   * @param settings how far the straight space reaches
   * @param progress may cancel
   * @return the straight space, with voxels as large as those of the image: its third axis runs as
   *     that of the image, the cord through one column of voxel centres, as long as it is; half the
   *     length of the cord lies in both spaces at the same point
   * @throws InputException if the line has fewer than three points or runs from back to front
   * @implNote op names='myelon.centerline.straighten'
   */
  public static Straightening run(Centerline curved, Settings settings, Progress progress) {
    progress.check("straightening", 0);
    final CordCoordinates from = coordinates(curved, "The cord");
    final Grid image = curved.grid();
    final Affine toWorld = image.voxelToWorld();
    final double[] up = Vector.unit(toWorld.applyToVector(0, 0, 1));
    final double[] middle = curved.pointAt(curved.placeAt(curved.length() / 2));
    final Frame start =
        Frames.anterior(
            Vector.plus(middle, -curved.length() / 2, up),
            requireUpright(up, "The third axis of the image"));
    final CordCoordinates straight = CordCoordinates.straight(start, curved.length());
    return between(straight, LengthMap.SAME, from, StraightGrid.axis(curved, start, settings));
  }

  /**
   * Lays the cord along that of a template, so that landmarks meet theirs: between them the
   * relative position along the cord counts, beyond the outermost ones the distance in mm; two
   * alone set the scale of the whole cord (SCT's rules). Only their place along the cord counts. A
   * missing disc C1/C2 (2) is put half way between 1 and 3.
   *
   * @param curved the line of the cord
   * @param landmarks points beside it, such as its discs; what the template lacks is left out
   * @param template the line of the template's cord, on the template's RPI-oriented grid
   * @param templateLandmarks the same points of the template, RAS mm of the template
   * @param progress may cancel
   * @return the template's grid and the map between it and the image
   * @throws InputException if no landmark is on both, one lies far from the cord, they are in
   *     another order, a line has fewer than three points or runs from back to front
   * @implNote op names='myelon.centerline.straightenToTemplate'
   */
  public static Straightening match(
      Centerline curved,
      Landmarks landmarks,
      Centerline template,
      Landmarks templateLandmarks,
      Progress progress) {
    progress.check("straightening", 0);
    final CordCoordinates from = coordinates(template, "The template's cord");
    final CordCoordinates to = coordinates(curved, "The cord");
    final LengthMap lengths =
        lengths(templateLandmarks.withSecondDisc(), from, landmarks.withSecondDisc(), to);
    return between(from, lengths, to, template);
  }

  /** What was done. */
  public static Methods methods(boolean matched) {
    return new Methods(
        matched
            ? "The cord was straightened along its centreline and its vertebral levels were aligned"
                + " with those of the template."
            : "The cord was straightened along its centreline.",
        CITATION);
  }

  private static Straightening between(
      CordCoordinates straight, LengthMap lengths, CordCoordinates curved, Centerline axis) {
    final AlongCord forward = new AlongCord(straight, lengths, curved);
    return new Straightening(axis.grid(), axis, new PairedTransform(forward, forward.inverse()));
  }

  private static CordCoordinates coordinates(Centerline line, String who) {
    final int slices = line.lastSlice() - line.firstSlice() + 1;
    if (slices < FEWEST_SLICES)
      throw new InputException(
          who
              + " has only "
              + slices
              + " slices: straightening needs at least "
              + FEWEST_SLICES
              + ". Give a mask of a longer part.");
    for (int s = line.firstSlice(); s <= line.lastSlice(); s++)
      requireUpright(line.tangent(s), who);
    return CordCoordinates.of(line);
  }

  private static double[] requireUpright(double[] up, String who) {
    if (Math.abs(up[1]) > LARGEST_LEAN)
      throw new InputException(
          who
              + " runs from back to front, not upwards: check the orientation of the image, and"
              + " give a mask of the cord alone.");
    return up;
  }

  private static LengthMap lengths(
      Landmarks templates, CordCoordinates template, Landmarks own, CordCoordinates cord) {
    final List<Integer> common = new ArrayList<>(own.points().keySet());
    common.retainAll(templates.points().keySet());
    if (common.isEmpty())
      throw new InputException(
          String.format(
              "No label of %s %s is in %s %s: give labels that both have.",
              own.name(), own.points().keySet(), templates.name(), templates.points().keySet()));
    common.sort(Comparator.comparingDouble(v -> length(v, templates, template)));
    final double[] from = new double[common.size()], to = new double[common.size()];
    for (int i = 0; i < from.length; i++) {
      from[i] = length(common.get(i), templates, template);
      to[i] = length(common.get(i), own, cord);
      if (i > 0 && !(to[i] > to[i - 1] && from[i] > from[i - 1]))
        throw new InputException(
            String.format(
                "%s has its labels out of order: %d does not lie below %d. Correct the labels.",
                own.name(), common.get(i - 1), common.get(i)));
    }
    final int last = from.length - 1;
    final double scale = last == 1 ? (to[1] - to[0]) / (from[1] - from[0]) : 1;
    return new LengthMap(from, to, scale);
  }

  private static double length(int value, Landmarks landmarks, CordCoordinates line) {
    final double[] p = landmarks.points().get(value);
    final double[] local = line.locate(p);
    final double away = Math.hypot(local[0], local[1]);
    if (!(away <= FARTHEST_LANDMARK_MM))
      throw new InputException(
          String.format(
              Locale.ROOT,
              "Label %d of %s lies %.0f mm from the cord: are both images of the same subject?",
              value,
              landmarks.name(),
              away));
    return local[2];
  }
}
