package org.myelon.step;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** A table as text: CSV for a file, aligned columns for the terminal. */
public final class TableText {

  private TableText() {}

  /** Comma-separated with a header line; numbers in full precision, empty cells empty. */
  public static String csv(Table table) {
    final StringBuilder text = new StringBuilder();
    try (CSVPrinter csv = new CSVPrinter(text, CSVFormat.DEFAULT)) {
      csv.printRecord(table.columns());
      for (int r = 0; r < table.rowCount(); r++) csv.printRecord(table.row(r));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** Columns as wide as needed, numbers with five significant digits and to the right. */
  public static String aligned(Table table) {
    final int columns = table.columns().size();
    final String[][] cells = new String[table.rowCount() + 1][];
    cells[0] = table.columns().toArray(String[]::new);
    for (int r = 0; r < table.rowCount(); r++)
      cells[r + 1] = table.row(r).stream().map(TableText::cell).toArray(String[]::new);
    final int[] width = new int[columns];
    for (String[] row : cells) {
      for (int c = 0; c < columns; c++) width[c] = Math.max(width[c], row[c].length());
    }
    final StringBuilder text = new StringBuilder();
    for (int r = 0; r < cells.length; r++) {
      final StringBuilder line = new StringBuilder();
      for (int c = 0; c < columns; c++)
        line.append(c == 0 ? "" : "  ").append(padded(cells[r][c], width[c], isText(table, c)));
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private static boolean isText(Table table, int column) {
    for (int r = 0; r < table.rowCount(); r++)
      if (table.row(r).get(column) instanceof String) return true;
    return false;
  }

  private static String padded(String s, int width, boolean left) {
    final String blanks = " ".repeat(width - s.length());
    return left ? s + blanks : blanks + s;
  }

  private static String cell(Object value) {
    if (value == null) return "";
    if (!(value instanceof Double || value instanceof Float)) return value.toString();
    final double d = ((Number) value).doubleValue();
    if (d == Math.rint(d) && Math.abs(d) < 1e6) return Long.toString((long) d);
    return String.format(
        Locale.ROOT, Math.abs(d) >= 1e-3 && Math.abs(d) < 1e6 ? "%.5g" : "%.4e", d);
  }
}
