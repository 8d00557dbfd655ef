package org.myelon.pipeline.analysis;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.myelon.centerline.Centerline;
import org.myelon.centerline.FitCenterline;
import org.myelon.image.Volume;
import org.myelon.image.nifti.Nifti;
import org.myelon.label.LevelMap;
import org.myelon.step.Progress;

/** The vertebral levels of the cord: known, or from the discs. */
final class LevelStage implements Stage {

  private final AnalysisFolder folder;
  private final Known known;
  private final CompatibilityProfile profile;

  /**
   * @param known level map, null if it has to be made
   */
  LevelStage(AnalysisFolder folder, Known known, CompatibilityProfile profile) {
    this.folder = folder;
    this.known = known;
    this.profile = profile;
  }

  @Override
  public String name() {
    return "levels";
  }

  @Override
  public Map<String, String> origin() {
    if (known != null) return Map.of("levels", known.origin());
    final Map<String, String> origin = new LinkedHashMap<>();
    origin.put("segmentation", folder.hash(Layout.SEGMENTATION));
    origin.put("discs", folder.hash(Layout.DISCS));
    origin.put("centerline", profile.centerline().toString());
    origin.put("rules", profile.levels().toString());
    return origin;
  }

  @Override
  public Outcome run(Path fresh, Progress progress) {
    final Path file = fresh.resolve(Layout.LEVELS);
    if (known != null) {
      Nifti.write(known.volume(), file);
      return known.outcome("A map of the vertebral levels");
    }
    final Volume cord = folder.read(Layout.SEGMENTATION, Progress.NONE);
    final Centerline line = FitCenterline.run(cord, profile.centerline(), progress.part(0, 0.7));
    final Volume discs = folder.read(Layout.DISCS, Progress.NONE);
    final LevelMap.Result found =
        LevelMap.run(cord, discs, line, profile.levels(), progress.part(0.7, 1));
    Nifti.write(found.levels(), file);
    return Outcome.computed(List.of(found.methods())).withNote(DiscSide.warning(discs, line));
  }
}
