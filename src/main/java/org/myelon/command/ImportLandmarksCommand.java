package org.myelon.command;

import java.io.File;
import java.util.List;
import java.util.Locale;
import org.myelon.image.Volume;
import org.myelon.step.Methods;
import org.myelon.step.Progress;
import org.myelon.transform.BigWarpFile;
import org.myelon.transform.BigWarpKind;
import org.myelon.transform.BigWarpLandmarks;
import org.myelon.transform.CompositeTransform;
import org.myelon.transform.ItkField;
import org.myelon.transform.SampleTransform;
import org.myelon.transform.Transform;
import org.myelon.transform.TransformList;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Menu item Import Landmarks: a transform from landmarks that were set by hand. */
@Plugin(
    type = Command.class,
    name = "import-landmarks",
    menuPath = "Plugins>Spinal Cord>Register>Import Landmarks...",
    description =
        "Makes a displacement field of the landmarks of BigWarp, alone or after other transforms.")
@Example("landmarks=landmarks.csv moving=t2 fixed=cord method=affine output=warp")
public final class ImportLandmarksCommand extends SpinalCordCommand {

  private static final String KEEP = "keep";

  @Parameter(
      persist = false,
      style = "open",
      description = "Landmarks (.csv) or a project (.json) that BigWarp saved.")
  private File landmarks;

  @Parameter(persist = false, description = "The image that was moved in BigWarp.")
  private Volume moving;

  @Parameter(
      persist = false,
      description = "The image that was fixed in BigWarp; the field lies on its grid.")
  private Volume fixed;

  @Parameter(
      persist = false,
      choices = {KEEP, "spline", "affine", "similarity", "rigid", "translation"},
      description =
          "What is fitted to the landmarks; keep for what the project says, a thin-plate spline for"
              + " a table.")
  private String method = KEEP;

  @Parameter(
      persist = false,
      description =
          "Files of transforms that had moved the moving image before it was shown in BigWarp,"
              + " separated by commas; the field holds all of it.")
  private String transforms = "";

  @Parameter(
      type = ItemIO.OUTPUT,
      description = "The displacement field on the grid of the fixed image: x, y, z, 1, 3, mm LPS.")
  private Volume output;

  @Override
  protected void execute(Progress progress) {
    final BigWarpLandmarks read = BigWarpFile.read(landmarks.toPath());
    final BigWarpLandmarks set =
        method.equals(KEEP)
            ? read
            : read.withKind(BigWarpKind.valueOf(method.toUpperCase(Locale.ROOT)));
    final Transform byHand = set.transform(moving.grid(), fixed.grid());
    final Transform all =
        transforms.isBlank()
            ? byHand
            : new CompositeTransform(
                List.of(TransformList.read(transforms, progress.part(0, 0.2)), byHand));
    output =
        ItkField.toVolume(
            SampleTransform.run(all, fixed.grid(), progress.part(0.2, 1)),
            "warp_to_" + fixed.name());
    final int count = set.between(moving.grid(), fixed.grid()).count();
    note("landmarks", count);
    note("kind", set.kind().toString());
    describe(
        new Methods(
            String.format(
                Locale.ROOT,
                "The registration was corrected by %d landmarks set by hand in BigWarp (%s).",
                count,
                set.kind().toString().toLowerCase(Locale.ROOT)),
            BigWarpFile.CITATION));
  }
}
