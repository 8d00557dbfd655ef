package org.myelon.pipeline.analysis;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.myelon.image.Interpolation;
import org.myelon.image.Volume;
import org.myelon.label.PointLabels;
import org.myelon.pipeline.RegistrationFiles;
import org.myelon.register.LabelsInReach;
import org.myelon.register.RegisterToTemplate;
import org.myelon.register.RegisterToTemplate.Side;
import org.myelon.register.Registration;
import org.myelon.register.StepAlgorithms;
import org.myelon.step.Progress;

/** The image and the template in one space. */
final class RegisterStage implements Stage {

  private final AnalysisFolder folder;
  private final Volume image;
  private final TemplateSource template;
  private final RegisterToTemplate.Settings settings;

  RegisterStage(
      AnalysisFolder folder,
      Volume image,
      TemplateSource template,
      RegisterToTemplate.Settings settings) {
    this.folder = folder;
    this.image = image;
    this.template = template;
    this.settings = settings;
  }

  @Override
  public String name() {
    return "registration";
  }

  @Override
  public Map<String, String> origin() {
    final Map<String, String> origin = new LinkedHashMap<>();
    origin.put("image", Fingerprint.describe(image));
    origin.put("segmentation", folder.hash(Layout.SEGMENTATION));
    origin.put("discs", folder.hash(Layout.DISCS));
    origin.put("template", template.fingerprint());
    origin.put("part", template.picture().toString());
    origin.put("rules", settings.toString());
    return origin;
  }

  @Override
  public Outcome run(Path fresh, Progress progress) {
    final Side theirs = template.side(progress.part(0, 0.1));
    final Volume cord = folder.read(Layout.SEGMENTATION, Progress.NONE);
    final Volume discs = folder.read(Layout.DISCS, Progress.NONE);
    final PointLabels all = PointLabels.of(discs);
    final PointLabels used = LabelsInReach.of(all, theirs.labels(), cord);
    final Side ours = new Side(image, cord, used.toVolume(discs.name()), null);
    final Registration found =
        RegisterToTemplate.run(ours, theirs, settings, StepAlgorithms::of, progress.part(0.1, 0.6));
    RegistrationFiles.of(
            image,
            theirs.image(),
            found.transform(),
            Interpolation.LINEAR,
            progress.part(0.6, 0.85))
        .write(
            fresh.resolve(Layout.REGISTRATION),
            RegistrationFiles.Names.TEMPLATE,
            progress.part(0.85, 1));
    return Outcome.computed(found.methods())
        .withNote(found.quality() + unused(all, used))
        .withFacts(found.facts());
  }

  private static String unused(PointLabels all, PointLabels used) {
    final SortedSet<Integer> rest = new TreeSet<>(all.byValue().keySet());
    rest.removeAll(used.byValue().keySet());
    return rest.isEmpty()
        ? ""
        : "; discs " + rest + " not used: the template has none there, or the mask does not reach";
  }
}
