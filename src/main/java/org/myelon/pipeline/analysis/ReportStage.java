package org.myelon.pipeline.analysis;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.myelon.image.Volume;
import org.myelon.report.QcEntry;
import org.myelon.report.QcPage;
import org.myelon.step.Methods;
import org.myelon.step.Progress;
import org.myelon.step.TextFile;

/** The methods text, and the page on which all stages can be checked. */
final class ReportStage implements Stage {

  static final String NAME = "report";

  private final AnalysisFolder folder;
  private final Volume image;
  private final CompatibilityProfile profile;
  private final List<Methods> methods;
  private final Function<Progress, List<QcEntry>> entries;

  ReportStage(
      AnalysisFolder folder,
      Volume image,
      CompatibilityProfile profile,
      List<Methods> methods,
      Function<Progress, List<QcEntry>> entries) {
    this.folder = folder;
    this.image = image;
    this.profile = profile;
    this.methods = methods;
    this.entries = entries;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Map<String, String> origin() {
    return Map.of(
        "image",
        Fingerprint.describe(image),
        "stages",
        Fingerprint.of(stages()),
        "profile",
        profile.name());
  }

  /** What all of them left, and from what. */
  private String stages() {
    final StringBuilder text = new StringBuilder();
    folder
        .manifest()
        .without(NAME)
        .stages()
        .forEach((name, s) -> text.append(name).append(s.origin()).append(s.files()));
    return text.toString();
  }

  @Override
  public Outcome run(Path fresh, Progress progress) {
    TextFile.write(fresh.resolve(Layout.METHODS), MethodsText.of(methods, profile));
    QcPage.write(fresh.resolve(Layout.PAGE), image.name(), entries.apply(progress));
    return Outcome.computed(List.of());
  }
}
