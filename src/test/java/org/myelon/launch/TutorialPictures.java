package org.myelon.launch;

import ij.IJ;
import ij.ImageJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.GenericDialog;
import ij.gui.ImageRoi;
import ij.gui.Overlay;
import ij.text.TextWindow;
import java.awt.Choice;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.EventQueue;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Robot;
import java.awt.TextField;
import java.awt.Window;
import java.awt.image.BufferedImage;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.imageio.ImageIO;

/**
 * The pictures of the tutorial, by hand: plain ImageJ on a screen, driven through the tutorial's
 * steps on the embedded subject. Windows are put side by side under their titles, since a screen
 * without a window manager shows none. Arguments: a folder whose folder {@code plugins} holds our
 * jar, the folder for the pictures. Run with {@code -Dplugins.dir} set to the first.
 */
public final class TutorialPictures {

  private static final long PATIENCE_MILLIS = 120_000;
  private static final int SETTLE_MILLIS = 1500,
      TITLE = 20,
      GAP = 8,
      SLICE = 27,
      TABLE_WIDTH = 1150;

  /** Part of a picture: what a window shows, under its title. */
  private record Part(String title, BufferedImage picture) {}

  private final Path results, pictures;
  private final Robot user;

  private TutorialPictures(Path results, Path pictures) throws Exception {
    this.results = results;
    this.pictures = pictures;
    this.user = new Robot();
  }

  public static void main(String[] args) throws Exception {
    try {
      new TutorialPictures(Path.of(args[0]), Path.of(args[1])).session();
    } catch (Throwable e) {
      e.printStackTrace();
    }
    System.exit(0);
  }

  private void session() throws Exception {
    Files.createDirectories(pictures);
    new ImageJ();
    open("t2");
    run("Reorient...", "image=t2 orientation=ASL");
    final ImagePlus stored = image("t2"), t2 = image("t2_asl");
    write("tutorial-open", shown(stored), shown(t2));
    write("tutorial-analyze", dialog("Analyze Spinal Cord...", t2, d -> {}));
    final Part segment = dialog("Segment Cord...", t2, d -> {});
    run("Segment Cord...", "image=t2_asl");
    final ImagePlus cord = image("t2_asl_seg");
    IJ.run(cord, "Red", "");
    cord.setDisplayRange(0, 1);
    write("tutorial-cord", segment, shown(cord), covered(t2, cord));

    discs(t2, cord);
    open("discs");
    final Part label =
        dialog("Label Levels from Discs...", cord, d -> choose(d, cord.getTitle(), "discs"));
    run("Label Levels from Discs...", "segmentation=t2_asl_seg discs=discs");
    final ImagePlus levels = WindowManager.getCurrentImage();
    write("tutorial-levels", label, covered(t2, levels));

    write(
        "tutorial-shape",
        dialog(
            "Measure Shape...",
            cord,
            d -> {
              choose(d, cord.getTitle(), "(none)", levels.getTitle(), "level");
              ((TextField) d.getStringFields().get(0)).setText("2:7");
            }));
    run(
        "Measure Shape...",
        "segmentation=t2_asl_seg levels=[" + levels.getTitle() + "] vertebrae=2:7 per=level");
    write("tutorial-table", table("Measure Shape", 190));
    template(t2, levels);
  }

  /** Its windows are closed again: the tutorial goes on with discs from a file. */
  private void discs(ImagePlus t2, ImagePlus cord) throws Exception {
    final Part dialog =
        dialog("Label Discs...", t2, d -> choose(d, t2.getTitle(), cord.getTitle()));
    run("Label Discs...", "image=t2_asl segmentation=t2_asl_seg");
    final ImagePlus levels = image("t2_asl_seg_levels");
    write("tutorial-discs", dialog, covered(t2, levels));
    write("tutorial-discs-table", table("Label Discs", 280));
    for (String made : List.of("t2_asl_discs", "t2_asl_seg_levels", "t2_asl_seg_levels_bodies"))
      image(made).close();
  }

  private void template(ImagePlus t2, ImagePlus levels) throws Exception {
    final String template = Subject.FOLDER.resolve("../template").normalize().toString();
    final Path registered = results.resolve("registered"), label = results.resolve("label");
    run(
        "Register to Template...",
        "image=t2_asl segmentation=t2_asl_seg discs=discs template=["
            + template
            + "] output=["
            + registered
            + "]");
    run(
        "Warp Template...",
        "image=t2_asl transform=["
            + registered.resolve("warp_template2anat.nii.gz")
            + "] template=["
            + template
            + "] output=["
            + label
            + "]");
    openFile(registered.resolve("template2anat.nii.gz"));
    openFile(label.resolve("template/synthetic_gm.nii.gz"));
    final ImagePlus moved = image("template2anat"), gray = image("synthetic_gm");
    IJ.run(gray, "Red", "");
    write("tutorial-template", shown(t2), shown(moved), covered(t2, gray));
    run(
        "Extract Metric...",
        "image=t2_asl atlas=["
            + label.resolve("atlas")
            + "] method=map labels=51,52 levels=["
            + levels.getTitle()
            + "] vertebrae=2:7 per=level");
    write("tutorial-metric", table("Extract Metric", 310));
  }

