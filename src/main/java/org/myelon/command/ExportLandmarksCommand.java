package org.myelon.command;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import org.myelon.image.Volume;
import org.myelon.register.PairedLandmarks;
import org.myelon.step.InputException;
import org.myelon.step.Methods;
import org.myelon.step.Progress;
import org.myelon.transform.BigWarpFile;
import org.myelon.transform.BigWarpLandmarks;
import org.myelon.transform.Ends;
import org.myelon.transform.LandmarkPairs;
import org.myelon.transform.Transform;
import org.myelon.transform.TransformList;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Menu item Export Landmarks: what two images have in common, for BigWarp. */
@Plugin(
    type = Command.class,
    name = "export-landmarks",
    menuPath = "Plugins>Spinal Cord>Register>Export Landmarks...",
    description =
        "Writes landmarks for BigWarp: labels that two images have in common, or points that a"
            + " transform maps.")
@Example(
    "moving=t2 fixed=cord movingLabels=discs fixedLabels=discs transforms=shift.txt segmentation=cord"
        + " spacing=25 output=landmarks_out.csv")
public final class ExportLandmarksCommand extends SpinalCordCommand {

  @Parameter(persist = false, description = "The image that BigWarp moves.")
  private Volume moving;

  @Parameter(persist = false, description = "The image that stays.")
  private Volume fixed;

  @Parameter(
      persist = false,
      required = false,
      description = "Labels of the moving image, such as discs; on any grid of its space.")
  private Volume movingLabels;

  @Parameter(
      persist = false,
      required = false,
      description = "Labels of the fixed image; values that both have become landmarks.")
  private Volume fixedLabels;

  @Parameter(
      persist = false,
      description =
          "Files of transforms from the moving onto the fixed image, separated by commas; points of"
              + " the fixed image and where they lie in the moving one become landmarks.")
  private String transforms = "";

  @Parameter(
      persist = false,
      required = false,
      description =
          "The cord of the fixed image: points are taken along it, in the middle and 10 mm aside;"
              + " without it, all over the image.")
  private Volume segmentation;

  @Parameter(persist = false, description = "Distance of the points that the transforms map, mm.")
  private double spacing = 20;

  @Parameter(
      persist = false,
      style = "save",
      description = "The file to write: .csv for landmarks, .json for a project of BigWarp.")
  private File output;

  @Override
  protected void execute(Progress progress) {
    final List<PairedLandmarks> found = new ArrayList<>();
    if (movingLabels != null && fixedLabels != null)
      found.add(PairedLandmarks.ofLabels(movingLabels, fixedLabels));
    else if (movingLabels != null || fixedLabels != null)
      throw new InputException("Labels were given for one image only: give those of both.");
    if (!transforms.isBlank()) found.add(mapped(progress));
    if (found.isEmpty())
      throw new InputException(
          "Nothing says where landmarks are: give the labels of both images, or transforms.");
    final List<String> names = new ArrayList<>();
    final List<double[]> from = new ArrayList<>(), to = new ArrayList<>();
    for (PairedLandmarks part : found) {
      names.addAll(part.names());
      from.addAll(List.of(part.pairs().from()));
      to.addAll(List.of(part.pairs().to()));
    }
    final LandmarkPairs pairs =
        new LandmarkPairs(from.toArray(double[][]::new), to.toArray(double[][]::new));
    final BigWarpLandmarks landmarks =
        BigWarpLandmarks.of(names, pairs, moving.grid(), fixed.grid());
    write(output, path -> BigWarpFile.write(landmarks, path));
    note("landmarks", pairs.count());
    describe(new Methods(pairs.count() + " landmarks were written for BigWarp."));
  }

  private PairedLandmarks mapped(Progress progress) {
    final Transform transform =
        TransformList.read(transforms, Ends.of(moving.grid(), fixed.grid()), progress);
    return segmentation == null
        ? PairedLandmarks.onLattice(transform, moving.grid(), fixed.grid(), spacing)
        : PairedLandmarks.alongCord(transform, moving.grid(), segmentation, spacing);
  }
}
