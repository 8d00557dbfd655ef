package org.myelon.command.convert;

import ij.measure.ResultsTable;
import ij.plugin.filter.Analyzer;
import java.awt.GraphicsEnvironment;
import org.myelon.step.Table;

/** Tables of results in ImageJ. */
public final class ResultTables {

  private ResultTables() {}

  /** The same columns and rows; an empty cell of a column of numbers is NaN. */
  static ResultsTable toResultsTable(Table table) {
    final ResultsTable made = new ResultsTable();
    made.setPrecision(4);
    for (int r = 0; r < table.rowCount(); r++) {
      made.addRow();
      for (String column : table.columns()) {
        final Object cell = table.get(r, column);
        if (cell instanceof Number n) made.addValue(column, n.doubleValue());
        else if (cell != null) made.addValue(column, cell.toString());
        else made.addValue(column, Double.NaN);
      }
    }
    return made;
  }

  /**
   * Shows a table in a window of its own; where there is no screen it becomes the Results table,
   * which a macro reads with getResult and saves with saveAs("Results", path).
   */
  public static void show(Table table, String title) {
    final ResultsTable made = toResultsTable(table);
    if (GraphicsEnvironment.isHeadless()) Analyzer.setResultsTable(made);
    else made.show(title);
  }
}
