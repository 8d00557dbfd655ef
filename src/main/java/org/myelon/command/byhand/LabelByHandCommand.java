package org.myelon.command.byhand;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.myelon.centerline.Centerline;
import org.myelon.centerline.FitCenterline;
import org.myelon.command.Example;
import org.myelon.command.NeedsScreen;
import org.myelon.command.SpinalCordCommand;
import org.myelon.image.Volume;
import org.myelon.image.nifti.Nifti;
import org.myelon.label.Corrections;
import org.myelon.label.byhand.LabelKind;
import org.myelon.label.byhand.LabelSession;
import org.myelon.label.byhand.SagittalView;
import org.myelon.step.CancelledException;
import org.myelon.step.Methods;
import org.myelon.step.Progress;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Menu item Label By Hand: labels set by clicks in a sagittal view. */
@Plugin(
    type = Command.class,
    name = "label-by-hand",
    menuPath = "Plugins>Spinal Cord>Labels>Label By Hand...",
    description =
        "Opens a sagittal view along the cord, in which discs and other landmarks are set, moved and"
            + " removed by mouse and keyboard.")
@Example("image=t2 segmentation=cord start=discs output=t2_labels")
@NeedsScreen
public final class LabelByHandCommand extends SpinalCordCommand {

  @Parameter(persist = false, description = "The image; 3-D, of any orientation and voxel size.")
  private Volume image;

  @Parameter(
      persist = false,
      required = false,
      description =
          "The cord: the view follows it, and labels can be put on its centreline. Without it the"
              + " sagittal slices of the image are shown as they are.")
  private Volume segmentation;

  @Parameter(
      persist = false,
      required = false,
      description =
          "Labels to begin with, on any grid of the same body. Without it those that were saved as"
              + " corrected, if there are any.")
  private Volume start;

  @Parameter(
      persist = false,
      choices = {"discs", "bodies", "spinal-levels", "pmj"},
      description = "What is labelled: it gives the labels their names and the file its name.")
  private String kind = "discs";

  @Parameter(
      persist = false,
      description =
          "Which labels are asked for, in order: numbers, names and ranges such as 3:20 or"
              + " C2/C3:T1/T2,PMJ; empty for all of the kind.")
  private String labels = "";

  @Parameter(
      persist = false,
      description = "Who labels, for the file beside corrected labels; empty for the login name.")
  private String author = "";

  @Parameter(
      type = ItemIO.OUTPUT,
      description = "The labels, single voxels on the grid of the image.")
  private Volume output;

  @Override
  protected void execute(Progress progress) {
    final LabelKind what = LabelKind.ofWord(kind);
    final List<Integer> wanted = what.parse(labels);
    image.require3D();
    NeedsScreen.Check.require("label-by-hand");
    final Optional<Centerline> line =
        Optional.ofNullable(segmentation)
            .map(s -> FitCenterline.run(s, FitCenterline.Settings.defaults(), progress.silent()));
    final SagittalView view =
        line.map(l -> SagittalView.along(image, l, progress))
            .orElseGet(() -> SagittalView.flat(image, progress));
    final Optional<Corrections> corrections = Corrections.of(image);
    final Optional<Path> corrected =
        start == null ? corrections.flatMap(c -> c.find(what.correction())) : Optional.empty();
    final LabelSession session =
        new LabelSession(
            image,
            what,
            wanted,
            line,
            Optional.ofNullable(start).or(() -> corrected.map(Nifti::read)));
    final Optional<Function<Volume, Path>> save =
        corrections.map(c -> v -> c.write(v, what.correction(), who()));
    final String greeting = corrected.map(f -> "Begins with " + f.getFileName()).orElse("");
    if (!WindowPair.edit(
        () -> new LabelWindows(image.name(), view, session, save, greeting).windows()))
      throw new CancelledException();
    output = session.toVolume(image.name() + "_labels");
    describe(methods(session));
  }

  private String who() {
    return author.isBlank() ? System.getProperty("user.name") : author.strip();
  }

  private static Methods methods(LabelSession session) {
    return new Methods(
        String.format(
            "%d labels (%s) were set by hand in a sagittal view.",
            session.placed().size(), session.kind().correction().title().toLowerCase(Locale.ROOT)));
  }
}
