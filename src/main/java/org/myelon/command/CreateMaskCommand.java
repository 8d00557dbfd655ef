package org.myelon.command;

import java.util.Locale;
import java.util.function.IntFunction;
import org.myelon.image.CreateMask;
import org.myelon.image.CreateMask.Shape;
import org.myelon.image.Volume;
import org.myelon.step.InputException;
import org.myelon.step.Progress;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Menu item Create Mask: a tube or a Gaussian round the cord. */
@Plugin(
    type = Command.class,
    name = "create-mask",
    menuPath = "Plugins>Spinal Cord>Image>Create Mask...",
    description = "Draws a disk, a square or a Gaussian about a centre in every axial slice.")
@Example("image=t2 method=centerline centerline=cord shape=cylinder size=35mm output=mask")
public final class CreateMaskCommand extends SpinalCordCommand {

  @Parameter(persist = false, description = "The image the mask is for; its grid is taken.")
  private Volume image;

  @Parameter(
      persist = false,
      choices = {"center", "coordinate", "point", "centerline"},
      description = "Where the centre of each slice is.")
  private String method = "center";

  @Parameter(
      persist = false,
      description = "For method=coordinate: voxel from right x voxel from posterior, as in 15x17.")
  private String at = "";

  @Parameter(
      persist = false,
      required = false,
      description = "For method=point: an image with one labelled voxel, on any grid.")
  private Volume point;

  @Parameter(
      persist = false,
      required = false,
      description =
          "For method=centerline: a segmentation of the cord, or any image of its centreline, on"
              + " the same grid; slices without it stay empty.")
  private Volume centerline;

  @Parameter(
      persist = false,
      choices = {"cylinder", "box", "gaussian"},
      description = "What is drawn in each slice.")
  private String shape = "cylinder";

  @Parameter(
      persist = false,
      description =
          "Diameter or side in voxels (41) or mm (35mm); for a Gaussian twice its standard"
              + " deviation.")
  private String size = "41";

  @Parameter(type = ItemIO.OUTPUT, description = "The mask on the grid of the image.")
  private Volume output;

  @Override
  protected void execute(Progress progress) {
    final AxisValues s = AxisValues.parse("size", size, 1);
    final CreateMask.Settings settings =
        new CreateMask.Settings(
            Shape.valueOf(shape.toUpperCase(Locale.ROOT)), s.values()[0], s.inMm());
    final CreateMask.Result result = CreateMask.run(image, centres(progress), settings, progress);
    output = result.mask().withName(image.name() + "_mask");
    describe(result.methods());
  }

  private IntFunction<double[]> centres(Progress progress) {
    return switch (method) {
      case "coordinate" -> {
        final double[] xy = AxisValues.parse("at", at, 2).values();
        yield CreateMask.at(xy[0], xy[1], image);
      }
      case "point" -> CreateMask.at(needed(point, "point"), image);
      case "centerline" -> CreateMask.along(needed(centerline, "centerline"), image, progress);
      default -> CreateMask.middle(image);
    };
  }

  private static Volume needed(Volume volume, String key) {
    if (volume == null)
      throw new InputException("method=" + key + " needs an image: give " + key + "=.");
    return volume;
  }
}
