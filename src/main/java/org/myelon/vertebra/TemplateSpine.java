package org.myelon.vertebra;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.myelon.centerline.Centerline;
import org.myelon.centerline.CurvedSpace;
import org.myelon.centerline.FitCenterline;
import org.myelon.image.Volume;
import org.myelon.label.Vertebra;
import org.myelon.step.InputException;
import org.myelon.step.Progress;
import org.myelon.template.Template;
import org.myelon.template.Template.Part;
import org.myelon.transform.Transform;

/**
 * A template's spine from the side, and its discs.
 *
 * @param slab its image with the cord straight
 * @param arcs mm along its cord, of each disc beside it
 * @param fronts how far the posterior tip of each of these discs lies before the cord, mm
 */
record TemplateSpine(
    SagittalSlab slab, SortedMap<Integer, Double> arcs, SortedMap<Integer, Double> fronts) {

  /** Beyond the ends of the template's cord, mm. */
  private static final double BEYOND = 20;

  /** Where the tip of a disc lies if the template does not say, mm before the cord. */
  static final double USUAL_FRONT = 9;

  TemplateSpine {
    arcs = Collections.unmodifiableSortedMap(new TreeMap<>(arcs));
    fronts = Collections.unmodifiableSortedMap(new TreeMap<>(fronts));
  }

  /**
   * Reads it.
   *
   * @throws InputException if the template lacks the image, its cord or its discs
   */
  static TemplateSpine read(Template template, Part contrast, Progress progress) {
    if (!template.has(contrast))
      throw new InputException(
          "The template "
              + template.folder()
              + " has no "
              + contrast
              + ", which method=template compares with: get the whole template with Download"
              + " Template, name another folder with template=, or take method=network.");
    final Volume cord = template.read(Part.CORD, progress.part(0, 0.2));
    final Centerline line =
        FitCenterline.run(cord, FitCenterline.Settings.defaults(), progress.part(0.2, 0.3));
    final CurvedSpace space = CurvedSpace.straightened(line);
    final Transform toPlace = space.inverse();
    final SortedMap<Integer, Double> arcs = new TreeMap<>(), fronts = new TreeMap<>();
    final boolean tips = template.has(Part.DISCS_POSTERIOR);
    final Volume discs =
        template.read(tips ? Part.DISCS_POSTERIOR : Part.DISCS, progress.part(0.3, 0.4));
    for (Map.Entry<Integer, double[]> disc : Start.of(discs).known().entrySet()) {
      final double[] p = new double[3];
      if (!toPlace.apply(disc.getValue(), p) || p[2] < 0 || p[2] > space.length()) continue;
      arcs.put(disc.getKey(), p[2]);
      fronts.put(disc.getKey(), tips ? p[1] : USUAL_FRONT);
    }
    final SagittalSlab slab =
        SagittalSlab.of(
            template.read(contrast, progress.part(0.4, 0.6)),
            space,
            -BEYOND,
            space.length() + BEYOND,
            progress.part(0.6, 1));
    return new TemplateSpine(slab, arcs, fronts);
  }

  /** From each disc down to the next one. */
  SpineLengths lengths() {
    return SpineLengths.ofPlaces(arcs);
  }

  /** Whether a disc is one that can be seen, not the joint of C1 and C2 or the top of C1. */
  static boolean isVisible(int disc) {
    return disc >= 3 && Vertebra.isVertebra(disc);
  }

  /** How far the tip of a disc lies before the cord. */
  double front(int disc) {
    return fronts.getOrDefault(disc, USUAL_FRONT);
  }
}
