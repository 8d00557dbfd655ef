package org.myelon.pipeline.analysis;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.myelon.step.Methods;
import org.myelon.step.Progress;
import org.myelon.step.Table;

/**
 * Runs one stage after another, or takes what an earlier analysis left of it, and keeps account.
 */
final class Chain {

  private final AnalysisFolder folder;
  private final Progress progress;
  private final double total;
  private double done;

  private final Map<String, StageRecord> records = new LinkedHashMap<>();

  private final Table.Builder table =
      Table.withColumns(List.of("Stage", "Result", "Files", "Remark"));

  /**
   * @param total the weights of all stages to come
   */
  Chain(AnalysisFolder folder, double total, Progress progress) {
    this.folder = folder;
    this.total = total;
    this.progress = progress;
  }

  /**
   * @param weight the part of the work that the stage is
   */
  StageRecord run(Stage stage, double weight) {
    final Progress part = next(weight);
    part.check(stage.name(), 0);
    final Map<String, String> origin = stage.origin();
    StageRecord record = folder.unchanged(stage.name(), origin);
    final boolean taken = record != null;
    if (taken) part.check(stage.name() + " is taken from the folder", 1);
    else record = folder.run(stage, origin, part);
    records.put(stage.name(), record);
    final Outcome outcome = record.outcome();
    final long files = record.files().keySet().stream().filter(Layout::isResult).count();
    table.row(
        List.of(
            stage.name(),
            outcome.how() + (taken ? ", from the folder" : ""),
            files,
            outcome.note()));
    return record;
  }

  /** Leaves a stage out because of what came before it. */
  void leaveOut(String stage, double weight, String why) {
    next(weight);
    folder.drop(stage);
    table.row(List.of(stage, Outcome.How.LEFT_OUT.toString(), 0, why));
  }

  private Progress next(double weight) {
    final double from = done / total;
    done += weight;
    return progress.part(Math.min(1, from), Math.min(1, done / total));
  }

  /** A row for each stage: what became of it. */
  Table table() {
    return table.build();
  }

  /** What was done, for a paper. */
  List<Methods> methods() {
    final List<Methods> methods = new ArrayList<>();
    records.values().forEach(r -> methods.addAll(r.outcome().methods()));
    return methods;
  }

  /** The record of a stage that was run. */
  StageRecord record(String stage) {
    return records.get(stage);
  }

  /**
   * Takes stages of an earlier analysis that this one has not out of the folder.
   *
   * @param last a stage that is still to come
   */
  void removeOthers(String last) {
    final Set<String> stages = new HashSet<>(records.keySet());
    stages.add(last);
    folder.keepOnly(stages);
  }
}
