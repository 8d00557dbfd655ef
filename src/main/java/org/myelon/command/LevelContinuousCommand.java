package org.myelon.command;

import org.myelon.centerline.Centerline;
import org.myelon.centerline.FitCenterline;
import org.myelon.centerline.FitCenterline.Algorithm;
import org.myelon.image.Volume;
import org.myelon.label.ContinuousLevels;
import org.myelon.step.Progress;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Menu item Make Levels Continuous: level k runs from k at its top to k + 1 at its bottom. */
@Plugin(
    type = Command.class,
    name = "level-continuous",
    menuPath = "Plugins>Spinal Cord>Labels>Make Levels Continuous...",
    description = "Turns a level map into a continuous coordinate along the cord.")
@Example("levels=levels output=continuous")
public final class LevelContinuousCommand extends SpinalCordCommand {

  @Parameter(persist = false, description = "The level map.")
  private Volume levels;

  @Parameter(
      persist = false,
      choices = {"myelon", "sct"},
      description = "Our rule, or that of SCT, whose coordinate jumps back at each border.")
  private String compatibility = "myelon";

  @Parameter(type = ItemIO.OUTPUT, description = "The continuous map, 0 where the level map is 0.")
  private Volume output;

  @Override
  protected void execute(Progress progress) {
    final FitCenterline.Settings fit = new FitCenterline.Settings(Algorithm.BSPLINE, 20, false);
    final Centerline line = FitCenterline.run(levels, fit, progress.part(0, 0.5));
    final ContinuousLevels.Result result =
        ContinuousLevels.run(
            levels,
            line,
            new ContinuousLevels.Settings(compatibility.equals("sct")),
            progress.part(0.5, 1));
    output = result.levels();
    describe(result.methods());
  }
}
