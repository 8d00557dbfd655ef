package org.myelon.centerline;

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
        fit(points.z(), points.x(), first, last), fit(points.z(), points.y(), first, last)
      };
    }
  }
}
