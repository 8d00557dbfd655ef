package org.myelon.command;

import java.util.Locale;
import org.myelon.centerline.Centerline;
import org.myelon.centerline.CenterlineImage;
import org.myelon.centerline.CenterlineTable;
import org.myelon.centerline.FitCenterline;
import org.myelon.centerline.FitCenterline.Algorithm;
import org.myelon.image.Volume;
import org.myelon.step.Progress;
import org.myelon.step.Table;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Menu item Fit Centreline: a smooth line through the centres of a cord mask or of points. */
@Plugin(
    type = Command.class,
    name = "fit-centerline",
    menuPath = "Plugins>Spinal Cord>Centreline>Fit Centreline...",
    description = "Fits a smooth line through the centres of a cord mask, or through points.")
@Example("segmentation=cord algorithm=bspline smooth=30 centerline=line table=line.csv")
public final class FitCenterlineCommand extends SpinalCordCommand {

  @Parameter(
      persist = false,
      description = "A cord mask, or points along the cord; all that is not zero counts.")
  private Volume segmentation;

  @Parameter(
      persist = false,
      choices = {"bspline", "linear", "polyfit", "nurbs"},
      description = "The kind of curve.")
  private String algorithm = "bspline";

  @Parameter(
      persist = false,
      description =
          "Smoothing: for bspline 0 (through all centres) to 50 (strong), for linear the length of"
              + " the window in mm.")
  private double smooth = 30;

  @Parameter(
      persist = false,
      description = "Share each point out to four voxels instead of rounding it to one.")
  private boolean soft = false;

  @Parameter(
      persist = false,
      description = "Run through all slices of the image instead of ending with the mask.")
  private boolean extrapolate = false;

  @Parameter(
      persist = false,
      choices = {"pix", "phys"},
      description = "Points in the table as voxels of the stored axes (pix) or in RAS mm (phys).")
  private String space = "pix";

  @Parameter(type = ItemIO.OUTPUT, description = "The line on the grid of the mask.")
  private Volume centerline;

  @Parameter(
      type = ItemIO.OUTPUT,
      description = "One row per slice: point, length from the lowest slice, angles to the slice.")
  private Table table;

  @Override
  protected void execute(Progress progress) {
    final FitCenterline.Settings settings =
        new FitCenterline.Settings(
            Algorithm.valueOf(algorithm.toUpperCase(Locale.ROOT)), smooth, extrapolate);
    final Centerline line = FitCenterline.run(segmentation, settings, progress);
    final String name = segmentation.name() + "_centerline";
    centerline =
        soft
            ? CenterlineImage.soft(line, segmentation.orientation(), name)
            : CenterlineImage.discrete(line, segmentation.orientation(), name);
    table =
        space.equals("phys")
            ? CenterlineTable.inMillimetres(line)
            : CenterlineTable.inVoxels(line, segmentation.grid());
    describe(FitCenterline.methods(settings));
  }
}
