package org.myelon.pipeline.analysis;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.myelon.image.Interpolation;
import org.myelon.image.Volume;
import org.myelon.pipeline.RegistrationFiles;
import org.myelon.register.RegisterImages;
import org.myelon.register.RegisterToTemplate.Side;
import org.myelon.register.Registration;
import org.myelon.register.StepAlgorithms;
import org.myelon.register.StepSettings;
import org.myelon.step.Progress;

/**
 * The template and a further scan of the subject in one space: from where the template lies on the
 * anatomical image, by the cords of the template and the scan.
 */
final class ScanStage implements Stage {

  /** The same for every scan: its folder says which one it is. */
  static final RegistrationFiles.Names NAMES =
      new RegistrationFiles.Names(
          "template2scan", "scan2template", "warp_template2scan", "warp_scan2template");

  private final AnalysisFolder folder;
  private final String prefix;
  private final Volume scan;
  private final TemplateSource template;
  private final TemplateTransform anatomical;
  private final List<StepSettings> steps;

  /**
   * @param prefix of its files
   * @param anatomical moves the template to the anatomical image
   */
  ScanStage(
      AnalysisFolder folder,
      String prefix,
      Volume scan,
      TemplateSource template,
      TemplateTransform anatomical,
      List<StepSettings> steps) {
    this.folder = folder;
    this.prefix = prefix;
    this.scan = scan;
    this.template = template;
    this.anatomical = anatomical;
    this.steps = steps;
  }

  @Override
  public String name() {
    return prefix + Layout.REGISTRATION;
  }

  @Override
  public Map<String, String> origin() {
    final Map<String, String> origin = new LinkedHashMap<>();
    origin.put("scan", Fingerprint.describe(scan));
    origin.put("segmentation", folder.hash(prefix + Layout.SEGMENTATION));
    origin.put("transform", anatomical.fingerprint());
    origin.put("template", template.fingerprint());
    origin.put("part", template.picture().toString());
    origin.put("steps", steps.toString());
    return origin;
  }

  @Override
  public Outcome run(Path fresh, Progress progress) {
    final Side theirs = template.side(progress.part(0, 0.1));
    final Registration found =
        RegisterImages.run(
            RegisterImages.Inputs.of(theirs.image(), scan)
                .withCords(
                    theirs.cord(),
                    folder.read(prefix + Layout.SEGMENTATION, progress.part(0.1, 0.12))),
            anatomical.readBothWays(progress.part(0.12, 0.2)),
            steps,
            StepAlgorithms::of,
            progress.part(0.2, 0.6));
    RegistrationFiles.of(
            scan, theirs.image(), found.transform(), Interpolation.LINEAR, progress.part(0.6, 0.85))
        .write(fresh.resolve(prefix + Layout.REGISTRATION), NAMES, progress.part(0.85, 1));
    return Outcome.computed(found.methods())
        .withNote(found.quality().toString())
        .withFacts(found.facts());
  }
}
