package org.myelon.segment;

import java.util.Arrays;
import java.util.Locale;
import org.myelon.centerline.Centerline;
import org.myelon.centerline.FitCenterline;
import org.myelon.image.Grid;
import org.myelon.image.Volume;
import org.myelon.label.PointLabels;
import org.myelon.step.InputException;
import org.myelon.step.Methods;
import org.myelon.step.Progress;

/**
 * Segments the spinal cord without trained weights: finds the cord by itself, then propagates a
 * deformable tube up and down from where it is clearest. The idea is that of PropSeg (De Leener et
 * al. 2014); detection and outline are our own: a minimal path through a medialness map, and in
 * each slice the globally best closed outline under a region model with a shape that changes slowly
 * along the cord.
 *
 * <p>Slices are those of the RPI-oriented image; lengths are millimetres in their plane, so the
 * result does not depend on how the image is stored. The cord may run through the slices at up to
 * about 45 degrees.
 */
public final class PropagateContour {

  /** Smoothing before outlines are found, mm in the slice and across slices. */
  private static final double SMOOTH_IN_PLANE = 0.5, SMOOTH_ACROSS = 1;

  /** How far from the path the tube may look at the image, mm; rays are at most 22.5 mm long. */
  private static final double REACH = 35;

  /** Least mean confidence of a result that is handed out. */
  private static final double LEAST_CONFIDENCE = 0.5;

  /**
   * Least mean score of the path where no start is given: by how much the best candidates of the
   * slabs lie on one line. Pure noise reaches 0.47, a cord that is seen well 0.7 to 1.
   */
  private static final double LEAST_AGREEMENT = 0.5;

  /** Least length of cord in mm that counts as found, unless the image is shorter. */
  private static final double LEAST_LENGTH = 10;

  private PropagateContour() {}

  /**
   * @param contrast how cord and fluid compare
   * @param radiusMm about the radius of the cord (4 mm in adults); outlines lie between a quarter
   *     and 2.25 of it
   * @param start points in the cord (one, or a centreline) on the grid of the image, null to find
   *     the cord
   * @param zmin lowest slice to segment, from 0 at the inferior end
   * @param zmax highest slice to segment; -1 for the last
   * @param maxAreaMm2 a slice with a larger outline is not cord
   * @param smoothness 0 to 1; how much the outline keeps to the shape in the slices around
   */
  public record Settings(
      Contrast contrast,
      double radiusMm,
      PointLabels start,
      int zmin,
      int zmax,
      double maxAreaMm2,
      double smoothness) {

    public Settings {
      if (!(radiusMm >= 1 && radiusMm <= 10))
        throw new InputException("The radius must be 1 to 10 mm, not " + radiusMm + ".");
      if (!(maxAreaMm2 > 0))
        throw new InputException("The largest area must be above 0 mm2, not " + maxAreaMm2 + ".");
      if (!(smoothness > 0 && smoothness <= 1))
        throw new InputException(
            "The smoothness must be above 0, up to 1, not " + smoothness + ".");
    }

    public static Settings defaults() {
      return new Settings(Contrast.T2, 4, null, 0, -1, 150, 0.05);
    }

    public Settings withContrast(Contrast other) {
      return new Settings(other, radiusMm, start, zmin, zmax, maxAreaMm2, smoothness);
    }

    public Settings withStart(PointLabels other) {
      return new Settings(contrast, radiusMm, other, zmin, zmax, maxAreaMm2, smoothness);
    }

    public Settings withSlices(int lowest, int highest) {
      return new Settings(contrast, radiusMm, start, lowest, highest, maxAreaMm2, smoothness);
    }
  }

  /**
   * @param segmentation 0 and 1 on the grid of the image, unsigned 8 bit
   * @param centerline through the middle of the mask
   * @param contrast the contrast used; never AUTO
   * @param confidence for each slice of the RPI-oriented image the part of the outline that meets
   *     fluid, 0 to 1; NaN outside the mask
   */
  public record Result(
      Volume segmentation,
      Centerline centerline,
      Contrast contrast,
      double[] confidence,
      Methods methods) {}

