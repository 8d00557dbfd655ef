package org.myelon.command;

import org.myelon.centerline.Centerline;
import org.myelon.centerline.FitCenterline;
import org.myelon.centerline.FitCenterline.Algorithm;
import org.myelon.image.Volume;
import org.myelon.label.ProjectLabels;
import org.myelon.step.Progress;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Menu item Project Labels: labels go to the nearest points of the centreline. */
@Plugin(
    type = Command.class,
    name = "project-labels",
    menuPath = "Plugins>Spinal Cord>Labels>Project Labels on Centreline...",
    description = "Moves labels to the nearest points of the centreline of a cord mask.")
@Example("segmentation=cord labels=discs output=projected")
public final class ProjectLabelsCommand extends SpinalCordCommand {

  @Parameter(persist = false, description = "The cord mask; its grid is taken.")
  private Volume segmentation;

  @Parameter(persist = false, description = "The labels to move, on any grid.")
  private Volume labels;

  @Parameter(persist = false, description = "Smoothing of the centreline (cubic smoothing spline).")
  private double smooth = 20;

  @Parameter(type = ItemIO.OUTPUT, description = "The labels on the centreline.")
  private Volume output;

  @Override
  protected void execute(Progress progress) {
    final FitCenterline.Settings fit = new FitCenterline.Settings(Algorithm.BSPLINE, smooth, false);
    final Centerline line = FitCenterline.run(segmentation, fit, progress);
    final ProjectLabels.Result result = ProjectLabels.run(labels, line, segmentation.orientation());
    output = result.labels().withName(labels.name() + "_projected");
    describe(FitCenterline.methods(fit));
    describe(result.methods());
  }
}