  /** Sets the choices of a dialog, the first ones in their order. */
  private static void choose(GenericDialog dialog, String... items) {
    for (int i = 0; i < items.length; i++) ((Choice) dialog.getChoices().get(i)).select(items[i]);
  }

  private static void open(String name) {
    openFile(Subject.file(name));
  }

  private static void openFile(Path file) {
    IJ.run("Open NIfTI...", "path=[" + file + "]");
  }

  private static void run(String label, String options) {
    IJ.runMacro("run(\"" + label + "\", \"" + options + "\");");
  }

  private static ImagePlus image(String title) {
    final ImagePlus image = WindowManager.getImage(title);
    if (image == null)
      throw new IllegalStateException(
          "no window " + title + " among " + Arrays.toString(WindowManager.getImageTitles()));
    return image;
  }

  private Part shown(ImagePlus image) throws Exception {
    image.setSlice(SLICE);
    image.getWindow().setLocation(300, 150);
    IJ.run(image, "Set... ", "zoom=200");
    image.getWindow().toFront();
    return new Part(image.getTitle(), capture(image.getWindow()));
  }

  /** An image with the same slice of another one over it. */
  private Part covered(ImagePlus image, ImagePlus cover) throws Exception {
    cover.setSlice(SLICE);
    final ImageRoi over = new ImageRoi(0, 0, cover.getProcessor().convertToRGB());
    over.setZeroTransparent(true);
    over.setOpacity(0.6);
    image.setOverlay(new Overlay(over));
    final Part part = shown(image);
    image.setOverlay(null);
    return new Part(image.getTitle() + " with " + cover.getTitle(), part.picture);
  }

  /** A dialog as it is when an image is the current one and a person has filled it in. */
  private Part dialog(String label, ImagePlus current, Consumer<GenericDialog> fill)
      throws Exception {
    IJ.selectWindow(current.getID());
    final GenericDialog dialog = openDialog(label);
    dialog.setLocation(100, 50);
    EventQueue.invokeAndWait(() -> fill.accept(dialog));
    final BufferedImage picture = capture(dialog);
    EventQueue.invokeAndWait(() -> dialog.windowClosing(null));
    IJ.runMacro("1;"); // a cancelled dialog else cancels what comes next
    return new Part(dialog.getTitle(), picture);
  }

  private static GenericDialog openDialog(String label) throws Exception {
    IJ.doCommand(label);
    final String title = label.replace("...", "");
    final long end = System.currentTimeMillis() + PATIENCE_MILLIS;
    while (System.currentTimeMillis() < end) {
      final Optional<GenericDialog> found =
          Arrays.stream(Window.getWindows())
              .filter(GenericDialog.class::isInstance)
              .map(GenericDialog.class::cast)
              .filter(w -> w.isVisible() && w.getTitle().equals(title))
              .findFirst();
      if (found.isPresent()) return found.get();
      Thread.sleep(50);
    }
    throw new IllegalStateException("no dialog " + title);
  }

  private Part table(String title, int height) throws Exception {
    final TextWindow window =
        Arrays.stream(Window.getWindows())
            .filter(TextWindow.class::isInstance)
            .map(TextWindow.class::cast)
            .filter(w -> w.isVisible() && w.getTitle().contains(title))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no table " + title + tables()));
    window.setLocation(50, 100);
    window.setSize(new Dimension(TABLE_WIDTH, height));
    window.toFront();
    return new Part(window.getTitle(), capture(window));
  }

  private static String tables() {
    return Arrays.stream(Window.getWindows())
        .filter(Window::isVisible)
        .map(w -> w instanceof java.awt.Frame f ? " " + f.getTitle() : "")
        .toList()
        .toString();
  }

  private BufferedImage capture(Window window) throws Exception {
    Thread.sleep(SETTLE_MILLIS);
    return user.createScreenCapture(window.getBounds());
  }

  private void write(String name, Part... parts) throws Exception {
    int width = -GAP, height = 0;
    for (Part p : parts) {
      width += p.picture.getWidth() + GAP;
      height = Math.max(height, p.picture.getHeight() + TITLE);
    }
    final BufferedImage all = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    final Graphics2D g = all.createGraphics();
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, width, height);
    g.setColor(Color.BLACK);
    int x = 0;
    for (Part p : List.of(parts)) {
      g.drawString(p.title, x + 2, TITLE - 6);
      g.drawImage(p.picture, x, TITLE, null);
      x += p.picture.getWidth() + GAP;
    }
    g.dispose();
    ImageIO.write(all, "png", new File(pictures.toFile(), name + ".png"));
  }
}
