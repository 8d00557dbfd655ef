package org.myelon.command;

import java.util.Locale;
import org.myelon.centerline.LinkCurved;
import org.myelon.centerline.LinkCurved.Side;
import org.myelon.image.Volume;
import org.myelon.step.Progress;
import org.myelon.step.Table;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Menu item Link Curved Points: where points of curved planes lie in the image. */
@Plugin(
    type = Command.class,
    name = "link-curved",
    menuPath = "Plugins>Spinal Cord>Centreline>Link Curved Points...",
    description =
        "Finds points of curved planes in the image that they were cut from, or the other way round.")
@Example("image=cpr points=25,40,0:20.5,90,0 from=curved table=points.csv")
public final class LinkCurvedCommand extends SpinalCordCommand {

  @Parameter(persist = false, description = "Curved planes: a result of reslice-curved.")
  private Volume image;

  @Parameter(
      persist = false,
      description = "x,y,z in voxels of the stored axes, several with colons between them.")
  private String points = "0,0,0";

  @Parameter(
      persist = false,
      choices = {"curved", "source"},
      description = "Whose voxels these are: those of the planes, or of the image they show.")
  private String from = "curved";

  @Parameter(
      type = ItemIO.OUTPUT,
      description =
          "A row per point: voxels of both images, RAS mm, and mm to the right, in front of and along"
              + " the cord.")
  private Table table;

  @Override
  protected void execute(Progress progress) {
    table = LinkCurved.run(image, points, Side.valueOf(from.toUpperCase(Locale.ROOT)));
  }
}
