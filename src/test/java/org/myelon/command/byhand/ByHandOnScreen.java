package org.myelon.command.byhand;

import ij.IJ;
import ij.ImageJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.plugin.frame.RoiManager;
import java.awt.Component;
import java.awt.Container;
import java.awt.EventQueue;
import java.awt.Frame;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.Robot;
import java.awt.Window;
import java.awt.event.InputEvent;
import java.awt.event.KeyEvent;
import java.awt.geom.Point2D;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.imageio.ImageIO;
import javax.swing.JButton;
import org.myelon.image.nifti.Nifti;
import org.myelon.label.PointLabel;
import org.myelon.label.PointLabels;

/**
 * A person at the screen who labels discs, in a process of its own: sets three, drags one, deletes
 * one, takes that back, saves, and closes. Pictures are left in the folder of the argument; the
 * image lies in a dataset there. {@link ByHandOnScreenTest} looks at what it made.
 */
final class ByHandOnScreen {

  private static final long PATIENCE_MILLIS = 60_000;

  private final Path folder;
  private final Robot user;

  private ByHandOnScreen(Path folder) throws Exception {
    this.folder = folder;
    this.user = new Robot();
    user.setAutoDelay(40);
  }

  public static void main(String[] args) {
    try {
      new ByHandOnScreen(Path.of(args[0])).session();
      System.out.println("session ended");
    } catch (Throwable e) {
      e.printStackTrace(System.out);
    }
    System.exit(0);
  }

  private void session() throws Exception {
    new ImageJ();
    open("sub-01/anat/sub-01_T2w.nii.gz");
    open("cord.nii.gz");
    final Thread macro =
        new Thread(
            () ->
                IJ.runMacro(
                    "run(\"Label By Hand...\", \"image=sub-01_T2w segmentation=cord labels=3:12"
                        + " author=Ada\");"
                        + "print(\"after \" + getTitle());"));
    macro.start();
    final LabelCanvas canvas =
        await(
            () ->
                Optional.ofNullable(WindowManager.getImage("sub-01_T2w - label by hand"))
                    .map(ImagePlus::getCanvas)
                    .map(LabelCanvas.class::cast));
    awaitStillness(canvas, await(() -> window("Labels of sub-01_T2w").filter(Window::isShowing)));
    final PointLabels truth = PointLabels.of(Nifti.read(folder.resolve("discs.nii.gz")));
    for (int disc = 3; disc <= 5; disc++) click(canvas, at(canvas, truth, disc));
    move(canvas, at(canvas, truth, 6));
    picture("three");
    final Point to = at(canvas, truth, 4);
    to.translate(-20, 8);
    drag(canvas, at(canvas, truth, 4), to);
    picture("dragged");
    click(canvas, at(canvas, truth, 5));
    press("Delete");
    picture("deleted");
    press("Undo");
    key(KeyEvent.VK_RIGHT);
    picture("undone");
    press("Save as corrected");
    press("To ROI Manager");
    picture("saved");
    System.out.println("rois " + RoiManager.getInstance().getCount());
    System.out.println("named " + RoiManager.getInstance().getName(0));
    press("Done");
    macro.join(PATIENCE_MILLIS);
    System.out.println("log " + IJ.getLog().strip());
    IJ.runMacro("run(\"Save NIfTI...\", \"path=[" + folder.resolve("result.nii.gz") + "]\");");
    paint();
  }

  /** Paints with the brush of ImageJ, takes it back, paints again elsewhere, saves. */
  private void paint() throws Exception {
    final Thread macro =
        new Thread(
            () ->
                IJ.runMacro(
                    "run(\"Paint By Hand...\", \"image=sub-01_T2w kind=lesion author=Ada\");"));
    macro.start();
    final PaintCanvas canvas =
        await(
            () ->
                Optional.ofNullable(WindowManager.getImage("sub-01_T2w - paint by hand"))
                    .map(ImagePlus::getCanvas)
                    .map(PaintCanvas.class::cast));
    awaitStillness(canvas, await(() -> window("Lesions of sub-01_T2w").filter(Window::isShowing)));
    drag(canvas, pixel(canvas, 10, 10), pixel(canvas, 20, 10));
    press("Undo");
    drag(canvas, pixel(canvas, 20, 40), pixel(canvas, 30, 40));
    picture("painted");
    press("Save as corrected");
    press("Done");
    macro.join(PATIENCE_MILLIS);
    System.out.println("painted " + WindowManager.getCurrentImage().getTitle());
  }

