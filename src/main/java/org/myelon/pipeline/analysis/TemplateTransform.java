package org.myelon.pipeline.analysis;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.myelon.pipeline.RegistrationFiles;
import org.myelon.step.Progress;
import org.myelon.step.Sha256;
import org.myelon.transform.PairedTransform;
import org.myelon.transform.Transform;
import org.myelon.transform.TransformList;

/**
 * The transform that moves the template to an image, from its files.
 *
 * @param forward files as {@link TransformList} takes them
 * @param backward the way back; empty if it has to be computed
 */
record TemplateTransform(String forward, String backward) {

  /** The one that the registration of the image left in the folder. */
  static TemplateTransform in(AnalysisFolder folder) {
    return in(folder, "", RegistrationFiles.Names.TEMPLATE);
  }

  /** The one that the registration of a scan left. */
  static TemplateTransform in(AnalysisFolder folder, String prefix) {
    return in(folder, prefix, ScanStage.NAMES);
  }

  private static TemplateTransform in(
      AnalysisFolder folder, String prefix, RegistrationFiles.Names names) {
    final String place = prefix + Layout.REGISTRATION + "/";
    return new TemplateTransform(
        folder.file(place + names.warpSecondToFirst() + ".nii.gz").toString(),
        folder.file(place + names.warpFirstToSecond() + ".nii.gz").toString());
  }

  /** Of the contents of the files. */
  String fingerprint() {
    final List<String> words = new ArrayList<>();
    for (String word : forward.split(",")) {
      final String name = word.strip().replaceFirst("^-\\s*", "");
      final Path file = Path.of(name);
      words.add(
          (word.strip().startsWith("-") ? "-" : "")
              + (Files.isRegularFile(file) ? Sha256.of(file) : name));
    }
    return String.join(",", words);
  }

  Transform read(Progress progress) {
    return TransformList.read(forward, progress);
  }

  /** With its inverse. */
  Transform readBothWays(Progress progress) {
    final Transform there = TransformList.read(forward, progress.part(0, 0.3));
    return new PairedTransform(
        there,
        backward.isEmpty() ? there.inverse() : TransformList.read(backward, progress.part(0.3, 1)));
  }
}