  /**
   * @param image one 3-D volume, any orientation and spacing; values that are not finite count as 0
   * @param settings what to look for
   * @param progress listens, and may cancel
   * @return the mask on the image's own grid
   * @throws InputException if the image is a series, flat or empty, if a setting does not fit it,
   *     or if no cord is found
   * @implNote op names='myelon.segment.propagate'
   */
  public static Result run(Volume image, Settings settings, Progress progress) {
    final SliceStack all = stackOf(image);
    final int zmax = settings.zmax < 0 ? all.depth() - 1 : settings.zmax;
    if (settings.zmin < 0 || zmax >= all.depth() || settings.zmin > zmax)
      throw new InputException(
          String.format(
              "Slices %d to %d are not in %s, which has slices 0 to %d (from the inferior end).",
              settings.zmin, zmax, image, all.depth() - 1));
    final SliceStack stack = all.part(settings.zmin, zmax);
    final CordSearch search = CordSearch.run(stack, image, settings, progress.part(0, 0.5));
    final CordTube tube =
        new CordTube(
            stack
                .window(search.path().x(), search.path().y(), REACH)
                .smoothed(SMOOTH_IN_PLANE, SMOOTH_ACROSS, progress.part(0.5, 0.6)),
            search.path(),
            search.contrast().sign(),
            settings.radiusMm,
            settings.maxAreaMm2,
            settings.smoothness);
    tube.grow(search.seed(), progress.part(0.6, 1));
    requireCord(tube, search, stack, settings, image);
    return result(image, all, tube, search.contrast(), settings);
  }

  private static SliceStack stackOf(Volume image) {
    if (image.numDimensions() == 4)
      throw new InputException(
          image
              + " is a series of "
              + image.volumeCount()
              + " volumes; take their mean (or one of them) and segment that.");
    image.require3D();
    final Grid grid = image.grid();
    if (Math.min(Math.min(grid.size(0), grid.size(1)), grid.size(2)) < 2)
      throw new InputException(image + " is a single slice; a cord is found in a 3-D image only.");
    final SliceStack stack = SliceStack.of(image);
    if (stack.isFlat())
      throw new InputException(
          image + " has the same value everywhere (or none that is a number): nothing to segment.");
    return stack;
  }

  private static void requireCord(
      CordTube tube, CordSearch search, SliceStack stack, Settings settings, Volume image) {
    double outline = 0;
    final int count = tube.last() - tube.first() + 1;
    for (int z = tube.first(); z <= tube.last(); z++) outline += tube.confidence(z) / count;
    final double least = Math.min(LEAST_LENGTH, 0.5 * stack.depth() * stack.spacing(2));
    final boolean found = settings.start != null || search.path().meanScore() >= LEAST_AGREEMENT;
    if (!found || outline < LEAST_CONFIDENCE || count * stack.spacing(2) < least)
      throw new InputException(
          "No spinal cord was found in "
              + image
              + ". Give the contrast, or a start: a point in the cord.");
  }

  private static Result result(
      Volume image, SliceStack all, CordTube tube, Contrast contrast, Settings s) {
    final TubeMask mask = new TubeMask(all.grid());
    final double[] confidence = new double[all.depth()];
    Arrays.fill(confidence, Double.NaN);
    for (int z = tube.first(); z <= tube.last(); z++) {
      mask.fill(tube.contour(z), s.zmin + z);
      confidence[s.zmin + z] = tube.confidence(z);
    }
    final Volume segmentation = mask.volume(image.name() + "_seg").reoriented(image.orientation());
    final Centerline line =
        FitCenterline.run(segmentation, FitCenterline.Settings.defaults(), Progress.NONE);
    return new Result(segmentation, line, contrast, confidence, methods(contrast, s));
  }

  private static Methods methods(Contrast contrast, Settings s) {
    return new Methods(
        String.format(
            Locale.ROOT,
            "The spinal cord was %s and segmented with a deformable tube propagated up and down"
                + " (contrast %s, radius %.3g mm), a method without training in the manner of"
                + " PropSeg.",
            s.start == null ? "found automatically" : "found from a given start",
            contrast.name().toLowerCase(Locale.ROOT),
            s.radiusMm),
        "De Leener B, Kadoury S, Cohen-Adad J. Robust, accurate and fast automatic segmentation of"
            + " the spinal cord. NeuroImage 2014;98:528-536. doi:10.1016/j.neuroimage.2014.04.051",
        "De Leener B, Cohen-Adad J, Kadoury S. Automatic segmentation of the spinal cord and spinal"
            + " canal coupled with vertebral labeling. IEEE Trans Med Imaging 2015;34:1705-1718."
            + " doi:10.1109/TMI.2015.2437192");
  }
}
