package org.myelon.pipeline.analysis;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.myelon.report.QcEntry;
import org.myelon.report.QcPage;
import org.myelon.report.study.EntryFiles;
import org.myelon.report.study.ImageOrigin;
import org.myelon.report.study.QcRun;
import org.myelon.step.Methods;
import org.myelon.step.Progress;
import org.myelon.step.TextFile;

/** The methods text, and the page on which all stages can be checked. */
final class ReportStage implements Stage {

  static final String NAME = "report";

  /** So many that no two results of a study share an id. */
  private static final int ID_DIGITS = 24, LONGEST_NAME = 60;

  private final AnalysisFolder folder;
  private final AnalysisInputs in;
  private final CompatibilityProfile profile;
  private final List<Methods> methods;
  private final Function<Progress, Map<String, QcEntry>> entries;

  ReportStage(
      AnalysisFolder folder,
      AnalysisInputs in,
      CompatibilityProfile profile,
      List<Methods> methods,
      Function<Progress, Map<String, QcEntry>> entries) {
    this.folder = folder;
    this.in = in;
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
        Fingerprint.describe(in.image()),
        "stages",
        Fingerprint.of(stages()),
        "profile",
        profile.name(),
        "page",
        "with an entry for each stage");
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
    final Path page = fresh.resolve(Layout.PAGE);
    final Map<String, QcEntry> shown = entries.apply(progress);
    QcPage.write(page, in.image().name(), List.copyOf(shown.values()));
    final QcRun run = run();
    shown.forEach(
        (stage, entry) ->
            EntryFiles.write(page, stage.replace('/', '_'), id(stage, entry, run), run, entry));
    return Outcome.computed(List.of());
  }

  private QcRun run() {
    final Map<String, String> inputs = new LinkedHashMap<>();
    in.files()
        .forEach((name, file) -> inputs.put(name, file.toAbsolutePath().normalize().toString()));
    final ImageOrigin origin =
        in.image().source().map(ImageOrigin::of).orElse(ImageOrigin.ofName(in.image().name()));
    return new QcRun(
        "analyze", "", origin, Map.of(), inputs, Map.of("output", folder.path().toString()));
  }

  /**
   * A study knows the entry by it. What is made anew and comes out the same keeps its mark; the
   * same in another folder has none yet.
   */
  private String id(String stage, QcEntry entry, QcRun run) {
    final StageRecord record = folder.manifest().get(stage).orElseThrow();
    final List<Object> result = new ArrayList<>(List.of(folder.path(), stage, entry.step()));
    for (String image : List.of("image", "metric")) result.add(record.origin().get(image));
    record
        .files()
        .forEach(
            (file, hash) -> {
              if (Layout.isResult(file)) result.add(file + " " + hash);
            });
    return entry.step()
        + "_"
        + plain(run.image().subject())
        + "_"
        + Fingerprint.of(result.toString()).substring(0, ID_DIGITS);
  }

  private static String plain(String name) {
    final String safe = name.replaceAll("[^A-Za-z0-9._-]+", "-");
    return safe.substring(0, Math.min(LONGEST_NAME, safe.length()));
  }
}
