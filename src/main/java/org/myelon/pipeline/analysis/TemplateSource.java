package org.myelon.pipeline.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.myelon.image.Volume;
import org.myelon.register.RegisterToTemplate.Side;
import org.myelon.segment.Contrast;
import org.myelon.step.Progress;
import org.myelon.step.Sha256;
import org.myelon.template.InfoLabel;
import org.myelon.template.LabelFolder;
import org.myelon.template.Template;
import org.myelon.template.Template.Part;

/** The template of an analysis: its parts and their fingerprint, each read once. */
final class TemplateSource {

  private final Template template;
  private final Part picture;
  private String fingerprint;
  private Side side;

  /**
   * @param contrast of the subject's image: the template's image that is like it is preferred
   */
  TemplateSource(Template template, Contrast contrast) {
    this.template = template;
    this.picture = picture(template, contrast);
  }

  /** The image that is most alike; the cord mask of a template without images. */
  private static Part picture(Template template, Contrast contrast) {
    final Part alike =
        switch (contrast) {
          case T1 -> Part.T1;
          case T2S -> Part.T2S;
          default -> Part.T2;
        };
    return Stream.of(alike, Part.T2, Part.T1, Part.T2S)
        .filter(template::has)
        .findFirst()
        .orElse(Part.CORD);
  }

  Template template() {
    return template;
  }

  /** Which part stands for the template's image. */
  Part picture() {
    return picture;
  }

  /** Of all its files. */
  String fingerprint() {
    if (fingerprint == null) {
      final List<String> hashes = new ArrayList<>();
      add(template.parts(), hashes);
      template.atlas().ifPresent(atlas -> add(atlas, hashes));
      fingerprint = template.folder() + ", sha256 " + Fingerprint.of(hashes.toString());
    }
    return fingerprint;
  }

  private static void add(LabelFolder folder, List<String> hashes) {
    hashes.add(Sha256.of(folder.path().resolve(InfoLabel.FILE)));
    hashes.addAll(
        folder.info().images().parallelStream()
            .filter(folder::has)
            .map(i -> i.file() + " " + Sha256.of(folder.file(i)))
            .toList());
  }

  /** Image, cord and discs. */
  Side side(Progress progress) {
    if (side == null) {
      progress.check("reading the template", 0);
      final Volume cord = template.read(Part.CORD, progress.part(0, 0.3));
      side =
          new Side(
              picture == Part.CORD ? cord : template.read(picture, progress.part(0.3, 0.7)),
              cord,
              template.read(Part.DISCS, progress.part(0.7, 1)),
              null);
    }
    return side;
  }
}
