package org.myelon.command.byhand;

import javax.swing.table.AbstractTableModel;
import org.myelon.label.PointLabel;
import org.myelon.label.byhand.LabelSession;

/** The labels of a session as rows: name, number, voxel. */
final class LabelTableModel extends AbstractTableModel {

  private static final long serialVersionUID = 1L;
  private static final String[] COLUMNS = {"Label", "Value", "Voxel (x, y, z)"};

  private final transient LabelSession session;

  LabelTableModel(LabelSession session) {
    this.session = session;
    session.addListener(this::fireTableDataChanged);
  }

  /** The number of the label in a row. */
  int value(int row) {
    return session.wanted().get(row);
  }

  @Override
  public int getRowCount() {
    return session.wanted().size();
  }

  @Override
  public int getColumnCount() {
    return COLUMNS.length;
  }

  @Override
  public String getColumnName(int column) {
    return COLUMNS[column];
  }

  @Override
  public Object getValueAt(int row, int column) {
    final int value = value(row);
    return switch (column) {
      case 0 -> session.kind().name(value);
      case 1 -> value;
      default -> voxel(value);
    };
  }

  private String voxel(int value) {
    final PointLabel label = session.placed().get(value);
    if (label == null) return value == session.next() ? "click in the image" : "";
    final double[] v = label.voxel();
    return String.format("%d, %d, %d", (long) v[0], (long) v[1], (long) v[2]);
  }
}
