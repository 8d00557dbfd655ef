package org.myelon.morphology;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import org.myelon.step.NumberList;
import org.myelon.step.Table;

/** Tables of shape with the columns of SCT's CSV files, in their order. */
public final class ShapeTable {

  /** Where a row comes from and which slices it is about: with these begin all tables of SCT. */
  public static final List<String> FIRST_COLUMNS =
      List.of("Timestamp", "SCT Version", "Filename", "Slice (I->S)", "VertLevel", "DistancePMJ");

  /**
   * Where a table comes from: its first three columns.
   *
   * @param timestamp date and time, "yyyy-MM-dd HH:mm:ss"
   * @param version program and version
   * @param filename the mask
   */
  public record Origin(String timestamp, String version, String filename) {}

  private ShapeTable() {}

  /**
   * The means and standard deviations (of the population, as SCT) of every region. Slices without a
   * value are left out; a cell without any is empty.
   *
   * @param withImage whether to give the metrics that need the image
   */
  public static Table of(
      CordProfile profile, List<Region> regions, boolean withImage, Origin origin) {
    final List<Metric> metrics = new ArrayList<>(Metric.OF_MASK);
    if (withImage) metrics.addAll(Metric.OF_IMAGE);
    final Table.Builder table = Table.withColumns(columns(metrics));
    for (Region region : regions) table.row(row(profile, region, metrics, origin));
    return table.build();
  }

  private static List<String> columns(List<Metric> metrics) {
    final List<String> columns = new ArrayList<>(FIRST_COLUMNS);
    for (Metric m : metrics) {
      columns.add("MEAN(" + m.column() + ")");
      columns.add("STD(" + m.column() + ")");
    }
    columns.add("SUM(length)");
    return columns;
  }

  private static List<Object> row(
      CordProfile profile, Region region, List<Metric> metrics, Origin origin) {
    final List<Object> row = new ArrayList<>();
    row.add(origin.timestamp);
    row.add(origin.version);
    row.add(origin.filename);
    row.add(NumberList.format(region.slices()));
    row.add(levels(profile, region));
    row.add(cell(region.pmjDistance()));
    final List<SliceShape> shapes =
        region.slices().stream().map(profile::shape).filter(s -> s != null).toList();
    for (Metric m : metrics) {
      final double[] values = values(shapes, s -> s.get(m));
      row.add(cell(mean(values)));
      row.add(cell(standardDeviation(values)));
    }
    final double[] lengths = values(shapes, SliceShape::length);
    row.add(cell(mean(lengths) * lengths.length));
    return row;
  }

  private static String levels(CordProfile profile, Region region) {
    final TreeSet<Integer> levels = new TreeSet<>();
    for (int z : region.slices()) levels.add(profile.level(z));
    levels.remove(0);
    return NumberList.format(new ArrayList<>(levels));
  }

  private static double[] values(List<SliceShape> shapes, ToDoubleFunction<SliceShape> value) {
    return shapes.stream().mapToDouble(value).filter(v -> !Double.isNaN(v)).toArray();
  }

  /** NaN if there are no values. Counted from the first one, so that equal ones do not deviate. */
  static double mean(double[] values) {
    double sum = 0;
    for (double v : values) sum += v - values[0];
    return values.length == 0 ? Double.NaN : values[0] + sum / values.length;
  }

  /** Of the population: divided by n. */
  static double standardDeviation(double[] values) {
    final double mean = mean(values);
    double sum = 0;
    for (double v : values) sum += (v - mean) * (v - mean);
    return Math.sqrt(sum / values.length);
  }

  private static Object cell(double value) {
    return Double.isNaN(value) ? null : (Object) value;
  }
}
