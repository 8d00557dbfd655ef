package org.myelon.vertebra;

import java.util.ArrayList;
import java.util.List;
import org.myelon.centerline.Centerline;
import org.myelon.label.PmjDistance;
import org.myelon.label.SpinalLevel;
import org.myelon.step.Table;

/** Spinal levels as a table, one row per level. */
final class SpinalTable {

  private SpinalTable() {}

  /**
   * @param pmj for three more columns; null for none
   * @param lowest, highest between which lengths along the line levels are known
   */
  static Table of(
      List<SpinalExtent> levels, double lowest, double highest, Centerline line, PmjDistance pmj) {
    final List<String> columns =
        new ArrayList<>(
            List.of(
                "level",
                "name",
                "lower [mm]",
                "upper [mm]",
                "middle [mm]",
                "length [mm]",
                "complete"));
    if (pmj != null)
      columns.addAll(List.of("PMJ to upper [mm]", "PMJ to lower [mm]", "PMJ to middle [mm]"));
    final Table.Builder rows = Table.withColumns(columns);
    for (SpinalExtent e : levels) {
      final boolean complete = e.lower() >= lowest && e.upper() <= highest;
      final List<Object> row =
          new ArrayList<>(
              List.of(
                  e.level(),
                  SpinalLevel.name(e.level()),
                  e.lower(),
                  e.upper(),
                  e.middle(),
                  e.length(),
                  complete ? "yes" : "no"));
      if (pmj != null)
        for (double arc : new double[] {e.upper(), e.lower(), e.middle()})
          row.add(pmj.at(line.extendedPlaceAt(arc)));
      rows.row(row);
    }
    return rows.build();
  }
}
