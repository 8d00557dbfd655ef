package org.myelon.command;

import java.io.File;
import org.myelon.centerline.Centerline;
import org.myelon.centerline.FitCenterline;
import org.myelon.centerline.Landmarks;
import org.myelon.centerline.MeasureStraightness;
import org.myelon.centerline.Straighten;
import org.myelon.centerline.Straightening;
import org.myelon.image.Grid;
import org.myelon.image.Interpolation;
import org.myelon.image.Volume;
import org.myelon.image.nifti.Nifti;
import org.myelon.label.PointLabels;
import org.myelon.report.CordPictures;
import org.myelon.report.QcEntry;
import org.myelon.step.InputException;
import org.myelon.step.Progress;
import org.myelon.transform.ApplyTransform;
import org.myelon.transform.ItkField;
import org.myelon.transform.SampleTransform;
import org.myelon.transform.Transform;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Menu item Straighten Cord: an image in which the cord is straight, or lies as a template's. */
@Plugin(
    type = Command.class,
    name = "straighten",
    menuPath = "Plugins>Spinal Cord>Centreline>Straighten Cord...",
    description =
        "Straightens the cord of an image; with a template, its vertebral levels meet the"
            + " template's.")
@Example("image=t2 segmentation=cord interpolation=linear output=t2_straight")
public final class StraightenCommand extends SpinalCordCommand {

  @Parameter(persist = false, description = "The image to straighten; 3-D or series.")
  private Volume image;

  @Parameter(persist = false, description = "Mask of the cord on the grid of the image.")
  private Volume segmentation;

  @Parameter(
      persist = false,
      required = false,
      description = "Disc labels of the image, if it shall meet a template; on any grid.")
  private Volume discs;

  @Parameter(
      persist = false,
      required = false,
      description = "Mask of a template's cord: the result has its grid.")
  private Volume template;

  @Parameter(persist = false, required = false, description = "Disc labels of the template.")
  private Volume templateDiscs;

  @Parameter(
      persist = false,
      choices = {"nearest", "linear", "cubic", "label"},
      description = InterpolationChoice.DESCRIPTION)
  private String interpolation = "cubic";

  @Parameter(
      persist = false,
      description =
          "How far in mm the straight image reaches to each side of the cord, unless the image"
              + " ends before; not used with a template.")
  private double halfWidth = 35;

  @Parameter(
      persist = false,
      choices = {"bspline", "linear", "polyfit", "nurbs"},
      description = CenterlineChoice.DESCRIPTION)
  private String centerlineAlgorithm = "nurbs";

  @Parameter(persist = false, description = CenterlineChoice.SMOOTHING)
  private double centerlineSmooth = 10;

  @Parameter(
      persist = false,
      required = false,
      style = "save",
      description =
          "File for the transform that brings images to the straight space, as an ITK displacement"
              + " field (.nii.gz).")
  private File warpCurvedToStraight;

  @Parameter(
      persist = false,
      required = false,
      style = "save",
      description = "File for the transform that brings images of the straight space back.")
  private File warpStraightToCurved;

  @Parameter(type = ItemIO.OUTPUT, description = "The image with a straight cord.")
  private Volume output;

  @Override
  protected void execute(Progress progress) {
    segmentation.grid().requireSame(image.grid(), segmentation.name(), image.name());
    final FitCenterline.Settings curve = CenterlineChoice.of(centerlineAlgorithm, centerlineSmooth);
    final Centerline line = FitCenterline.ofCord(segmentation, curve, progress.part(0, 0.1));
    final Straightening straightening = straighten(line, curve, progress.part(0.1, 0.2));
    output =
        straight(
            image, straightening, InterpolationChoice.of(interpolation), progress.part(0.2, 0.6));
    measure(straightening, curve, progress.part(0.6, 0.7));
    write(straightening.transform(), straightening.grid(), warpCurvedToStraight, progress);
    write(straightening.transform().inverse(), image.grid(), warpStraightToCurved, progress);
    describe(FitCenterline.methods(curve));
    describe(Straighten.methods(template != null));
    showCord(line, straightening);
  }

  private Straightening straighten(
      Centerline line, FitCenterline.Settings curve, Progress progress) {
    if (discs == null && template == null && templateDiscs == null)
      return Straighten.run(
          line, Straighten.Settings.defaults().withHalfWidthMm(halfWidth), progress);
    if (discs == null || template == null || templateDiscs == null)
      throw new InputException(
          "To meet a template, discs, template and templateDiscs are needed, all three.");
    final Centerline other = FitCenterline.ofCord(template, curve, progress);
    return Straighten.match(line, landmarks(discs), other, landmarks(templateDiscs), progress);
  }

  private static Landmarks landmarks(Volume labels) {
    return PointLabels.of(labels).landmarks(labels.name());
  }

  private static Volume straight(Volume of, Straightening s, Interpolation how, Progress progress) {
    return ApplyTransform.run(of, s.grid(), s.transform(), how, progress)
        .withName(of.name() + "_straight");
  }

  private void measure(Straightening s, FitCenterline.Settings curve, Progress progress) {
    final MeasureStraightness.Result r = MeasureStraightness.run(segmentation, s, curve, progress);
    note("distance of the straightened cord to the axis, RMS [mm]", r.rmsMm());
    note("distance of the straightened cord to the axis, largest [mm]", r.largestMm());
  }

  private void write(Transform transform, Grid grid, File file, Progress progress) {
    if (file == null) return;
    final Volume field =
        ItkField.toVolume(
            SampleTransform.run(transform, grid, progress.part(0.7, 0.9)), file.getName());
    write(file, path -> Nifti.write(field, path));
  }

  private void showCord(Centerline line, Straightening s) {
    if (image.numDimensions() > 3) return;
    show(
        () ->
            CordPictures.of(image, segmentation, line)
                .addTo(QcEntry.of("straighten", "As it is", image.name())));
    show(
        () ->
            CordPictures.of(
                    output,
                    straight(segmentation, s, Interpolation.LINEAR, Progress.NONE),
                    s.axis())
                .addTo(QcEntry.of("straighten", "Straightened", image.name()))
                .withMethods(methods()));
  }
}
