package org.myelon.command;

import org.myelon.centerline.Centerline;
import org.myelon.centerline.FitCenterline;
import org.myelon.centerline.FitCenterline.Algorithm;
import org.myelon.image.Volume;
import org.myelon.label.LevelMap;
import org.myelon.report.CordPictures;
import org.myelon.report.QcEntry;
import org.myelon.step.Progress;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Menu item Label Levels from Discs: a level map of the cord. */
@Plugin(
    type = Command.class,
    name = "label-levels",
    menuPath = "Plugins>Spinal Cord>Labels>Label Levels from Discs...",
    description = "Gives every voxel of a cord mask its vertebral level, from disc labels.")
@Example("segmentation=cord discs=discs levels=levelmap")
public final class LabelLevelsCommand extends SpinalCordCommand {

  @Parameter(persist = false, description = "The cord mask.")
  private Volume segmentation;

  @Parameter(persist = false, description = "Disc labels, 3 is C2/C3; on any grid.")
  private Volume discs;

  @Parameter(persist = false, description = "Smoothing of the centreline (cubic smoothing spline).")
  private double smooth = 30;

  @Parameter(
      persist = false,
      choices = {"myelon", "sct"},
      description =
          "Our rules, or those of SCT: a missing disc merges two levels, the outer levels run to the ends.")
  private String compatibility = "myelon";

  @Parameter(type = ItemIO.OUTPUT, description = "The level map on the grid of the mask.")
  private Volume levels;

  @Override
  protected void execute(Progress progress) {
    final FitCenterline.Settings fit = new FitCenterline.Settings(Algorithm.BSPLINE, smooth, false);
    final Centerline line = FitCenterline.run(segmentation, fit, progress.part(0, 0.5));
    final LevelMap.Result result =
        LevelMap.run(
            segmentation,
            discs,
            line,
            new LevelMap.Settings(compatibility.equals("sct")),
            progress.part(0.5, 1));
    levels = result.levels();
    describe(FitCenterline.methods(fit));
    describe(result.methods());
    show(
        () ->
            CordPictures.of(segmentation, segmentation, line)
                .withLevels(levels)
                .withDiscs(discs)
                .addTo(QcEntry.of("label-levels", "Vertebral levels", segmentation.name()))
                .withMethods(methods()));
  }
}
