package org.myelon.command;

import org.myelon.centerline.FitCenterline;
import org.myelon.centerline.FitCenterline.Algorithm;
import org.myelon.image.Volume;
import org.myelon.label.SpinalLevel;
import org.myelon.report.CordPictures;
import org.myelon.report.QcEntry;
import org.myelon.step.Progress;
import org.myelon.step.Table;
import org.myelon.vertebra.LabelSpinalLevels;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Menu item Label Spinal Levels: the segments of the cord, from rootlets or vertebrae. */
@Plugin(
    type = Command.class,
    name = "spinal-levels",
    menuPath = "Plugins>Spinal Cord>Labels>Label Spinal Levels...",
    description =
        "Finds the spinal levels along the cord from its nerve rootlets, or from discs or vertebrae.")
@Example("segmentation=cord discs=discs levels=t2_spinal table=spinal.csv")
public final class SpinalLevelsCommand extends SpinalCordCommand {

  @Parameter(persist = false, description = "The cord mask.")
  private Volume segmentation;

  @Parameter(
      persist = false,
      required = false,
      description =
          "Map of the nerve rootlets, the number of the spinal level in each; on any grid.")
  private Volume rootlets;

  @Parameter(
      persist = false,
      required = false,
      description = "Instead of rootlets: disc labels, 3 is C2/C3; on any grid.")
  private Volume discs;

  @Parameter(
      persist = false,
      required = false,
      description = "Instead of rootlets: a map of the vertebral levels on the grid of the mask.")
  private Volume vertebral;

  @Parameter(
      persist = false,
      required = false,
      description = "Label 50 at the pontomedullary junction: the table gives distances from it.")
  private Volume pmj;

  @Parameter(
      persist = false,
      required = false,
      description = "The image on the grid of the mask, for the pictures of the page.")
  private Volume image;

  @Parameter(
      persist = false,
      description = "How far from the cord, in mm, a voxel of a rootlet may lie to count.")
  private double reach = LabelSpinalLevels.Settings.defaults().reach();

  @Parameter(
      persist = false,
      description =
          "Let a level begin where the rootlets of the level above end, so that none lies between.")
  private boolean closed = false;

  @Parameter(persist = false, description = "Smoothing of the centreline (cubic smoothing spline).")
  private double smooth = 30;

  @Parameter(
      type = ItemIO.OUTPUT,
      description = "Map of the spinal levels on the grid of the mask; 8 is C8, 9 is T1.")
  private Volume levels;

  @Parameter(
      type = ItemIO.OUTPUT,
      description = "One voxel in the middle of each level, on the centreline.")
  private Volume midpoints;

  @Parameter(type = ItemIO.OUTPUT, description = "One row per level: ends, middle, length.")
  private Table table;

  @Override
  protected void execute(Progress progress) {
    final LabelSpinalLevels.Result result =
        LabelSpinalLevels.run(
            new LabelSpinalLevels.Inputs(segmentation, rootlets, discs, vertebral, pmj),
            new LabelSpinalLevels.Settings(
                reach, closed, new FitCenterline.Settings(Algorithm.BSPLINE, smooth, false)),
            progress);
    levels = result.levels();
    midpoints = result.midpoints();
    table = result.table();
    result.methods().forEach(this::describe);
    show(
        () ->
            CordPictures.of(image == null ? segmentation : image, segmentation, result.line())
                .withLevels(levels, SpinalLevel::name)
                .addTo(QcEntry.of("spinal-levels", "Spinal levels", segmentation.name()))
                .withSheet("Along the centreline", table, false)
                .withMethods(methods()));
  }
}
