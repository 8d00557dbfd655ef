package org.myelon.command.byhand;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.StackWindow;
import java.awt.Component;
import java.awt.Toolkit;
import java.awt.event.KeyAdapter;
import java.awt.event.KeyEvent;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.swing.JButton;
import org.myelon.command.convert.ImagePlusVolumes;
import org.myelon.image.Volume;
import org.myelon.label.byhand.MaskSession;
import org.myelon.step.InputException;

/** The window in which a mask is painted, and the one beside it. */
final class PaintWindows {

  private final MaskSession session;
  private final Optional<Function<Volume, Path>> save;
  private final String name;
  private final PaintCanvas canvas;
  private final PaintPanel panel;
  private final WindowPair windows;

  /**
   * @param shown the image as it is turned
   * @param title of what is painted
   * @param save writes the corrected file, empty if the image belongs to none
   * @param greeting the first line, blank for none
   */
  PaintWindows(
      Volume shown,
      String title,
      MaskSession session,
      Optional<Function<Volume, Path>> save,
      String greeting) {
    this.session = session;
    this.save = save;
    this.name = shown.name();
    final ImagePlus image = ImagePlusVolumes.toImagePlus(shown).duplicate();
    image.setTitle(name + " - paint by hand");
    canvas = new PaintCanvas(image, session);
    panel = new PaintPanel(title, canvas);
    panel.addButton("Undo", () -> canvas.show(session.undo()));
    panel.addButton("Redo", () -> canvas.show(session.redo()));
    final JButton corrected = panel.addButton("Save as corrected", this::save);
    corrected.setEnabled(save.isPresent());
    panel.addButton("Cancel", () -> close(true));
    panel.onDone(() -> close(false));
    panel.say(greeting, false);
    final StackWindow window = new StackWindow(image, canvas);
    windows = new WindowPair(window, panel, title + " of " + name);
    final Keys keys = new Keys();
    for (Component c : List.of(window, canvas, windows.frame())) {
      if (IJ.getInstance() != null) c.removeKeyListener(IJ.getInstance());
      c.addKeyListener(keys);
    }
    IJ.setTool("brush");
  }

  WindowPair windows() {
    return windows;
  }

  private void close(boolean discard) {
    windows.close(discard);
  }

  private void save() {
    try {
      final Path file =
          save.orElseThrow(
                  () -> new InputException(name + " comes from no NIfTI file: press Done."))
              .apply(session.toVolume(name));
      panel.say("Saved " + file.getFileName(), false);
    } catch (InputException e) {
      panel.say(e.getMessage(), true);
    }
  }

  /** The keys of the window; all others go to ImageJ. */
  private final class Keys extends KeyAdapter {

    @Override
    public void keyPressed(KeyEvent e) {
      final int menu = Toolkit.getDefaultToolkit().getMenuShortcutKeyMaskEx();
      if ((e.getModifiersEx() & menu) != 0 ? withMenuKey(e) : plain(e)) e.consume();
      else if (IJ.getInstance() != null) IJ.getInstance().keyPressed(e);
    }

    @Override
    public void keyReleased(KeyEvent e) {
      if (IJ.getInstance() != null) IJ.getInstance().keyReleased(e);
    }

    private boolean withMenuKey(KeyEvent e) {
      switch (e.getKeyCode()) {
        case KeyEvent.VK_Z -> canvas.show(e.isShiftDown() ? session.redo() : session.undo());
        case KeyEvent.VK_Y -> canvas.show(session.redo());
        case KeyEvent.VK_S -> save();
        default -> {
          return false;
        }
      }
      return true;
    }

    private boolean plain(KeyEvent e) {
      switch (e.getKeyCode()) {
        case KeyEvent.VK_A -> canvas.paintSelection(true);
        case KeyEvent.VK_D -> canvas.paintSelection(false);
        case KeyEvent.VK_H -> canvas.toggleHidden();
        case KeyEvent.VK_LEFT -> slice(-1);
        case KeyEvent.VK_RIGHT -> slice(1);
        case KeyEvent.VK_ESCAPE -> canvas.getImage().deleteRoi();
        default -> {
          return false;
        }
      }
      return true;
    }

    private void slice(int step) {
      final ImagePlus image = canvas.getImage();
      image.setZ(Math.max(1, Math.min(image.getNSlices(), image.getZ() + step)));
    }
  }
}