  private static Point pixel(PaintCanvas canvas, int x, int y) {
    return new Point((int) canvas.screenXD(x + 0.5), (int) canvas.screenYD(y + 0.5));
  }

  /** On a slow screen windows wander for a while before they are where they belong. */
  private static void awaitStillness(Component... windows) throws Exception {
    EventQueue.invokeAndWait(() -> {}); // all that opens them is done
    List<Point> before = List.of();
    for (int still = 0; still < 15; ) {
      Thread.sleep(100);
      final List<Point> now = Arrays.stream(windows).map(Component::getLocationOnScreen).toList();
      still = now.equals(before) ? still + 1 : 0;
      before = now;
    }
  }

  private static Optional<Window> window(String title) {
    return Arrays.stream(Window.getWindows())
        .filter(w -> w instanceof Frame f && title.equals(f.getTitle()))
        .findFirst();
  }

  private void open(String name) {
    IJ.run("Open NIfTI...", "path=[" + folder.resolve(name) + "]");
  }

  /** Where on the canvas a disc of the truth is seen. */
  private static Point at(LabelCanvas canvas, PointLabels truth, int disc) {
    final PointLabel label =
        truth.points().stream().filter(p -> p.value() == disc).findFirst().orElseThrow();
    final Point2D p = canvas.place(truth.world(label)).orElseThrow();
    return new Point((int) Math.round(p.getX()), (int) Math.round(p.getY()));
  }

  private void move(Component on, Point to) {
    final Point corner = on.getLocationOnScreen();
    user.mouseMove(corner.x + to.x, corner.y + to.y);
    user.waitForIdle();
  }

  private void click(Component on, Point at) {
    move(on, at);
    user.mousePress(InputEvent.BUTTON1_DOWN_MASK);
    user.mouseRelease(InputEvent.BUTTON1_DOWN_MASK);
    user.waitForIdle();
  }

  private void drag(Component on, Point from, Point to) {
    move(on, from);
    user.mousePress(InputEvent.BUTTON1_DOWN_MASK);
    for (int i = 1; i <= 5; i++)
      move(on, new Point(from.x + (to.x - from.x) * i / 5, from.y + (to.y - from.y) * i / 5));
    user.mouseRelease(InputEvent.BUTTON1_DOWN_MASK);
    user.waitForIdle();
  }

  private void key(int code) {
    user.keyPress(code);
    user.keyRelease(code);
    user.waitForIdle();
  }

  private void press(String button) throws Exception {
    final JButton found =
        await(
            () ->
                Arrays.stream(Window.getWindows())
                    .filter(Window::isShowing)
                    .flatMap(w -> button(w, button).stream())
                    .findFirst());
    click(found, new Point(found.getWidth() / 2, found.getHeight() / 2));
    Thread.sleep(300);
  }

  private static Optional<JButton> button(Container in, String text) {
    for (Component c : in.getComponents()) {
      if (c instanceof JButton b && text.equals(b.getText())) return Optional.of(b);
      if (c instanceof Container inner) {
        final Optional<JButton> found = button(inner, text);
        if (found.isPresent()) return found;
      }
    }
    return Optional.empty();
  }

  private static <T> T await(Supplier<Optional<T>> what) throws Exception {
    final long end = System.currentTimeMillis() + PATIENCE_MILLIS;
    while (System.currentTimeMillis() < end) {
      final Optional<T> found = what.get();
      if (found.isPresent()) return found.get();
      Thread.sleep(50);
    }
    throw new IllegalStateException("waited in vain");
  }

  private void picture(String name) throws Exception {
    Thread.sleep(500);
    ImageIO.write(
        user.createScreenCapture(new Rectangle(0, 0, 1280, 1000)),
        "png",
        new File(folder.toFile(), name + ".png"));
  }
}
