package org.myelon.command;

import ij.IJ;
import java.io.File;
import java.nio.file.Files;
import org.myelon.command.convert.ImagePlusVolumes;
import org.myelon.image.Volume;
import org.myelon.step.InputException;
import org.myelon.step.Methods;
import org.myelon.step.Progress;
import org.myelon.transform.BigWarpFile;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Menu item Open BigWarp: two images side by side, to set landmarks by hand. */
@Plugin(
    type = Command.class,
    name = "open-bigwarp",
    menuPath = "Plugins>Spinal Cord>Register>Open BigWarp...",
    description = "Opens BigWarp, which comes with Fiji, on two images and their landmarks.")
@Example("moving=t2 fixed=cord landmarks=landmarks.csv")
public final class OpenBigWarpCommand extends SpinalCordCommand {

  @Parameter(persist = false, description = "The image to move; 3-D.")
  private Volume moving;

  @Parameter(persist = false, description = "The image that stays; 3-D.")
  private Volume fixed;

  @Parameter(
      persist = false,
      required = false,
      style = "open",
      description = "Landmarks (.csv) to begin with, such as Export Landmarks writes.")
  private File landmarks;

  @Override
  protected void execute(Progress progress) {
    progress.check("opening BigWarp", 0);
    if (landmarks != null && !Files.isRegularFile(landmarks.toPath()))
      throw new InputException("There are no landmarks " + landmarks + ": check the path.");
    new BigWarp(IJ.getClassLoader())
        .open(
            ImagePlusVolumes.toImagePlus(moving.require3D()),
            ImagePlusVolumes.toImagePlus(fixed.require3D()),
            landmarks == null ? "" : landmarks.getAbsolutePath());
    describe(
        new Methods(
            moving.name() + " and " + fixed.name() + " were opened in BigWarp.",
            BigWarpFile.CITATION));
  }
}
