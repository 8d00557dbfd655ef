package org.myelon.command.byhand;

import ij.ImagePlus;
import ij.gui.ImageCanvas;
import ij.gui.Roi;
import ij.process.ImageProcessor;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.event.MouseEvent;
import java.awt.image.BufferedImage;
import java.util.Optional;
import org.myelon.label.byhand.MaskSession;

/**
 * The image with the mask over it. All tools of ImageJ work as ever; when the mouse is let go, what
 * is selected can be added to the mask or removed from it at once.
 */
final class PaintCanvas extends ImageCanvas {

  /** What happens to a selection when the mouse is let go. */
  enum Mode {
    ADD,
    REMOVE,
    SELECT
  }

  private static final long serialVersionUID = 1L;

  /** Red that lets the image through. */
  private static final int TINT = 0x70ff3020;

  private final transient MaskSession session;
  private Mode mode = Mode.ADD;
  private boolean hidden;

  PaintCanvas(ImagePlus image, MaskSession session) {
    super(image);
    this.session = session;
    session.addListener(this::repaint);
  }

  void setMode(Mode other) {
    mode = other;
  }

  void toggleHidden() {
    hidden = !hidden;
    repaint();
  }

  private int slice() {
    return imp.getZ() - 1;
  }

  /** Goes to a slice, if there is one of that number. */
  void show(int slice) {
    if (slice >= 0) imp.setZ(slice + 1);
  }

  /** Adds what is selected to the mask, or removes it; the selection is gone then. */
  void paintSelection(boolean add) {
    final Optional<boolean[]> region = selected();
    if (region.isEmpty()) return;
    imp.deleteRoi();
    session.paint(slice(), region.get(), add);
  }

  /** The pixels within the selected area, empty if there is none or it is not complete. */
  private Optional<boolean[]> selected() {
    final Roi roi = imp.getRoi();
    if (roi == null || !roi.isArea() || roi.getState() == Roi.CONSTRUCTING) return Optional.empty();
    final int width = imp.getWidth(), height = imp.getHeight();
    final boolean[] region = new boolean[width * height];
    final Rectangle box = roi.getBounds();
    final ImageProcessor shape = roi.getMask();
    for (int y = Math.max(0, box.y); y < Math.min(height, box.y + box.height); y++)
      for (int x = Math.max(0, box.x); x < Math.min(width, box.x + box.width); x++)
        region[y * width + x] = shape == null || shape.get(x - box.x, y - box.y) != 0;
    return Optional.of(region);
  }

  @Override
  public void mouseReleased(MouseEvent e) {
    super.mouseReleased(e);
    if (mode != Mode.SELECT) paintSelection(mode == Mode.ADD);
  }

  /** Drawn in memory first, so that nothing flickers. */
  @Override
  public void paint(Graphics g) {
    if (getWidth() < 1 || getHeight() < 1) return;
    final BufferedImage drawn =
        new BufferedImage(getWidth(), getHeight(), BufferedImage.TYPE_INT_RGB);
    final Graphics2D in = drawn.createGraphics();
    super.paint(in);
    if (!hidden)
      in.drawImage(
          tint(),
          screenX(0),
          screenY(0),
          screenX(imp.getWidth()) - screenX(0),
          screenY(imp.getHeight()) - screenY(0),
          null);
    in.dispose();
    g.drawImage(drawn, 0, 0, null);
  }

  private BufferedImage tint() {
    final byte[] mask = session.slice(slice());
    final BufferedImage tint =
        new BufferedImage(imp.getWidth(), imp.getHeight(), BufferedImage.TYPE_INT_ARGB);
    for (int i = 0; i < mask.length; i++)
      if (mask[i] != 0) tint.setRGB(i % imp.getWidth(), i / imp.getWidth(), TINT);
    return tint;
  }
}
