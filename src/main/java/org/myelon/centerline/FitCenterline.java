package org.myelon.centerline;

import org.myelon.image.Grid;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;
import org.myelon.step.InputException;
import org.myelon.step.Methods;
import org.myelon.step.Progress;

/**
 * Fits a {@link Centerline} to the centres of a cord mask or to points along the cord.
 *
 * <p>In every slice with voxels different from zero, the plain mean of their indices is the centre
 * (several objects in a slice are averaged). Slices without any are bridged by the curve.
 */
public final class FitCenterline {

  /** The kind of curve. */
  public enum Algorithm {
    /** Cubic smoothing spline with few knots (Dierckx). */
    BSPLINE,
    /** Straight pieces and a Hanning window. */
    LINEAR,
    /** Polynomial of degree 5. */
    POLYFIT,
    /** B-spline curve in space with as few control points as fit well. */
    NURBS
  }

  /**
   * @param algorithm the kind of curve
   * @param smooth for BSPLINE its smoothing (0 interpolates, 50 is strong), for LINEAR the length
   *     of the window in mm; the other two do not use it
   * @param extrapolate whether the line runs through all slices of the image instead of ending with
   *     the mask
   */
  public record Settings(Algorithm algorithm, double smooth, boolean extrapolate) {

    public Settings {
      if (!(smooth >= 0) || Double.isInfinite(smooth))
        throw new InputException("The smoothing must be 0 or more, not " + smooth + ".");
    }

    public static Settings defaults() {
      return new Settings(Algorithm.BSPLINE, 30, false);
    }
  }

  private FitCenterline() {}

  /**
   * @param mask 3-D, any orientation; what is not zero counts
   * @param settings the kind of curve and its smoothing
   * @param progress hears how far the mask has been read
   * @return the line from the lowest to the highest slice of the mask, or through all slices
   * @throws InputException if the mask is empty or no single volume
   * @implNote op names='myelon.centerline.fit'
   */
  public static Centerline run(Volume mask, Settings settings, Progress progress) {
    final SlicePoints points = SlicePoints.of(mask, progress);
    final Grid grid = mask.grid().reoriented(Orientation.RPI);
    final int first = settings.extrapolate ? 0 : points.firstSlice();
    final int last = settings.extrapolate ? grid.extent(2) - 1 : points.lastSlice();
    final Track[] xy = curve(settings, grid.spacing()).fit(points, first, last);
    return new Centerline(grid, first, xy[0], xy[1]);
  }

  /**
   * The line of a cord, as {@link #run}, for steps that lay space along it.
   *
   * @throws InputException if the mask is empty, no single volume, has fewer than three slices, or
   *     the line runs beside it because it holds several objects
   */
  public static Centerline ofCord(Volume mask, Settings settings, Progress progress) {
    final Centerline line = run(mask, settings, progress.part(0, 0.5));
    CordCheck.require(mask, line, progress.part(0.5, 1));
    return line;
  }

  private static CurveFit curve(Settings settings, double[] spacing) {
    return switch (settings.algorithm) {
      case BSPLINE -> new BSplineFit(settings.smooth, spacing[2]);
      case LINEAR -> new LinearFit(settings.smooth, spacing[2]);
      case POLYFIT -> new PolynomialFit();
      case NURBS -> new NurbsFit(spacing);
    };
  }

  /** What {@link #run} does with these settings, for the methods section of a paper. */
  public static Methods methods(Settings s) {
    final String centres =
        "The centreline was fitted to the centres of the cord mask in each slice ";
    return switch (s.algorithm) {
      case BSPLINE ->
          new Methods(
              centres + "with a cubic smoothing spline (smoothing " + number(s.smooth) + ").",
              "Dierckx P. Curve and Surface Fitting with Splines. Oxford University Press 1993.",
              SCT);
      case LINEAR ->
          new Methods(
              centres
                  + "by linear interpolation and a Hanning window of "
                  + number(s.smooth)
                  + " mm.",
              SCT);
      case POLYFIT -> new Methods(centres + "with a polynomial of degree 5.", SCT);
      case NURBS ->
          new Methods(
              centres + "with a B-spline curve of few control points.",
              "De Leener B, et al. Topologically preserving straightening of spinal cord MRI. J"
                  + " Magn Reson Imaging 2017;46:1209-1219. doi:10.1002/jmri.25622",
              SCT);
    };
  }

  private static final String SCT =
      "De Leener B, et al. SCT: Spinal Cord Toolbox, an open-source software for processing spinal"
          + " cord MRI data. NeuroImage 2017;145:24-43. doi:10.1016/j.neuroimage.2016.10.009";

  private static String number(double d) {
    return d == Math.rint(d) ? Long.toString((long) d) : Double.toString(d);
  }
}
