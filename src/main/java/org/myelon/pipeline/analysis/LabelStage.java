package org.myelon.pipeline.analysis;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.myelon.image.Grid;
import org.myelon.step.Progress;
import org.myelon.template.WarpTemplate;

/** The template and its atlas on the grid of an image. */
final class LabelStage implements Stage {

  private final String prefix;
  private final Grid grid;
  private final TemplateSource template;
  private final TemplateTransform transform;

  /**
   * @param prefix of its files
   * @param grid of the image
   * @param transform moves the template to the image
   */
  LabelStage(String prefix, Grid grid, TemplateSource template, TemplateTransform transform) {
    this.prefix = prefix;
    this.grid = grid;
    this.template = template;
    this.transform = transform;
  }

  @Override
  public String name() {
    return prefix + Layout.LABEL;
  }

  @Override
  public Map<String, String> origin() {
    final Map<String, String> origin = new LinkedHashMap<>();
    origin.put("grid", Fingerprint.describe(grid));
    origin.put("template", template.fingerprint());
    origin.put("transform", transform.fingerprint());
    return origin;
  }

  @Override
  public Outcome run(Path fresh, Progress progress) {
    final WarpTemplate.Settings settings = WarpTemplate.Settings.defaults();
    WarpTemplate.run(
        template.template(),
        grid,
        transform.read(progress.part(0, 0.1)),
        settings,
        fresh.resolve(prefix + Layout.LABEL),
        progress.part(0.1, 1));
    return Outcome.computed(List.of(WarpTemplate.methods(settings)));
  }
}
