package org.myelon.command;

import java.io.File;
import org.myelon.centerline.FitCenterline;
import org.myelon.image.Interpolation;
import org.myelon.image.Volume;
import org.myelon.pipeline.RegistrationFiles;
import org.myelon.register.RegisterImages;
import org.myelon.register.Registration;
import org.myelon.register.RegistrationSteps;
import org.myelon.report.QcEntry;
import org.myelon.report.RegistrationPictures;
import org.myelon.step.InputException;
import org.myelon.step.Progress;
import org.myelon.transform.ApplyTransform;
import org.myelon.transform.PairedTransform;
import org.myelon.transform.Transform;
import org.myelon.transform.TransformList;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Menu item Register Images: one image onto another of the same body. */
@Plugin(
    type = Command.class,
    name = "register-images",
    menuPath = "Plugins>Spinal Cord>Register>Register Images...",
    description = "Registers two images of the same body, of any contrasts, by steps.")
@Example(
    "moving=t2 fixed=t2 movingSegmentation=cord fixedSegmentation=cord"
        + " steps=step=1,type=seg,algo=centermass output=registered")
public final class RegisterImagesCommand extends SpinalCordCommand {

  @Parameter(persist = false, description = "The image to move; 3-D.")
  private Volume moving;

  @Parameter(persist = false, description = "The image that stays; 3-D, on any grid.")
  private Volume fixed;

  @Parameter(persist = false, required = false, description = "Cord mask of the moving image.")
  private Volume movingSegmentation;

  @Parameter(persist = false, required = false, description = "Cord mask of the fixed image.")
  private Volume fixedSegmentation;

  @Parameter(
      persist = false,
      required = false,
      description = "Point labels of the moving image, to begin with.")
  private Volume movingLabels;

  @Parameter(
      persist = false,
      required = false,
      description = "Point labels of the fixed image with the same values.")
  private Volume fixedLabels;

  @Parameter(
      persist = false,
      required = false,
      description = "Where the fixed image is compared; on its grid.")
  private Volume mask;

  @Parameter(
      persist = false,
      description =
          "Transforms to begin with, as for apply-transform, in the order in which they move the"
              + " moving image; empty: the positions in the files.")
  private String initial = "";

  @Parameter(
      persist = false,
      description =
          "The way back of the initial transforms, if there is a file of it; empty: it is"
              + " computed.")
  private String initialInverse = "";

  @Parameter(persist = false, description = "The steps, in SCT's words.")
  private String steps = RegisterImages.STEPS;

  @Parameter(
      persist = false,
      choices = {EngineChoice.MYELON, EngineChoice.ELASTIX},
      description = EngineChoice.DESCRIPTION)
  private String engine = EngineChoice.MYELON;

  @Parameter(persist = false, description = EngineChoice.MAPS)
  private String elastixParameters = "";

  @Parameter(
      persist = false,
      choices = {"nearest", "linear", "cubic", "label"},
      description = "How values between voxels of the moved images are found.")
  private String interpolation = "linear";

  @Parameter(
      persist = false,
      style = "directory",
      description = "Folder for the two moved images and the two transforms.")
  private File output;

  @Parameter(type = ItemIO.OUTPUT, description = "How well the cords lie on each other.")
  private String result;

  @Override
  protected void execute(Progress progress) {
    final Registration registration =
        RegisterImages.run(
            RegisterImages.Inputs.of(moving, fixed)
                .withCords(movingSegmentation, fixedSegmentation)
                .withLabels(movingLabels, fixedLabels)
                .withMask(mask),
            initial(progress.part(0, 0.1)),
            RegistrationSteps.parse(steps),
            EngineChoice.of(engine, elastixParameters, progress),
            progress.part(0.1, 0.7));
    final RegistrationFiles files =
        RegistrationFiles.of(
            fixed,
            moving,
            registration.transform(),
            InterpolationChoice.of(interpolation),
            progress.part(0.7, 0.85));
    files
        .write(output.toPath(), RegistrationFiles.Names.of(fixed, moving), progress.part(0.85, 1))
        .forEach(this::wrote);
    registration.methods().forEach(this::describe);
    note("registration", registration.facts());
    result = registration.quality().toString();
    if (fixedSegmentation != null) show(() -> entry(files, registration));
  }

  /** Null if there is none. */
  private Transform initial(Progress progress) {
    if (initial.isBlank()) {
      if (!initialInverse.isBlank())
        throw new InputException("initialInverse= needs the transform itself: give initial=, too.");
      return null;
    }
    final Transform forward = TransformList.read(initial, progress);
    return initialInverse.isBlank()
        ? new PairedTransform(forward, forward.inverse())
        : new PairedTransform(forward, TransformList.read(initialInverse, progress));
  }

  private QcEntry entry(RegistrationFiles files, Registration registration) {
    final Volume cord =
        movingSegmentation == null
            ? null
            : ApplyTransform.run(
                movingSegmentation,
                fixed.grid(),
                files.warpSecondToFirst(),
                Interpolation.LINEAR,
                Progress.NONE);
    return RegistrationPictures.of(
            fixed,
            files.secondOnFirst(),
            fixedSegmentation,
            cord,
            FitCenterline.run(fixedSegmentation, FitCenterline.Settings.defaults(), Progress.NONE))
        .addTo(
            QcEntry.of("register-images", moving.name() + " on " + fixed.name(), fixed.name())
                .withMethods(registration.methods())
                .withFact("quality", registration.quality().toString()));
  }
}
