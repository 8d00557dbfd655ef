package org.myelon.segment.training;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.myelon.image.Volume;
import org.myelon.image.nifti.Nifti;
import org.myelon.segment.axial.AxialModel;

/**
 * The images that our own models are trained with, from the shared folder, by the name of the
 * subject: so that one can be held out.
 */
final class TrainingMaterial {

  /** Subjects of which there are images with manual masks of the cord. */
  static final List<String> SUBJECTS =
      List.of(
          "gm-10062",
          "gm-9418",
          "gm-9584",
          "testing-t2",
          "testing-t1",
          "testing-t2s",
          "testing-mt",
          "unf01");

  private final Path data;

  TrainingMaterial(Path shared) {
    this.data = shared.resolve("data");
  }

  /** Images with masks of the cord, or of its grey matter, of one subject. */
  List<LabelledImage> images(String subject, boolean grey) {
    final List<LabelledImage> list = new ArrayList<>();
    switch (subject) {
      case "gm-10062" -> {
        list.add(challenge("sub-10062Ses1", grey));
        list.add(challenge("sub-10062Ses2", grey));
      }
      case "gm-9418", "gm-9584" -> list.add(challenge("sub-" + subject.substring(3), grey));
      case "testing-t2" -> {
        if (!grey) list.add(image("sct-testing/t2/t2", "sct-testing/t2/t2_seg-manual"));
      }
      case "testing-t1" -> {
        if (!grey) list.add(image("sct-testing/t1/t1w", "sct-testing/t1/t1w_seg-manual"));
      }
      case "testing-t2s" ->
          list.add(
              image(
                  "sct-testing/t2s/t2s",
                  grey ? "sct-testing/t2s/t2s_gmseg_manual" : "sct-testing/t2s/t2s_seg"));
      case "testing-mt" -> {
        if (!grey)
          for (String name : List.of("mt0", "mt1", "t1w"))
            list.add(image("sct-testing/mt/" + name, "sct-testing/mt/mt1_seg"));
      }
      case "unf01" -> {
        if (!grey)
          for (String name : List.of("T1w", "T2w", "T2star"))
            list.add(
                image(
                    "spine-generic-unf01/sub-unf01/anat/sub-unf01_" + name,
                    "spine-generic-unf01/derivatives/labels/sub-unf01/anat/sub-unf01_"
                        + name
                        + "_seg-manual"));
      }
      default -> throw new IllegalArgumentException(subject);
    }
    return list;
  }

  /** The T2w template of 1x1x2 mm. */
  LabelledImage template() {
    final String name = "sct-testing/template/template/PAM50_small_";
    return image(name + "t2", name + "cord");
  }

  /** Cord, grey matter and bones of PAM50. */
  LabelMap labels() {
    final String name = "pam50/template/PAM50_";
    return LabelMap.of(read(name + "cord"), read(name + "gm"), read(name + "spine"));
  }

  private LabelledImage challenge(String name, boolean grey) {
    final String mask = "gm-challenge/derivatives/labels/" + name + "/anat/" + name;
    return image(
        "gm-challenge/" + name + "/anat/" + name + "_run-1_T2starw",
        mask + "_run-1_T2starw_" + (grey ? "gmseg" : "seg") + "-manual");
  }

  private LabelledImage image(String image, String mask) {
    return LabelledImage.of(read(image), read(mask));
  }

  private Volume read(String name) {
    return Nifti.read(data.resolve(name + ".nii.gz"));
  }

  /**
   * All sources of a model by name, with weights, without one subject.
   *
   * @param heldOut a subject, or "" for none
   */
  Map<String, MixedSource.Part> sources(AxialModel model, String heldOut) {
    final boolean grey = model.name().equals("graymatter");
    final Map<String, MixedSource.Part> sources = new LinkedHashMap<>();
    for (String subject : SUBJECTS) {
      if (subject.equals(heldOut)) continue;
      final List<LabelledImage> images = images(subject, grey);
      for (int i = 0; i < images.size(); i++)
        sources.put(
            subject + "-" + i,
            new MixedSource.Part(WindowSource.of(images.get(i), model), weight(images.get(i))));
    }
    final SyntheticBody bodies = new SyntheticBody(labels(), grey, model.side() > 100 ? 0.35 : 0.2);
    sources.put(
        "synthetic",
        new MixedSource.Part(
            WindowSource.of(bodies, model, Augmentation.of(model.side()).withContrast(0.2)), 12));
    if (!grey) sources.put("template", new MixedSource.Part(WindowSource.of(template(), model), 4));
    return sources;
  }

  /** Images of many slices show more that is new. */
  private static double weight(LabelledImage image) {
    return Math.sqrt(image.slices() / 10.0);
  }
}
