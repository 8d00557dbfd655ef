package org.myelon.command;

import java.io.File;
import java.util.Arrays;
import java.util.Locale;
import org.myelon.centerline.Centerline;
import org.myelon.centerline.CurvedSpace;
import org.myelon.centerline.CurvedTable;
import org.myelon.centerline.CurvedView;
import org.myelon.centerline.CurvedView.Mode;
import org.myelon.centerline.CurvedView.Plane;
import org.myelon.centerline.FitCenterline;
import org.myelon.centerline.FitCenterline.Algorithm;
import org.myelon.centerline.ResliceCurved;
import org.myelon.centerline.ResliceCurved.Projection;
import org.myelon.centerline.ResliceCurved.Settings;
import org.myelon.image.Interpolation;
import org.myelon.image.Volume;
import org.myelon.report.CurvedPictures;
import org.myelon.report.QcEntry;
import org.myelon.step.Progress;
import org.myelon.step.TableText;
import org.myelon.step.TextFile;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Menu item Reslice Curved: planes along the cord, or straight across it. */
@Plugin(
    type = Command.class,
    name = "reslice-curved",
    menuPath = "Plugins>Spinal Cord>Centreline>Reslice Curved (CPR)...",
    description =
        "Curved planar reformation: planes that follow the cord, or stand straight across it, linked"
            + " to the image point by point.")
@Example("image=t2 segmentation=cord plane=sagittal size=50 slices=3 thickness=2 output=t2_cpr")
public final class ResliceCurvedCommand extends SpinalCordCommand {

  @Parameter(persist = false, description = "The image; 3-D or series, any voxels.")
  private Volume image;

  @Parameter(
      persist = false,
      description =
          "A cord mask, or points along the cord; all that is not zero counts. On any grid of the"
              + " same body.")
  private Volume segmentation;

  @Parameter(
      persist = false,
      choices = {"sagittal", "coronal", "orthogonal"},
      description = "Planes along the cord (sagittal, coronal) or straight across it (orthogonal).")
  private String plane = "sagittal";

  @Parameter(
      persist = false,
      choices = {"straightened", "stretched"},
      description =
          "Unroll all bends of the cord (straightened), or only those across the plane (stretched).")
  private String mode = "straightened";

  @Parameter(
      persist = false,
      description =
          "Rotation of the planes about the cord, degrees; positive turns the front to the left.")
  private double angle = 0;

  @Parameter(persist = false, description = "Width of the planes across the cord, mm.")
  private double size = 60;

  @Parameter(
      persist = false,
      description = "Pixel size in the planes, mm; 0 for the smallest voxel size of the image.")
  private double spacing = 0;

  @Parameter(
      persist = false,
      description = "Thickness and distance of the slices, mm; 0 for thin ones a pixel apart.")
  private double thickness = 0;

  @Parameter(
      persist = false,
      choices = {"mean", "max", "min"},
      description = "What a thick slice shows: mean, maximum or minimum over its thickness.")
  private String projection = "mean";

  @Parameter(
      persist = false,
      description = "Number of parallel slices, sagittal and coronal; orthogonal fills the cord.")
  private int slices = 1;

  @Parameter(
      persist = false,
      description = "How far the planes go on straight beyond both ends of the cord, mm.")
  private double extend = 0;

  @Parameter(
      persist = false,
      choices = {"nearest", "linear", "cubic", "label"},
      description = InterpolationChoice.DESCRIPTION)
  private String interpolation = "linear";

  @Parameter(
      persist = false,
      choices = {"bspline", "linear", "polyfit", "nurbs"},
      description = "The kind of curve fitted to the cord, see Fit Centreline.")
  private String algorithm = "nurbs";

  @Parameter(persist = false, description = "Smoothing of the curve (for linear the window in mm).")
  private double smooth = 30;

  @Parameter(
      persist = false,
      description =
          "File (.csv) for the curve: a row per step with its length, RAS mm and directions; empty"
              + " for none.")
  private String curve = "";

  @Parameter(
      type = ItemIO.OUTPUT,
      description = "The planes, in mm to the side of and along the cord.")
  private Volume output;

  @Override
  protected void execute(Progress progress) {
    final FitCenterline.Settings fit =
        new FitCenterline.Settings(valueOf(Algorithm.class, algorithm), smooth, false);
    final double pixel =
        spacing == 0 ? Arrays.stream(image.grid().spacing()).min().orElseThrow() : spacing;
    final CurvedView view =
        new CurvedView(
            valueOf(Plane.class, plane),
            valueOf(Mode.class, mode),
            angle,
            size,
            pixel,
            thickness,
            slices,
            extend);
    final Settings settings =
        new Settings(
            view,
            valueOf(Projection.class, projection),
            valueOf(Interpolation.class, interpolation));
    final Centerline line = FitCenterline.run(segmentation, fit, progress.part(0, 0.1));
    final Volume planes = ResliceCurved.run(image, line, settings, progress.part(0.1, 1));
    output = planes.withName(image.name() + "_cpr");
    if (!curve.isBlank()) writeCurve(view.space(line), new File(curve));
    describe(FitCenterline.methods(fit));
    describe(ResliceCurved.methods(settings));
    note("cordLengthMm", line.length());
    if (image.numDimensions() == 3) show(() -> entry(line));
  }

  private QcEntry entry(Centerline line) {
    return CurvedPictures.of(image, line, output)
        .addTo(QcEntry.of("reslice-curved", "Planes along the cord", image.name()))
        .withMethods(methods());
  }

  private void writeCurve(CurvedSpace space, File file) {
    write(file, path -> TextFile.write(path, TableText.csv(CurvedTable.of(space))));
  }

  private static <E extends Enum<E>> E valueOf(Class<E> type, String word) {
    return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
  }
}
