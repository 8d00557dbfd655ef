package org.myelon.command;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.myelon.image.Grid;
import org.myelon.image.Interpolation;
import org.myelon.image.Resample;
import org.myelon.image.Volume;
import org.myelon.step.InputException;
import org.myelon.step.Methods;
import org.myelon.step.Progress;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Menu item Resample Volume: other voxels for the same part of the body. */
@Plugin(
    type = Command.class,
    name = "resample",
    menuPath = "Plugins>Spinal Cord>Image>Resample Volume...",
    description =
        "Puts an image on other voxels: of a size in mm, more or fewer, or those of another image.")
@Example("image=t2 spacing=1x1x1 interpolation=linear output=t2_1mm")
public final class ResampleCommand extends SpinalCordCommand {

  @Parameter(persist = false, description = "The image to resample; 3-D, series or vector field.")
  private Volume image;

  @Parameter(
      persist = false,
      description =
          "New voxel size in mm along the axes of the image, such as 0.8x1.5x1.2; one number for"
              + " all. Give one of spacing, factor, size and reference.")
  private String spacing = "";

  @Parameter(
      persist = false,
      description = "How many times more voxels along each axis, such as 2x2x1 or 0.5x0.5x1.")
  private String factor = "";

  @Parameter(
      persist = false,
      description = "New number of voxels along each axis, such as 100x100x20.")
  private String size = "";

  @Parameter(
      persist = false,
      required = false,
      description = "An image whose grid is taken over, in any orientation.")
  private Volume reference;

  @Parameter(
      persist = false,
      choices = {"nearest", "linear", "cubic", "label"},
      description = InterpolationChoice.DESCRIPTION)
  private String interpolation = "linear";

  @Parameter(type = ItemIO.OUTPUT, description = "The image on its new voxels.")
  private Volume output;

  @Override
  protected void execute(Progress progress) {
    final Grid target = target();
    final Interpolation how = InterpolationChoice.of(interpolation);
    output = Resample.toGrid(image, target, how, progress).withName(image.name() + "_resampled");
    final double[] mm = target.spacing();
    describe(
        new Methods(
            String.format(
                Locale.ROOT,
                "The image was resampled to %d x %d x %d voxels of %.4g x %.4g x %.4g mm with %s"
                    + " interpolation.",
                target.size(0),
                target.size(1),
                target.size(2),
                mm[0],
                mm[1],
                mm[2],
                how)));
  }

  private Grid target() {
    final List<String> given =
        Stream.of(spacing, factor, size).filter(text -> !text.isBlank()).toList();
    if (given.size() + (reference == null ? 0 : 1) != 1)
      throw new InputException(
          "Give exactly one of spacing, factor, size and reference, so that the new voxels are"
              + " clear.");
    if (reference != null) return reference.grid();
    final Grid own = image.grid();
    if (!spacing.isBlank())
      return own.withSpacing(AxisValues.parse("spacing", spacing, 3).values());
    if (!size.isBlank()) return own.withSize(AxisValues.parse("size", size, 3).voxels("size"));
    final double[] f = AxisValues.parse("factor", factor, 3).values();
    final long[] voxels = new long[3];
    for (int a = 0; a < 3; a++) voxels[a] = Math.round(f[a] * own.size(a));
    return own.withSize(voxels);
  }
}
