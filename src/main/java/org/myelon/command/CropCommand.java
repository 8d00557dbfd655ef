package org.myelon.command;

import java.util.Arrays;
import org.myelon.image.Box;
import org.myelon.image.Crop;
import org.myelon.image.Volume;
import org.myelon.step.InputException;
import org.myelon.step.Methods;
import org.myelon.step.Progress;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Menu item Crop Volume: a box of voxels, every one where it was in the body. */
@Plugin(
    type = Command.class,
    name = "crop-image",
    menuPath = "Plugins>Spinal Cord>Image>Crop Volume...",
    description =
        "Cuts out a box: round a mask, where another image lies, or by first and last voxel.")
@Example("image=t2 mask=cord margin=10x10x2 output=t2_crop")
public final class CropCommand extends SpinalCordCommand {

  @Parameter(persist = false, description = "The image to crop; 3-D, series or vector field.")
  private Volume image;

  @Parameter(
      persist = false,
      required = false,
      description = "Crop to the voxels of this mask that are not zero; on the same grid.")
  private Volume mask;

  @Parameter(
      persist = false,
      description =
          "Voxels to keep round the mask or reference along each axis, such as 30x30x5, or in mm:"
              + " 20x20x10mm.")
  private String margin = "0";

  @Parameter(
      persist = false,
      required = false,
      description = "Crop to the field of view of this image, on any grid.")
  private Volume reference;

  @Parameter(
      persist = false,
      description = "First voxel along the first axis; negative counts from the end.")
  private int xmin = 0;

  @Parameter(
      persist = false,
      description = "Last voxel along the first axis; -1 is the last of the image.")
  private int xmax = -1;

  @Parameter(
      persist = false,
      description = "First voxel along the second axis; negative counts from the end.")
  private int ymin = 0;

  @Parameter(
      persist = false,
      description = "Last voxel along the second axis; -1 is the last of the image.")
  private int ymax = -1;

  @Parameter(
      persist = false,
      description = "First voxel along the third axis; negative counts from the end.")
  private int zmin = 0;

  @Parameter(
      persist = false,
      description = "Last voxel along the third axis; -1 is the last of the image.")
  private int zmax = -1;

  @Parameter(
      persist = false,
      description =
          "A number: keep the size of the image and set everything outside the box to it. Empty:"
              + " crop.")
  private String background = "";

  @Parameter(type = ItemIO.OUTPUT, description = "The box, or the image with its outside blanked.")
  private Volume output;

  @Override
  protected void execute(Progress progress) {
    final Box box = box();
    final boolean crop = background.isBlank();
    output =
        (crop ? Crop.to(image, box) : Crop.blankOutside(image, box, backgroundValue()))
            .withName(image.name() + "_crop");
    describe(
        new Methods(
            "The image was "
                + (crop ? "cropped to" : "set to " + background + " outside")
                + " voxels "
                + box
                + "."));
  }

  private Box box() {
    final Box typed = typedBox();
    final boolean isTyped = !typed.equals(Box.of(image.grid()));
    if ((mask == null ? 0 : 1) + (reference == null ? 0 : 1) + (isTyped ? 1 : 0) > 1)
      throw new InputException(
          "Give only one of mask, reference and the limits xmin to zmax, so that the box is clear.");
    if (mask == null && reference == null) return typed;
    if (reference != null)
      return Box.seenBy(reference.grid(), image.grid()).grown(margins(), image.grid());
    image.grid().requireSame(mask.grid(), image.name(), mask.name());
    return Box.around(mask).grown(margins(), image.grid());
  }

  private Box typedBox() {
    final long[] min = {xmin, ymin, zmin}, max = {xmax, ymax, zmax};
    for (int a = 0; a < 3; a++) {
      if (min[a] < 0) min[a] += image.grid().size(a);
      if (max[a] < 0) max[a] += image.grid().size(a);
    }
    return new Box(min, max);
  }

  private long[] margins() {
    final AxisValues m = AxisValues.parse("margin", margin, 3);
    if (Arrays.stream(m.values()).anyMatch(v -> v < 0))
      throw new InputException("margin=" + margin + " is negative; a margin is kept, 0 or more.");
    if (!m.inMm()) return m.voxels("margin");
    final long[] voxels = new long[3];
    for (int a = 0; a < 3; a++)
      voxels[a] = (long) Math.ceil(m.values()[a] / image.grid().spacing()[a] - 1e-6);
    return voxels;
  }

  private double backgroundValue() {
    return AxisValues.parse("background", background, 1).values()[0];
  }
}
