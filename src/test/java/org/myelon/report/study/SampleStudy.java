package org.myelon.report.study;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.myelon.report.QcEntry;
import org.myelon.report.QcPage;
import org.myelon.report.SampleEntries;

/** A folder as commands leave it that were given a {@code qc=}. */
public final class SampleStudy {

  private SampleStudy() {}

  /** Two results of one image. */
  public static void write(Path folder) {
    add(folder, "sub-01", SampleEntries.cord());
    add(folder, "sub-01", SampleEntries.registration());
  }

  /** The page of an analysis of a subject in its folder: the cord, and a registration. */
  static void analyze(Path output, String subject) {
    final Path page = output.resolve("qc");
    QcPage.write(page, subject, List.of(SampleEntries.cord(), SampleEntries.registration()));
    EntryFiles.write(page, "segmentation", "cord_" + subject, run(subject), SampleEntries.cord());
    EntryFiles.write(
        page,
        "registration",
        "registration_" + subject,
        run(subject),
        SampleEntries.registration());
  }

  static void add(Path folder, String subject, QcEntry entry) {
    StudyFolder.at(folder).add(run(subject), List.of(entry));
  }

  /** A run on the T2-weighted image of a subject. */
  static QcRun run(String subject) {
    final String image = "/data/study/" + subject + "/anat/" + subject + "_T2w.nii.gz";
    return new QcRun(
        "segment-cord",
        "bin/myelon segment-cord image=" + image,
        ImageOrigin.of(Path.of(image)),
        Map.of(),
        Map.of("image", image),
        Map.of("segmentation", image.replace(".nii", "_seg.nii")));
  }
}
