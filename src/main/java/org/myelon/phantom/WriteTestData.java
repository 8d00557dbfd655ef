package org.myelon.phantom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.myelon.centerline.Centerline;
import org.myelon.centerline.CurvedView;
import org.myelon.centerline.FitCenterline;
import org.myelon.centerline.ResliceCurved;
import org.myelon.image.Interpolation;
import org.myelon.image.Volume;
import org.myelon.image.nifti.Nifti;
import org.myelon.step.Progress;

/**
 * Writes the embedded subject to {@code test-data/subject}, or to the folder given as argument, and
 * a model made by hand beside it:
 *
 * <pre>mvn -q compile exec:java -Dexec.mainClass=org.myelon.phantom.WriteTestData</pre>
 */
public final class WriteTestData {

  private WriteTestData() {}

  public static void main(String[] args) throws IOException {
    final Path folder = Path.of(args.length > 0 ? args[0] : "test-data/subject");
    Files.createDirectories(folder);
    write(SpinePhantom.draw(SpinePhantom.Settings.defaults(), Progress.NONE), folder);
    BrightnessModel.write(folder.resolveSibling("brightness"));
  }

  static void write(Subject subject, Path folder) {
    Nifti.write(subject.image(), folder.resolve("t2.nii.gz"));
    Nifti.write(subject.cord(), folder.resolve("cord.nii.gz"));
    Nifti.write(subject.discs(), folder.resolve("discs.nii.gz"));
    Nifti.write(subject.levels(), folder.resolve("levels.nii.gz"));
    Nifti.write(curvedPlane(subject), folder.resolve("cpr.nii.gz"));
  }

  /** A coarse sagittal plane along the cord. */
  private static Volume curvedPlane(Subject subject) {
    final Centerline line =
        FitCenterline.run(subject.cord(), FitCenterline.Settings.defaults(), Progress.NONE);
    final ResliceCurved.Settings settings =
        new ResliceCurved.Settings(
            CurvedView.sagittal(1), ResliceCurved.Projection.MEAN, Interpolation.NEAREST);
    return ResliceCurved.run(subject.image(), line, settings, Progress.NONE);
  }
}
