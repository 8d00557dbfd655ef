package org.myelon.step;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** A table as text: CSV for a file, aligned columns for the terminal. */
public final class TableText {

  /** Lines end as in SCT's files. */
  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get();

  private TableText() {}

  /** Comma-separated with a header line; numbers in full precision, empty cells empty. */
  public static String csv(Table table) {
    final StringBuilder text = new StringBuilder();
    try (CSVPrinter csv = new CSVPrinter(text, FORMAT)) {
      csv.printRecord(table.columns());
      for (int r = 0; r < table.rowCount(); r++) csv.printRecord(table.row(r));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /**
   * Columns as wide as needed, numbers to the right. All numbers of a column have the same
   * decimals: so many that the largest one shows four digits.
   */
  public static String aligned(Table table) {
    final int columns = table.columns().size();
    final String[][] cells = new String[table.rowCount() + 1][columns];
    final int[] width = new int[columns];
    for (int c = 0; c < columns; c++) {
      final String format = format(table, c);
      cells[0][c] = table.columns().get(c);
      for (int r = 0; r < table.rowCount(); r++)
        cells[r + 1][c] = cell(table.row(r).get(c), format);
      for (String[] row : cells) width[c] = Math.max(width[c], row[c].length());
    }
    final StringBuilder text = new StringBuilder();
    for (String[] row : cells) {
      final StringBuilder line = new StringBuilder();
      for (int c = 0; c < columns; c++)
        line.append(c == 0 ? "" : "  ").append(padded(row[c], width[c], isText(table, c)));
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  /** How the numbers of a column are written. */
  private static String format(Table table, int column) {
    double largest = 0;
    boolean whole = true;
    for (int r = 0; r < table.rowCount(); r++)
      if (table.row(r).get(column) instanceof Number n && Double.isFinite(n.doubleValue())) {
        largest = Math.max(largest, Math.abs(n.doubleValue()));
        whole &= n.doubleValue() == Math.rint(n.doubleValue());
      }
    if (whole && largest < 1e6) return "%.0f";
    if (largest < 1e-3 || largest >= 1e6) return "%.3e";
    return "%." + Math.max(0, 3 - (int) Math.floor(Math.log10(largest))) + "f";
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

  private static String cell(Object value, String format) {
    if (value == null) return "";
    if (!(value instanceof Number n)) return value.toString();
    return Double.isNaN(n.doubleValue()) ? "" : String.format(Locale.ROOT, format, n.doubleValue());
  }
}
