package org.myelon.command.byhand;

import java.awt.BorderLayout;
import java.awt.Color;
import java.awt.Component;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.GridLayout;
import java.awt.Rectangle;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JCheckBox;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JTable;
import javax.swing.table.DefaultTableCellRenderer;
import org.myelon.label.byhand.LabelSession;

/** What stands beside the image: the next label, the list, the buttons. */
final class LabelPanel extends JPanel {

  private static final long serialVersionUID = 1L;
  private static final Font PLAIN = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
  private static final Font LARGE = new Font(Font.SANS_SERIF, Font.BOLD, 20);
  private static final Color QUIET = new Color(0x606060);
  private static final Color WARNING = new Color(0xb00020);
  private static final Color NEXT_ROW = new Color(0xfff3c4), SELECTED_ROW = new Color(0xd6e6ff);
  private static final Color EMPTY_ROW = new Color(0x9a9a9a);
  private static final int ROW_HEIGHT = 20;
  private static final String KEYS =
      "<html><table cellpadding=1 cellspacing=0>"
          + "<tr><td>click, drag&nbsp;&nbsp;</td><td>set, move; right click deletes</td></tr>"
          + "<tr><td>&uarr; &darr;</td><td>label before, label after</td></tr>"
          + "<tr><td>&larr; &rarr;, wheel</td><td>slice to the right, to the left</td></tr>"
          + "<tr><td>Shift + arrow&nbsp;&nbsp;</td><td>move the marked label by a voxel</td></tr>"
          + "<tr><td>+ &minus;, space</td><td>zoom, hold to pan</td></tr>"
          + "<tr><td>Ctrl/Cmd Z Y S&nbsp;&nbsp;</td><td>undo, redo, save as corrected</td></tr>"
          + "<tr><td>H, C</td><td>hide labels, keep to the cord</td></tr></table></html>";

  private final transient LabelSession session;
  private final LabelTableModel model;
  private final JTable table;
  private final JLabel headline = new JLabel();
  private final JLabel target = new JLabel();
  private final JLabel status = new JLabel(" ");
  private final JCheckBox snap = new JCheckBox("Keep to the cord");
  private final JButton done = new JButton("Done");
  private final JPanel buttons = new JPanel(new GridLayout(0, 2, 4, 4));

  LabelPanel(LabelSession session) {
    super(new BorderLayout(6, 6));
    this.session = session;
    this.model = new LabelTableModel(session);
    this.table = table();
    setBorder(BorderFactory.createEmptyBorder(8, 10, 8, 10));
    add(top(), BorderLayout.NORTH);
    add(new JScrollPane(table), BorderLayout.CENTER);
    add(bottom(), BorderLayout.SOUTH);
    done.setFont(PLAIN.deriveFont(Font.BOLD));
    done.setFocusable(false);
    addButton("Undo", session::undo);
    addButton("Redo", session::redo);
    addButton("Delete", () -> session.remove(session.selected()));
    snap.setFont(PLAIN);
    snap.setFocusable(false);
    snap.setEnabled(session.canSnap());
    snap.setToolTipText(
        session.canSnap()
            ? "New and moved labels go to the nearest point of the centreline."
            : "Give a segmentation to put labels on the centreline.");
    snap.addActionListener(e -> session.setSnapping(snap.isSelected()));
    buttons.add(snap);
    session.addListener(this::refresh);
    refresh();
  }

  /** A button under the list, beside the one before or below it. */
  JButton addButton(String text, Runnable action) {
    final JButton button = new JButton(text);
    button.setFont(PLAIN);
    button.setFocusable(false); // keys stay with the image
    button.addActionListener(e -> action.run());
    buttons.add(button);
    return button;
  }

  /** What happens when the person has done. */
  void onDone(Runnable action) {
    done.addActionListener(e -> action.run());
  }

  /** One line under the list. */
  void say(String line, boolean warning) {
    status.setForeground(warning ? WARNING : QUIET);
    status.setText(line);
    status.setToolTipText(line);
  }

  private JComponent top() {
    headline.setFont(LARGE);
    target.setFont(PLAIN);
    target.setForeground(QUIET);
    final JPanel top = new JPanel(new GridLayout(0, 1));
    top.add(headline);
    top.add(target);
    return top;
  }

  private JComponent bottom() {
    final JPanel bottom = new JPanel(new BorderLayout(4, 6));
    status.setFont(PLAIN);
    bottom.add(status, BorderLayout.NORTH);
    final JPanel middle = new JPanel(new BorderLayout(4, 4));
    middle.add(buttons, BorderLayout.CENTER);
    middle.add(done, BorderLayout.SOUTH);
    bottom.add(middle, BorderLayout.CENTER);
    final JLabel keys = new JLabel(KEYS);
    keys.setFont(PLAIN);
    keys.setForeground(QUIET);
    bottom.add(keys, BorderLayout.SOUTH);
    return bottom;
  }

  private JTable table() {
    final JTable made = new JTable(model);
    made.setFont(PLAIN);
    made.getTableHeader().setFont(PLAIN);
    made.setRowHeight(ROW_HEIGHT);
    made.setFocusable(false);
    made.setRowSelectionAllowed(false);
    made.setShowVerticalLines(false);
    made.setGridColor(new Color(0xececec));
    made.setDefaultRenderer(Object.class, new RowRenderer());
    made.getColumnModel().getColumn(1).setMaxWidth(50);
    made.setPreferredScrollableViewportSize(new Dimension(270, 14 * ROW_HEIGHT));
    made.addMouseListener(
        new MouseAdapter() {
          @Override
          public void mousePressed(MouseEvent e) {
            final int row = made.rowAtPoint(e.getPoint());
            if (row >= 0) session.choose(model.value(row));
          }
        });
    return made;
  }

  private void refresh() {
    final int next = session.next();
    final boolean all = session.placed().size() == session.wanted().size();
    if (next != 0) {
      headline.setText("Next: " + session.kind().name(next));
      target.setText("Click the " + session.kind().target() + " (value " + next + ").");
    } else {
      headline.setText(all ? "All labels are set" : "End of the list");
      target.setText(all ? "Drag a label to move it." : "Choose a label in the list to set it.");
    }
    snap.setSelected(session.isSnapping());
    session.problem().ifPresentOrElse(p -> say(p, true), () -> say(count(), false));
    final int row = session.wanted().indexOf(next == 0 ? session.selected() : next);
    if (row >= 0) table.scrollRectToVisible(new Rectangle(0, row * ROW_HEIGHT, 1, ROW_HEIGHT));
  }

  private String count() {
    return session.placed().size() + " of " + session.wanted().size() + " labels are set.";
  }

  /** A row in the colour of its label; the next and the marked one stand out. */
  private final class RowRenderer extends DefaultTableCellRenderer {

    private static final long serialVersionUID = 1L;

    @Override
    public Component getTableCellRendererComponent(
        JTable in, Object cell, boolean chosen, boolean focus, int row, int column) {
      super.getTableCellRendererComponent(in, cell, false, false, row, column);
      final int value = model.value(row);
      final boolean isSet = session.placed().containsKey(value);
      setBackground(
          value == session.next()
              ? NEXT_ROW
              : value == session.selected() ? SELECTED_ROW : Color.WHITE);
      setForeground(isSet || value == session.next() ? Color.BLACK : EMPTY_ROW);
      setIcon(column == 0 ? new Swatch(isSet ? LabelColor.of(value) : null) : null);
      return this;
    }
  }
}
