package org.myelon.command.byhand;

import ij.ImagePlus;
import ij.gui.ImageWindow;
import java.awt.Dimension;
import java.awt.EventQueue;
import java.awt.Rectangle;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import javax.swing.JComponent;
import javax.swing.JFrame;

/**
 * A window of ImageJ and a panel in a window beside it, in which a person works. Closing one closes
 * both and keeps the work; only {@link #close} can say otherwise.
 */
final class WindowPair {

  private static final int MARGIN = 230, TOP = 110, LEFT = 20;
  private static final double LARGEST_ZOOM = 6, SMALLEST_ZOOM = 0.25;

  private final ImageWindow window;
  private final JFrame frame;
  private final CountDownLatch closed = new CountDownLatch(1);
  private boolean discarded;

  /** Shows both, as large as the screen allows. */
  WindowPair(ImageWindow window, JComponent panel, String title) {
    this.window = window;
    this.frame = new JFrame(title);
    frame.setContentPane(panel);
    arrange();
    final WindowAdapter together =
        new WindowAdapter() {
          @Override
          public void windowClosing(WindowEvent e) {
            close(false);
          }

          @Override
          public void windowClosed(WindowEvent e) {
            close(false);
          }
        };
    window.addWindowListener(together);
    frame.addWindowListener(together);
  }

  /**
   * Opens windows and waits until they are closed.
   *
   * @param opening makes them, on the thread that draws
   * @return whether the work is to be kept
   */
  static boolean edit(Supplier<WindowPair> opening) {
    try {
      final WindowPair[] opened = new WindowPair[1];
      EventQueue.invokeAndWait(() -> opened[0] = opening.get());
      opened[0].closed.await();
      return !opened[0].discarded;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("The windows could not be opened", e.getCause());
    }
  }

  /** The window beside the image. */
  JFrame frame() {
    return frame;
  }

  private void arrange() {
    final ImagePlus image = window.getImagePlus();
    final Rectangle screen = window.getGraphicsConfiguration().getBounds();
    frame.pack();
    final double zoom =
        Math.min(
            (screen.height - MARGIN) / (double) image.getHeight(),
            (screen.width - frame.getWidth() - MARGIN) / (double) image.getWidth());
    final double m = Math.max(SMALLEST_ZOOM, Math.min(LARGEST_ZOOM, Math.floor(zoom * 4) / 4));
    window.getCanvas().setMagnification(m);
    window.getCanvas().setSize((int) (image.getWidth() * m), (int) (image.getHeight() * m));
    window.pack();
    image.setZ(image.getNSlices() / 2 + 1); // now the slider goes along
    window.setLocation(screen.x + LEFT, screen.y + TOP);
    final Dimension size = window.getSize();
    frame.setLocation(screen.x + LEFT + 10 + size.width, screen.y + TOP);
    frame.setVisible(true);
    window.toFront();
    window.getCanvas().requestFocus();
  }

  /**
   * Closes both.
   *
   * @param discard whether the work is thrown away
   */
  void close(boolean discard) {
    if (closed.getCount() == 0) return;
    discarded = discard;
    closed.countDown();
    frame.dispose();
    final ImagePlus image = window.getImagePlus();
    image.changes = false;
    image.close();
  }
}
