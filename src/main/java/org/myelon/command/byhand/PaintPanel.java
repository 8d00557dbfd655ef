package org.myelon.command.byhand;

import ij.IJ;
import ij.gui.Toolbar;
import java.awt.BorderLayout;
import java.awt.Color;
import java.awt.Font;
import java.awt.GridLayout;
import javax.swing.AbstractButton;
import javax.swing.BorderFactory;
import javax.swing.ButtonGroup;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JRadioButton;
import javax.swing.JSlider;

/** What stands beside the image while a mask is painted. */
final class PaintPanel extends JPanel {

  private static final long serialVersionUID = 1L;
  private static final Font PLAIN = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
  private static final Font LARGE = new Font(Font.SANS_SERIF, Font.BOLD, 18);
  private static final Color QUIET = new Color(0x606060), WARNING = new Color(0xb00020);
  private static final int LARGEST_BRUSH = 40, BRUSH = 6;
  private static final String KEYS =
      "<html><table cellpadding=1 cellspacing=0>"
          + "<tr><td>A, D&nbsp;&nbsp;</td><td>add, remove the selection</td></tr>"
          + "<tr><td>&larr; &rarr;, wheel&nbsp;&nbsp;</td><td>slice before, slice after</td></tr>"
          + "<tr><td>+ &minus;, space</td><td>zoom, hold to pan</td></tr>"
          + "<tr><td>Ctrl/Cmd Z Y S&nbsp;&nbsp;</td><td>undo, redo, save as corrected</td></tr>"
          + "<tr><td>H</td><td>hide the mask</td></tr></table></html>";

  private final JPanel tools = new JPanel(new GridLayout(0, 3, 4, 4));
  private final JPanel buttons = new JPanel(new GridLayout(0, 2, 4, 4));
  private final JButton done = new JButton("Done");
  private final JLabel status = new JLabel(" ");

  /**
   * @param title of what is painted
   */
  PaintPanel(String title, PaintCanvas canvas) {
    super(new BorderLayout(6, 8));
    setBorder(BorderFactory.createEmptyBorder(8, 10, 8, 10));
    final JLabel headline = new JLabel(title);
    headline.setFont(LARGE);
    add(headline, BorderLayout.NORTH);
    final JPanel middle = new JPanel();
    middle.setLayout(new javax.swing.BoxLayout(middle, javax.swing.BoxLayout.Y_AXIS));
    middle.add(modes(canvas));
    middle.add(tools);
    middle.add(brushSize());
    middle.add(left(status));
    middle.add(buttons);
    add(middle, BorderLayout.CENTER);
    addTool("Brush", "brush");
    addTool("Wand", "wand");
    addTool("Freehand", "freehand");
    plain(done, Font.BOLD);
    final JLabel keys = new JLabel(KEYS);
    keys.setFont(PLAIN);
    keys.setForeground(QUIET);
    final JPanel bottom = new JPanel(new BorderLayout(4, 6));
    bottom.add(done, BorderLayout.NORTH);
    bottom.add(keys, BorderLayout.SOUTH);
    add(bottom, BorderLayout.SOUTH);
  }

  private static JPanel left(JLabel label) {
    label.setFont(PLAIN);
    final JPanel row = new JPanel(new BorderLayout());
    row.setBorder(BorderFactory.createEmptyBorder(4, 0, 6, 0));
    row.add(label, BorderLayout.WEST);
    return row;
  }

  private JPanel modes(PaintCanvas canvas) {
    final JPanel modes = new JPanel(new GridLayout(0, 1));
    final ButtonGroup group = new ButtonGroup();
    addMode(modes, group, "Add what I select", PaintCanvas.Mode.ADD, canvas).setSelected(true);
    addMode(modes, group, "Remove what I select", PaintCanvas.Mode.REMOVE, canvas);
    addMode(modes, group, "Select only, then A or D", PaintCanvas.Mode.SELECT, canvas);
    return modes;
  }

  private static JRadioButton addMode(
      JPanel to, ButtonGroup group, String text, PaintCanvas.Mode mode, PaintCanvas canvas) {
    final JRadioButton button = new JRadioButton(text);
    plain(button, Font.PLAIN);
    button.addActionListener(e -> canvas.setMode(mode));
    group.add(button);
    to.add(button);
    return button;
  }

  private void addTool(String text, String tool) {
    final JButton button = new JButton(text);
    plain(button, Font.PLAIN);
    button.addActionListener(e -> IJ.setTool(tool));
    tools.add(button);
  }

  private static JPanel brushSize() {
    final JSlider slider = new JSlider(1, LARGEST_BRUSH, BRUSH);
    slider.setFocusable(false);
    slider.addChangeListener(e -> Toolbar.setBrushSize(slider.getValue()));
    Toolbar.setBrushSize(BRUSH);
    final JPanel row = new JPanel(new BorderLayout(6, 0));
    final JLabel label = new JLabel("Brush size");
    label.setFont(PLAIN);
    row.add(label, BorderLayout.WEST);
    row.add(slider, BorderLayout.CENTER);
    return row;
  }

  private static void plain(AbstractButton button, int style) {
    button.setFont(PLAIN.deriveFont(style));
    button.setFocusable(false); // keys stay with the image
  }

  /** A button below the tools. */
  JButton addButton(String text, Runnable action) {
    final JButton button = new JButton(text);
    plain(button, Font.PLAIN);
    button.addActionListener(e -> action.run());
    buttons.add(button);
    return button;
  }

  /** What happens when the person has done. */
  void onDone(Runnable action) {
    done.addActionListener(e -> action.run());
  }

  /** One line above the buttons. */
  void say(String line, boolean warning) {
    status.setForeground(warning ? WARNING : QUIET);
    status.setText(line.isEmpty() ? " " : line);
    status.setToolTipText(line);
  }
}
