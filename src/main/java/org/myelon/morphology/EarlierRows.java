package org.myelon.morphology;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.myelon.step.InputException;
import org.myelon.step.Table;

/**
 * Puts new rows below those of a CSV file, of SCT or ours, cell by cell as they are written there.
 */
public final class EarlierRows {

  private EarlierRows() {}

  /**
   * @param file a CSV file with a header; if there is none the table stays as it is
   * @param rows the rows to add; nothing is written
   * @throws InputException if the file cannot be read or has other columns
   */
  public static Table prepend(Path file, Table rows) {
    if (!Files.exists(file)) return rows;
    final Table.Builder table = Table.withColumns(rows.columns());
    try (Reader reader = Files.newBufferedReader(file);
        CSVParser csv = CSVFormat.DEFAULT.builder().setHeader().build().parse(reader)) {
      if (!csv.getHeaderNames().equals(rows.columns()))
        throw new InputException(
            file + " has other columns than this table; give another file to append to.");
      for (CSVRecord record : csv) table.row(cells(record, rows.columns().size(), file));
    } catch (IOException | java.io.UncheckedIOException e) {
      throw new InputException("Cannot read " + file + ": " + e.getMessage(), e);
    }
    for (int r = 0; r < rows.rowCount(); r++) table.row(rows.row(r));
    return table.build();
  }

  private static List<String> cells(CSVRecord record, int columns, Path file) {
    if (record.size() != columns)
      throw new InputException(
          file
              + " is damaged: line "
              + record.getRecordNumber()
              + " has "
              + record.size()
              + " cells instead of "
              + columns
              + ".");
    return Arrays.asList(
        Arrays.stream(record.values()).map(v -> v.isEmpty() ? null : v).toArray(String[]::new));
  }
}
