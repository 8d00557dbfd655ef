package org.myelon.centerline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Against FITPACK's curfit (through scipy 1.10): same number of knots, same curve. The points are y
 * = 30 + 5 sin(z / 7) + 0.4 sin(z²), the curve is asked before, between and beyond them.
 */
class SmoothingSplineTest {

  @ParameterizedTest
  @CsvSource({
    "40, 1, 3, 1.0, 32, 26.46916639/30.67943107/31.1757601/25.66523934/29.80478748, 5.577951101/0.8426611733/-0.4313660314/-0.008292922286/4.042146666",
    "40, 1, 3, 0.0, 36, 24.58399778/30.85909577/31.0141845/25.51206038/28.01737973, 8.72549792/0.9077322783/0.05645088055/0.08056583212/0.9089355869",
    "60, 3, 3, 5.0, 7, 29.30800397/30.38215091/34.04314987/25.21225841/26.09773615, 0.7250320775/0.7038115623/0.365105981/0.113468541/0.5456483871",
    "3, 2, 1, 0.5, 0, 29.29007703/30.26095568/31.39364744/31.39364744/33.17359164, 0.647252435/0.647252435/0.647252435/0.647252435/0.647252435",
    "5, 1, 3, 0.01, 1, 25.78688432/30.75926466/31.367958/31.367958/30.17162515, 6.651676377/0.8876353836/0.9144317957/0.9144317957/-4.588624637",
    "100, 1, 3, 30.0, 5, 27.90707519/29.82404279/34.21722001/35.12128868/36.58757441, 1.388955937/1.16858219/0.3364181407/0.56810626/0.492288913",
    "100, 1, 3, 0.05, 96, 24.83274007/30.83874495/33.60240415/34.92082919/35.33018389, 8.292364845/0.9064653648/0.3710857252/0.2617373574/1.350874047",
    "12, 10, 3, 200.0, 0, 31.92340022/31.78083787/29.51405343/31.44688701/31.62976707, -0.09661368727/-0.09347369813/0.01084994766/0.06532977175/0.06765960991"
  })
  void isTheCurveOfFitpack(
      int points, int step, int degree, double s, int innerKnots, String values, String slopes) {
    final double[] z = new double[points], y = new double[points];
    for (int i = 0; i < points; i++) {
      z[i] = points == 60 ? i + (i >= 30 ? 20 : 0) : i * step;
      y[i] = 30 + 5 * Math.sin(z[i] / 7) + 0.4 * Math.sin(z[i] * z[i]);
    }
    final double last = z[points - 1];
    final double[] at = {z[0] - 1, z[0] + 0.5, z[points / 2] + 0.25, last - 1.75, last + 1};
    final BSpline spline = SmoothingSpline.fit(z, y, degree, s);
    assertEquals(innerKnots, spline.innerKnots().length);
    for (int i = 0; i < at.length; i++) {
      assertEquals(Double.parseDouble(values.split("/")[i]), spline.value(at[i]), 1e-6);
      assertEquals(Double.parseDouble(slopes.split("/")[i]), spline.derivative(at[i]), 1e-6);
    }
  }

  @Test
  void refusesTooFewPoints() {
    assertThrows(
        IllegalArgumentException.class,
        () -> SmoothingSpline.fit(new double[] {1, 2, 3}, new double[3], 3, 1));
  }
}
