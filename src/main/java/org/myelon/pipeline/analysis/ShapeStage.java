package org.myelon.pipeline.analysis;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.myelon.image.Volume;
import org.myelon.morphology.MeasureShape;
import org.myelon.morphology.Regions;
import org.myelon.morphology.ShapeTable;
import org.myelon.pipeline.TableOrigin;
import org.myelon.step.Progress;
import org.myelon.step.TableText;
import org.myelon.step.TextFile;

/** The shape of the cord per slice, and per level if levels are known. */
final class ShapeStage implements Stage {

  private final AnalysisFolder folder;
  private final Volume image;
  private final MeasureShape.Settings settings;
  private MeasureShape.Result measured;

  /**
   * @param image for its name
   */
  ShapeStage(AnalysisFolder folder, Volume image, MeasureShape.Settings settings) {
    this.folder = folder;
    this.image = image;
    this.settings = settings;
  }

  @Override
  public String name() {
    return "shape";
  }

  @Override
  public Map<String, String> origin() {
    final Map<String, String> origin = new LinkedHashMap<>();
    origin.put("image", image.name());
    origin.put("segmentation", folder.hash(Layout.SEGMENTATION));
    origin.put("levels", folder.hash(Layout.LEVELS));
    origin.put("rules", settings.toString());
    return origin;
  }

  @Override
  public Outcome run(Path fresh, Progress progress) {
    final MeasureShape.Result result = measured(progress);
    write(Regions.eachSlice(), result, fresh.resolve(Layout.SHAPE_SLICES));
    if (result.profile().hasLevels())
      write(Regions.eachLevel(), result, fresh.resolve(Layout.SHAPE_LEVELS));
    return Outcome.computed(result.methods());
  }

  /** The measurement; it is made again where only its tables are there. */
  MeasureShape.Result measured(Progress progress) {
    if (measured == null) {
      final MeasureShape.Inputs cord =
          MeasureShape.Inputs.of(folder.read(Layout.SEGMENTATION, Progress.NONE));
      measured =
          MeasureShape.run(
              folder.has(Layout.LEVELS)
                  ? cord.withLevels(folder.read(Layout.LEVELS, Progress.NONE))
                  : cord,
              settings,
              progress);
    }
    return measured;
  }

  private void write(Regions regions, MeasureShape.Result result, Path file) {
    TextFile.write(
        file,
        TableText.csv(
            ShapeTable.of(
                result.profile(),
                regions.of(result.profile()),
                false,
                TableOrigin.of(image.name()))));
  }
}
