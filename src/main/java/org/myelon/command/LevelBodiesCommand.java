package org.myelon.command;

import org.myelon.image.Volume;
import org.myelon.label.LevelBodies;
import org.myelon.step.NumberList;
import org.myelon.step.Progress;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Menu item Label Level Bodies: one point in the middle of each level. */
@Plugin(
    type = Command.class,
    name = "level-bodies",
    menuPath = "Plugins>Spinal Cord>Labels>Label Level Bodies...",
    description = "Puts one label in the middle of each vertebral level of a level map.")
@Example("levels=levels labels=bodies")
public final class LevelBodiesCommand extends SpinalCordCommand {

  @Parameter(persist = false, description = "The level map.")
  private Volume levels;

  @Parameter(persist = false, description = "Which levels, such as 2:5; empty for all.")
  private String vertebrae = "";

  @Parameter(type = ItemIO.OUTPUT, description = "One labelled voxel per level.")
  private Volume labels;

  @Override
  protected void execute(Progress progress) {
    final LevelBodies.Result result =
        LevelBodies.run(levels, NumberList.parse(vertebrae, "vertebrae"));
    labels = result.labels();
    describe(result.methods());
  }
}
