package org.myelon.step;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Rows of named columns; a cell is a {@link String}, a {@link Number} or {@code null} (empty).
 * Immutable once built.
 */
public final class Table {

  private final List<String> columns;
  private final List<List<Object>> rows;

  private Table(List<String> columns, List<List<Object>> rows) {
    this.columns = List.copyOf(columns);
    this.rows = Collections.unmodifiableList(rows);
  }

  public static Builder withColumns(List<String> columns) {
    return new Builder(columns);
  }

  public List<String> columns() {
    return columns;
  }

  public int rowCount() {
    return rows.size();
  }

  /** The cell of a row (from 0) under a column, {@code null} if empty. */
  public Object get(int row, String column) {
    return rows.get(row).get(indexOf(column));
  }

  /** The cell as a number, NaN if it is empty or text. */
  public double number(int row, String column) {
    return get(row, column) instanceof Number n ? n.doubleValue() : Double.NaN;
  }

  /** The cells of one row in column order. */
  public List<Object> row(int row) {
    return rows.get(row);
  }

  private int indexOf(String column) {
    final int i = columns.indexOf(column);
    if (i < 0) throw new IllegalArgumentException("No column " + column + " in " + columns);
    return i;
  }

  /** Collects rows. */
  public static final class Builder {

    private final List<String> columns;
    private final List<List<Object>> rows = new ArrayList<>();

    private Builder(List<String> columns) {
      this.columns = columns;
    }

    /** Adds a row; one cell for each column, {@code null} for an empty one. */
    public Builder row(List<?> cells) {
      if (cells.size() != columns.size())
        throw new IllegalArgumentException(
            cells.size() + " cells for " + columns.size() + " columns");
      rows.add(Collections.unmodifiableList(new ArrayList<Object>(cells)));
      return this;
    }

    public Table build() {
      return new Table(columns, new ArrayList<>(rows));
    }
  }
}
