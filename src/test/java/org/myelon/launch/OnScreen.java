package org.myelon.launch;

import ij.IJ;
import ij.ImageJ;
import ij.ImagePlus;
import ij.Menus;
import ij.WindowManager;
import ij.gui.GenericDialog;
import ij.gui.ImageCanvas;
import ij.gui.PointRoi;
import ij.plugin.frame.Recorder;
import ij.process.FloatPolygon;
import java.awt.Button;
import java.awt.Component;
import java.awt.Container;
import java.awt.EventQueue;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.Robot;
import java.awt.Window;
import java.awt.event.ActionEvent;
import java.awt.event.InputEvent;
import java.awt.image.BufferedImage;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;

/**
 * A session in plain ImageJ on a screen, in a process of its own: for every command looks for the
 * menu item, opens and cancels the dialog, and runs the example as a macro. One line of words per
 * fact on the standard output, read by {@link ImageJOnScreenTest}.
 */
final class OnScreen {

  private static final long PATIENCE_MILLIS = 30_000;

  private final Commands commands = Commands.ofThisJar();
  private final Path results;

  private OnScreen(Path results) {
    this.results = results;
  }

  public static void main(String[] args) throws Exception {
    try {
      new OnScreen(Path.of(args[0])).session();
      System.out.println("session ended");
    } catch (Throwable e) {
      e.printStackTrace(System.out);
    }
    System.exit(0);
  }

  private void session() throws Exception {
    new ImageJ();
    picture("imagej");
    for (String name : Subject.NAMES) IJ.run("Open NIfTI...", "path=[" + Subject.file(name) + "]");
    picture("images");
    for (Commands.Entry e : commands.entries()) {
      if (Reference.plugIn(e).equals(Menus.getCommands().get(e.menuLabel())))
        System.out.println("menu " + e.name());
      dialog(e.declaration());
    }
    recorder();
    linkedPoints();
    for (Declaration d : commands.declarations()) if (!d.needsScreen()) macro(d);
  }

  private void dialog(Declaration d) throws Exception {
    IJ.doCommand(d.menuLabel());
    final GenericDialog dialog = await(d.title());
    if (d.name().equals("measure-shape")) picture("dialog");
    EventQueue.invokeAndWait(() -> dialog.windowClosing(null));
    System.out.println("dialog " + d.name());
  }

  /** What the recorder writes when a person has filled a dialog. */
  private void recorder() throws Exception {
    new Recorder();
    IJ.selectWindow("t2");
    IJ.doCommand("Reorient...");
    final GenericDialog dialog = await("Reorient");
    final Button ok = button(dialog, "  OK  ").orElseThrow();
    EventQueue.invokeAndWait(
        () -> dialog.actionPerformed(new ActionEvent(ok, ActionEvent.ACTION_PERFORMED, "OK")));
    final long end = System.currentTimeMillis() + PATIENCE_MILLIS;
    while (WindowManager.getImage("t2_rpi") == null && System.currentTimeMillis() < end)
      Thread.sleep(50);
    Thread.sleep(500);
    for (String line : Recorder.getInstance().getText().split("\n"))
      if (line.contains("Reorient")) System.out.println("recorded " + line.strip());
    WindowManager.getImage("t2_rpi").close();
    Recorder.getInstance().close();
  }

  /** A point in a window of curved planes is seen in the source, and a click the other way. */
  private void linkedPoints() throws Exception {
    IJ.runMacro(
        "run(\"Reslice Curved (CPR)...\", \"image=t2 segmentation=cord slices=5 thickness=2\");");
    final ImagePlus planes = WindowManager.getImage("t2_cpr"),
        source = WindowManager.getImage("t2");
    for (ImagePlus image : List.of(planes, source)) IJ.run(image, "Set... ", "zoom=300");
    planes.getWindow().setLocation(500, 200);
    planes.setZ(4);
    planes.setRoi(new PointRoi(20, 70));
    System.out.println("linked " + place(planes) + " to " + place(source));
    IJ.setTool("point");
    final Rectangle bounds = source.getRoi().getBounds();
    source.getWindow().setLocation(100, 200);
    source.getWindow().toFront();
    Thread.sleep(500);
    final ImageCanvas canvas = source.getCanvas();
    final Point corner = canvas.getLocationOnScreen();
    final Robot user = new Robot();
    user.mouseMove(
        corner.x + canvas.screenX(bounds.x - 3) + 1, corner.y + canvas.screenY(bounds.y + 4) + 1);
    user.mousePress(InputEvent.BUTTON1_DOWN_MASK);
    user.mouseRelease(InputEvent.BUTTON1_DOWN_MASK);
    picture("linked");
    System.out.println("linked " + place(planes) + " to " + place(source));
    planes.close();
    source.deleteRoi();
    IJ.run(source, "Set... ", "zoom=100");
  }

  /** Voxels of the point of an image. */
  private static String place(ImagePlus image) {
    final FloatPolygon p = image.getRoi().getFloatPolygon();
    return p.xpoints[0] + " " + p.ypoints[0] + " " + (image.getZ() - 1);
  }

  private void macro(Declaration d) {
    final String options = Subject.macroOptions(d, results);
    final boolean image = d.outputs().stream().anyMatch(DeclaredParameter::isImage);
    final Path file = results.resolve(d.name() + ".nii.gz");
    IJ.runMacro(
        "run(\""
            + d.menuLabel()
            + "\", \""
            + options
            + "\");\n"
            + (image ? "run(\"Save NIfTI...\", \"path=[" + file + "]\");" : ""));
    System.out.println("macro " + d.name());
    for (int id : WindowManager.getIDList())
      if (!Subject.NAMES.contains(WindowManager.getImage(id).getTitle()))
        WindowManager.getImage(id).close();
  }

  private static GenericDialog await(String title) throws Exception {
    final long end = System.currentTimeMillis() + PATIENCE_MILLIS;
    while (System.currentTimeMillis() < end) {
      final Optional<GenericDialog> found =
          Arrays.stream(Window.getWindows())
              .filter(GenericDialog.class::isInstance)
              .map(GenericDialog.class::cast)
              .filter(w -> w.isVisible() && w.getTitle().equals(title))
              .findFirst();
      if (found.isPresent()) return found.get();
      Thread.sleep(20);
    }
    throw new IllegalStateException("no dialog '" + title + "'");
  }

  private static Optional<Button> button(Container in, String label) {
    for (Component c : in.getComponents()) {
      if (c instanceof Button b && b.getLabel().strip().equals(label.strip()))
        return Optional.of(b);
      if (c instanceof Container inner) {
        final Optional<Button> found = button(inner, label);
        if (found.isPresent()) return found;
      }
    }
    return Optional.empty();
  }

  private void picture(String name) throws Exception {
    Thread.sleep(700);
    final BufferedImage screen = new Robot().createScreenCapture(new Rectangle(0, 0, 1280, 1000));
    ImageIO.write(screen, "png", new File(results.toFile(), name + ".png"));
  }
}
