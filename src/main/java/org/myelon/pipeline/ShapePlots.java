package org.myelon.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.myelon.centerline.Centerline;
import org.myelon.label.Vertebra;
import org.myelon.morphology.CordProfile;
import org.myelon.morphology.Metric;
import org.myelon.morphology.SliceShape;
import org.myelon.report.LinePlot;

/** Area and diameters along the cord, from its upper end down. */
public final class ShapePlots {

  private static final String DISTANCE = "Distance along the cord from its upper end (mm)";

  private final CordProfile profile;
  private final Centerline line;

  private ShapePlots(CordProfile profile, Centerline line) {
    this.profile = profile;
    this.line = line;
  }

  /**
   * @param profile the shape slice by slice
   * @param line the centreline along which it was measured
   */
  public static List<LinePlot> of(CordProfile profile, Centerline line) {
    final ShapePlots plots = new ShapePlots(profile, line);
    return List.of(
        plots.plot("Cross-sectional area (mm²)", plots.series("measured", s -> s.get(Metric.AREA))),
        plots.plot(
            "Diameters (mm)",
            plots.series("right-left", s -> s.get(Metric.DIAMETER_RL)),
            plots.series("anterior-posterior", s -> s.get(Metric.DIAMETER_AP))));
  }

  /** The area with what it is compared with, a function of the slice. */
  static LinePlot area(
      CordProfile profile, Centerline line, String name, ToDoubleFunction<SliceShape> reference) {
    final ShapePlots plots = new ShapePlots(profile, line);
    final LinePlot.Series compared = plots.series(name, reference);
    return plots.plot(
        "Cross-sectional area (mm²)",
        plots.series("measured", s -> s.get(Metric.AREA)),
        new LinePlot.Series(name, compared.y(), true));
  }

  private LinePlot plot(String title, LinePlot.Series... series) {
    final int top = line.lastSlice(), count = line.lastSlice() - line.firstSlice() + 1;
    final double[] x = new double[count];
    for (int i = 0; i < count; i++) x[i] = depth(top - i);
    return new LinePlot(title, DISTANCE, x, List.of(series), bands());
  }

  /** One value for each slice of the centreline from above, NaN where nothing was measured. */
  private LinePlot.Series series(String name, ToDoubleFunction<SliceShape> value) {
    final int top = line.lastSlice();
    final double[] y = new double[top - line.firstSlice() + 1];
    for (int i = 0; i < y.length; i++) {
      final SliceShape shape = profile.shape(top - i);
      y[i] = shape == null ? Double.NaN : value.applyAsDouble(shape);
    }
    return new LinePlot.Series(name, y, false);
  }

  private double depth(double place) {
    return line.length() - line.arcLengthAt(place);
  }

  /** Each run of slices with the same level, out to the middle between the slices. */
  private List<LinePlot.Band> bands() {
    final List<LinePlot.Band> bands = new ArrayList<>();
    int top = line.lastSlice();
    for (int z = top; z >= line.firstSlice(); z--) {
      final int level = profile.level(top);
      if (z > line.firstSlice() && profile.level(z - 1) == level) continue;
      if (level != 0)
        bands.add(new LinePlot.Band(depth(top + 0.5), depth(z - 0.5), Vertebra.name(level), level));
      top = z - 1;
    }
    return bands;
  }
}
