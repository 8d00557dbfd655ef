package org.myelon.centerline;

import java.util.Arrays;

/** A rule that draws a curve through the centres of the slices. */
interface CurveFit {

  /**
   * @param points at least one
   * @param first lowest slice wanted
   * @param last highest slice wanted
   * @return x and y for the slices first … last
   */
  Track[] fit(SlicePoints points, int first, int last);

  /** A curve in which x(z) and y(z) do not know of each other. */
  interface Single extends CurveFit {

    Track fit(double[] z, double[] values, int first, int last);

    @Override
    default Track[] fit(SlicePoints points, int first, int last) {
      return new Track[] {
        fromFirst(points.z(), points.x(), first, last),
        fromFirst(points.z(), points.y(), first, last)
      };
    }

    /** Counts from the first point, so that a line that is straight has exactly no slope. */
    private Track fromFirst(double[] z, double[] values, int first, int last) {
      final double origin = values[0];
      final double[] steps = Arrays.stream(values).map(v -> v - origin).toArray();
      final Track track = fit(z, steps, first, last);
      return new Track(
          Arrays.stream(track.position()).map(p -> p + origin).toArray(), track.slope());
    }
  }
}
