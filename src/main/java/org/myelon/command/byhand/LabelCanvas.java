package org.myelon.command.byhand;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.ImageCanvas;
import ij.gui.Toolbar;
import java.awt.Cursor;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.Point;
import java.awt.event.MouseEvent;
import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;
import java.util.Optional;
import org.myelon.label.PointLabel;
import org.myelon.label.byhand.LabelSession;
import org.myelon.label.byhand.SagittalView;

/**
 * The sagittal view with its labels: a click sets the next one, an existing one is dragged. While
 * ImageJ's hand or magnifying glass is chosen, or the space bar is held, the mouse does what it
 * does in ImageJ.
 */
final class LabelCanvas extends ImageCanvas {

  private static final long serialVersionUID = 1L;

  /** How near to a label the mouse takes hold of it, in pixels of the screen. */
  private static final double REACH = 9;

  private final transient SagittalView view;
  private final transient LabelSession session;
  private final transient MarkerPainter painter = new MarkerPainter();

  /** The label that is being dragged, 0 if none, and whether it has moved yet. */
  private int dragged;

  private boolean moved;
  private Point pointer;
  private boolean hidden;

  LabelCanvas(ImagePlus planes, SagittalView view, LabelSession session) {
    super(planes);
    this.view = view;
    this.session = session;
    session.addListener(this::repaint);
  }

  /** The slice on the screen, from 0. */
  private int slice() {
    return imp.getZ() - 1;
  }

  /** The point of the body under a pixel of the screen. */
  private Optional<double[]> world(Point at) {
    final double x = offScreenXD(at.x) - 0.5, y = offScreenYD(at.y) - 0.5;
    return view.world(x, y, slice());
  }

  /** Where on the canvas a label is seen, whatever its slice. */
  Optional<Point2D> place(double[] world) {
    return view.pixel(world)
        .map(p -> new Point2D.Double(screenXD(p[0] + 0.5), screenYD(p[1] + 0.5)));
  }

  /** How many slices a label lies beside the one on the screen. */
  private double slicesAway(double[] world) {
    return view.pixel(world).map(p -> Math.abs(p[2] - slice())).orElse(Double.POSITIVE_INFINITY);
  }

  /** Goes to the slice of a label. */
  void show(double[] world) {
    view.pixel(world)
        .map(p -> (int) Math.rint(p[2]) + 1)
        .ifPresent(z -> imp.setZ(Math.max(1, Math.min(imp.getNSlices(), z))));
  }

  /** Moves the marked label by pixels of the view; the first slice is the patient's right. */
  void nudge(int right, int down) {
    final PointLabel label = session.placed().get(session.selected());
    if (label == null) return;
    final double[] world = session.world(label);
    final double[] step = steps();
    view.pixel(world)
        .flatMap(p -> view.world(p[0] + right * step[0], p[1] + down * step[1], p[2]))
        .ifPresent(w -> session.move(label.value(), w, false));
  }

  /** Pixels of the view that make one voxel of the image. */
  private double[] steps() {
    final double[] mm = session.grid().reoriented(view.planes().orientation()).spacing();
    final double[] pixel = view.planes().grid().spacing();
    return new double[] {Math.max(1, mm[0] / pixel[0]), Math.max(1, mm[1] / pixel[1])};
  }

  void toggleHidden() {
    hidden = !hidden;
    repaint();
  }

  private Optional<PointLabel> labelAt(Point at) {
    return session.placed().values().stream()
        .filter(l -> distance(l, at) <= REACH)
        .min((a, b) -> Double.compare(distance(a, at), distance(b, at)));
  }

  private double distance(PointLabel label, Point at) {
    return place(session.world(label)).map(p -> p.distance(at)).orElse(Double.POSITIVE_INFINITY);
  }

  private static boolean navigates() {
    final int tool = Toolbar.getToolId();
    return IJ.spaceBarDown() || tool == Toolbar.HAND || tool == Toolbar.MAGNIFIER;
  }

  @Override
  public void mousePressed(MouseEvent e) {
    if (navigates()) {
      super.mousePressed(e);
      return;
    }
    final Optional<PointLabel> hit = labelAt(e.getPoint());
    if (isDelete(e)) hit.ifPresent(l -> session.remove(l.value()));
    else if (hit.isPresent()) {
      dragged = hit.get().value();
      moved = false;
      session.choose(dragged);
    } else world(e.getPoint()).ifPresent(session::place);
  }

  private static boolean isDelete(MouseEvent e) {
    return e.isPopupTrigger() || e.getButton() != MouseEvent.BUTTON1 || e.isAltDown();
  }

  @Override
  public void mouseDragged(MouseEvent e) {
    pointer = e.getPoint();
    if (navigates()) super.mouseDragged(e);
    else if (dragged != 0) world(pointer).ifPresent(w -> moved |= session.move(dragged, w, moved));
  }

  @Override
  public void mouseReleased(MouseEvent e) {
    if (navigates()) super.mouseReleased(e);
    dragged = 0;
  }

  @Override
  public void mouseClicked(MouseEvent e) {
    if (navigates()) super.mouseClicked(e);
  }

  @Override
  public void mouseMoved(MouseEvent e) {
    super.mouseMoved(e);
    if (!navigates())
      setCursor(
          Cursor.getPredefinedCursor(
              labelAt(e.getPoint()).isPresent() ? Cursor.HAND_CURSOR : Cursor.CROSSHAIR_CURSOR));
    pointer = e.getPoint();
    repaint();
  }

  @Override
  public void mouseExited(MouseEvent e) {
    super.mouseExited(e);
    pointer = null;
    repaint();
  }

  /** Drawn in memory first, so that nothing flickers while the mouse moves. */
  @Override
  public void paint(Graphics g) {
    if (getWidth() < 1 || getHeight() < 1) return;
    final BufferedImage drawn =
        new BufferedImage(getWidth(), getHeight(), BufferedImage.TYPE_INT_RGB);
    final Graphics2D in = drawn.createGraphics();
    super.paint(in);
    if (!hidden) paintLabels(in);
    in.dispose();
    g.drawImage(drawn, 0, 0, null);
  }

  private void paintLabels(Graphics2D g) {
    for (PointLabel label : session.placed().values()) {
      final double[] world = session.world(label);
      final int value = label.value();
      final MarkerPainter.Look look =
          value == session.selected()
              ? MarkerPainter.Look.SELECTED
              : slicesAway(world) <= reachInSlices()
                  ? MarkerPainter.Look.HERE
                  : MarkerPainter.Look.ELSEWHERE;
      place(world).ifPresent(p -> painter.label(g, p, session.kind().name(value), value, look));
    }
    if (pointer != null && session.next() != 0 && dragged == 0 && !navigates())
      painter.hint(g, pointer, session.kind().name(session.next()), session.next());
  }

  /** Half a voxel of the image from left to right, at least half a slice of the view. */
  private double reachInSlices() {
    final double mm = session.grid().reoriented(view.planes().orientation()).spacing()[2];
    return Math.max(1, mm / view.planes().grid().spacing()[2]) / 2 + 0.01;
  }
}
