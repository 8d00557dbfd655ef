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
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Menu item Labels To ROI Manager: points with names, as ImageJ keeps them. */
@Plugin(
    type = Command.class,
    name = "labels-to-rois",
    menuPath = "Plugins>Spinal Cord>Labels>Labels To ROI Manager...",
    description =
        "Puts the labels of an image into the ROI Manager as points with names, such as C2/C3, or"
            + " into a file of it.")
@Example("labels=discs rois=points.zip")
public final class LabelsToRoisCommand extends SpinalCordCommand {

  @Parameter(
      persist = false,
      description = "The label image; of several voxels with one number their mean is taken.")
  private Volume labels;

  @Parameter(
      persist = false,
      choices = {"discs", "bodies", "spinal-levels", "pmj"},
      description = "What the labels are: it gives them their names.")
  private String kind = "discs";

  @Parameter(
      persist = false,
      required = false,
      style = "save",
      description = "A file (.zip) instead of the ROI Manager; the shell needs one.")
  private File rois;

  @Override
  protected void execute(Progress progress) {
    progress.check("labels to points", 0);
    final LabelKind what = LabelKind.ofWord(kind);
    final PointLabels points = PointLabels.of(labels.require3D()).meanPerValue();
    final List<Roi> made = PointRois.of(points, what);
    if (rois == null) PointRois.show(made);
    else write(rois, path -> RoiFile.write(made, path));
    describe(new Methods(made.size() + " labels were made points of ImageJ."));
  }
}
