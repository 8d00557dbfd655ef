package org.myelon.command.byhand;

import ij.IJ;
import ij.ImageJ;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.myelon.command.Example;
import org.myelon.command.NeedsScreen;
import org.myelon.command.SpinalCordCommand;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;
import org.myelon.image.nifti.Nifti;
import org.myelon.label.CorrectionKind;
import org.myelon.label.Corrections;
import org.myelon.label.byhand.MaskSession;
import org.myelon.step.CancelledException;
import org.myelon.step.Methods;
import org.myelon.step.Progress;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Menu item Paint By Hand: a mask painted with ImageJ's tools. */
@Plugin(
    type = Command.class,
    name = "paint-by-hand",
    menuPath = "Plugins>Spinal Cord>Segment>Paint By Hand...",
    description =
        "Opens an image with a mask over it, which is painted and corrected with ImageJ's own tools"
            + " for selections: brush, wand, freehand and all others.")
@Example("image=t2 mask=cord output=t2_mask")
@NeedsScreen
public final class PaintByHandCommand extends SpinalCordCommand {

  @Parameter(persist = false, description = "The image; 3-D, of any orientation.")
  private Volume image;

  @Parameter(
      persist = false,
      required = false,
      description =
          "A mask to begin with, on the grid of the image. Without it the one that was saved as"
              + " corrected, if there is one, else nothing is painted yet.")
  private Volume mask;

  @Parameter(
      persist = false,
      choices = {"cord", "gray-matter", "white-matter", "canal", "lesion"},
      description = "What is painted: it gives the corrected file its name.")
  private String kind = "cord";

  @Parameter(
      persist = false,
      choices = {"axial", "sagittal", "coronal"},
      description = "The slices to paint on: those of the image that come nearest to this.")
  private String view = "axial";

  @Parameter(
      persist = false,
      description = "Who paints, for the file beside a corrected mask; empty for the login name.")
  private String author = "";

  @Parameter(type = ItemIO.OUTPUT, description = "The mask on the grid of the image.")
  private Volume output;

  @Override
  protected void execute(Progress progress) {
    image.require3D();
    NeedsScreen.Check.require("paint-by-hand");
    progress.check("painting by hand", 0);
    final CorrectionKind what =
        CorrectionKind.valueOf(kind.toUpperCase(Locale.ROOT).replace('-', '_'));
    final Orientation turned = Orientation.parse(letters());
    final Optional<Corrections> corrections = Corrections.of(image);
    final Optional<Path> corrected =
        mask == null ? corrections.flatMap(c -> c.find(what)) : Optional.empty();
    final MaskSession session =
        new MaskSession(
            image, turned, Optional.ofNullable(mask).or(() -> corrected.map(Nifti::read)));
    final Optional<Function<Volume, Path>> save =
        corrections.map(c -> v -> c.write(v, what, who()));
    final String greeting = corrected.map(f -> "Begins with " + f.getFileName()).orElse("");
    if (IJ.getInstance() == null) new ImageJ(ImageJ.EMBEDDED); // its tools are needed
    final Volume shown = image.reoriented(turned);
    if (!WindowPair.edit(
        () -> new PaintWindows(shown, what.title(), session, save, greeting).windows()))
      throw new CancelledException();
    output = session.toVolume(image.name() + "_mask");
    describe(new Methods(what.title() + ": the mask was painted or corrected by hand."));
  }

  /** As radiologists look: the patient's right or the front on the left. */
  private String letters() {
    return switch (view) {
      case "sagittal" -> "ASR";
      case "coronal" -> "RSA";
      default -> "RAI";
    };
  }

  private String who() {
    return author.isBlank() ? System.getProperty("user.name") : author.strip();
  }
}
