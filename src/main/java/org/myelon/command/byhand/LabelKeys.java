package org.myelon.command.byhand;

import ij.IJ;
import ij.ImagePlus;
import java.awt.Toolkit;
import java.awt.event.KeyAdapter;
import java.awt.event.KeyEvent;
import org.myelon.label.byhand.LabelSession;

/** The keys of the sagittal view; all others go to ImageJ. */
final class LabelKeys extends KeyAdapter {

  private final LabelSession session;
  private final LabelCanvas canvas;
  private final Runnable save;

  LabelKeys(LabelSession session, LabelCanvas canvas, Runnable save) {
    this.session = session;
    this.canvas = canvas;
    this.save = save;
  }

  @Override
  public void keyPressed(KeyEvent e) {
    final boolean menu =
        (e.getModifiersEx() & Toolkit.getDefaultToolkit().getMenuShortcutKeyMaskEx()) != 0;
    if (menu ? withMenuKey(e) : e.isShiftDown() ? withShift(e) : plain(e)) e.consume();
    else if (IJ.getInstance() != null) IJ.getInstance().keyPressed(e);
  }

  @Override
  public void keyReleased(KeyEvent e) {
    if (IJ.getInstance() != null) IJ.getInstance().keyReleased(e);
  }

  private boolean withMenuKey(KeyEvent e) {
    switch (e.getKeyCode()) {
      case KeyEvent.VK_Z -> {
        if (e.isShiftDown()) session.redo();
        else session.undo();
      }
      case KeyEvent.VK_Y -> session.redo();
      case KeyEvent.VK_S -> save.run();
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean withShift(KeyEvent e) {
    switch (e.getKeyCode()) {
      case KeyEvent.VK_LEFT -> canvas.nudge(-1, 0);
      case KeyEvent.VK_RIGHT -> canvas.nudge(1, 0);
      case KeyEvent.VK_UP -> canvas.nudge(0, -1);
      case KeyEvent.VK_DOWN -> canvas.nudge(0, 1);
      default -> {
        return plain(e);
      }
    }
    return true;
  }

  private boolean plain(KeyEvent e) {
    switch (e.getKeyCode()) {
      case KeyEvent.VK_UP -> session.step(-1);
      case KeyEvent.VK_DOWN -> session.step(1);
      case KeyEvent.VK_LEFT, KeyEvent.VK_COMMA -> slice(-1);
      case KeyEvent.VK_RIGHT, KeyEvent.VK_PERIOD -> slice(1);
      case KeyEvent.VK_DELETE, KeyEvent.VK_BACK_SPACE -> session.remove(session.selected());
      case KeyEvent.VK_PLUS, KeyEvent.VK_EQUALS, KeyEvent.VK_ADD -> zoom(true);
      case KeyEvent.VK_MINUS, KeyEvent.VK_SUBTRACT -> zoom(false);
      case KeyEvent.VK_H -> canvas.toggleHidden();
      case KeyEvent.VK_C -> session.setSnapping(!session.isSnapping());
      case KeyEvent.VK_ESCAPE -> {
        // in ImageJ it would cancel what runs, and with it all labels
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private void slice(int step) {
    final ImagePlus planes = canvas.getImage();
    planes.setZ(Math.max(1, Math.min(planes.getNSlices(), planes.getZ() + step)));
  }

  private void zoom(boolean in) {
    final int x = canvas.getWidth() / 2, y = canvas.getHeight() / 2;
    if (in) canvas.zoomIn(x, y);
    else canvas.zoomOut(x, y);
  }
}
