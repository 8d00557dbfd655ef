package org.myelon.atlas;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.myelon.label.SliceLevels;
import org.myelon.morphology.Compatibility;
import org.myelon.morphology.ShapeTable;
import org.myelon.step.NumberList;
import org.myelon.step.Table;

/** Tables of metrics with the columns of SCT's CSV files, in their order, and then ours. */
public final class MetricTable {

  private MetricTable() {}

  /**
   * A row for each estimate.
   *
   * @param levels of the slices, null if they are not known
   * @param compatibility {@link Compatibility#SCT} leaves out the columns that SCT has not
   */
  public static Table of(
      List<Estimate> estimates,
      Method method,
      SliceLevels levels,
      Compatibility compatibility,
      ShapeTable.Origin origin) {
    final boolean plain = compatibility == Compatibility.SCT;
    final Table.Builder table = Table.withColumns(columns(method, plain));
    for (Estimate e : estimates) {
      final List<Object> row =
          new ArrayList<>(
              Arrays.asList(
                  origin.timestamp(),
                  origin.version(),
                  origin.filename(),
                  NumberList.format(e.region().slices()),
                  levels(e, levels),
                  null,
                  e.label().name(),
                  e.size(),
                  cell(e.value())));
      if (method != Method.MAX) row.add(cell(e.standardDeviation()));
      if (!plain) row.add(e.effectiveVoxels());
      if (!plain && method.isModel()) row.add(cell(e.condition()));
      if (!plain) row.add(e.isUncertain() ? "fewer than " + Estimate.FEW_VOXELS + " voxels" : null);
      table.row(row);
    }
    return table.build();
  }

  private static List<String> columns(Method method, boolean plain) {
    final List<String> columns = new ArrayList<>(ShapeTable.FIRST_COLUMNS);
    columns.addAll(List.of("Label", "Size [vox]", method.name() + "()"));
    if (method != Method.MAX) columns.add("STD()");
    if (!plain) columns.add("Effective voxels");
    if (!plain && method.isModel()) columns.add("Condition number");
    if (!plain) columns.add("Warning");
    return columns;
  }

  private static String levels(Estimate estimate, SliceLevels levels) {
    if (levels == null) return "";
    final TreeSet<Integer> present = new TreeSet<>();
    for (int z : estimate.region().slices()) present.add(levels.level(z));
    present.remove(0);
    return NumberList.format(new ArrayList<>(present));
  }

  private static Object cell(double value) {
    return Double.isNaN(value) ? null : (Object) value;
  }
}
