package org.myelon.morphology;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** A table that the real SCT wrote. */
final class SctTable {

  private final List<CSVRecord> rows;

  private SctTable(List<CSVRecord> rows) {
    this.rows = rows;
  }

  static SctTable read(Path csv) {
    try (var reader = Files.newBufferedReader(csv)) {
      return new SctTable(
          CSVFormat.DEFAULT
              .builder()
              .setHeader()
              .setSkipHeaderRecord(true)
              .build()
              .parse(reader)
              .getRecords());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  int size() {
    return rows.size();
  }

  String text(int row, String column) {
    return rows.get(row).get(column);
  }

  /** NaN if the cell is empty. */
  double number(int row, String column) {
    final String t = text(row, column);
    return t.isEmpty() ? Double.NaN : Double.parseDouble(t);
  }

  List<String> columns() {
    return List.copyOf(rows.get(0).toMap().keySet());
  }
}
