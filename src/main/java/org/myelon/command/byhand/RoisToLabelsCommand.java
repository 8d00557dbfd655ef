package org.myelon.command.byhand;

import ij.gui.Roi;
import java.io.File;
import java.util.List;
import org.myelon.command.Example;
import org.myelon.command.SpinalCordCommand;
import org.myelon.image.Volume;
import org.myelon.label.PointLabels;
import org.myelon.label.byhand.LabelKind;
import org.myelon.step.Methods;
import org.myelon.step.Progress;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Menu item ROI Manager To Labels: a label image from points with names. */
@Plugin(
    type = Command.class,
    name = "rois-to-labels",
    menuPath = "Plugins>Spinal Cord>Labels>ROI Manager To Labels...",
    description =
        "Makes a label image from the points of the ROI Manager, or of a file of it, by their"
            + " names.")
@Example("image=t2 rois=discs.zip output=t2_labels")
public final class RoisToLabelsCommand extends SpinalCordCommand {

  @Parameter(persist = false, description = "The image on which the points were set; 3-D.")
  private Volume image;

  @Parameter(
      persist = false,
      required = false,
      style = "open",
      description = "A file (.zip, .roi) instead of the ROI Manager; the shell needs one.")
  private File rois;

  @Parameter(
      persist = false,
      choices = {"discs", "bodies", "spinal-levels", "pmj"},
      description = "What is labelled: names such as C2/C3 are read as of this kind.")
  private String kind = "discs";

  @Parameter(
      persist = false,
      description =
          "Numbers or names, such as 3:20, for points whose own names say nothing, in order; empty:"
              + " all must have names.")
  private String labels = "";

  @Parameter(
      type = ItemIO.OUTPUT,
      description = "The labels, single voxels on the grid of the image.")
  private Volume output;

  @Override
  protected void execute(Progress progress) {
    progress.check("points to labels", 0);
    final LabelKind what = LabelKind.ofWord(kind);
    final List<Roi> found = rois == null ? PointRois.ofManager() : RoiFile.read(rois.toPath());
    final PointLabels points =
        PointRois.read(
            found,
            image.require3D().grid(),
            what,
            labels.isBlank() ? List.of() : what.parse(labels));
    output = points.toVolume(image.name() + "_labels");
    describe(new Methods(points.points().size() + " labels were set by hand as points in ImageJ."));
  }
}
