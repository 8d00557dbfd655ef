package org.myelon.register;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.myelon.centerline.Centerline;
import org.myelon.centerline.FitCenterline;
import org.myelon.image.Affine;
import org.myelon.image.Box;
import org.myelon.image.Crop;
import org.myelon.image.Grid;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;
import org.myelon.step.Methods;
import org.myelon.step.Parallel;
import org.myelon.step.Progress;
import org.myelon.transform.Transform;

/**
 * Brings a subject and the template into one space, through their cords: labels give the place
 * along the cord, the masks (and images) the place across it.
 *
 * <p>With the template as reference the cord is straightened first and the steps work across the
 * template's cord; with the subject as reference they work in the subject's own slices, as suits
 * few thick ones. All is composed as functions, so that nothing is interpolated twice.
 *
 * <p>Source: B. De Leener et al., SCT: Spinal Cord Toolbox, NeuroImage 2017; the frame of
 * sct_register_to_template.
 */
public final class RegisterToTemplate {

  private static final String CITATION =
      "De Leener B, et al. PAM50: Unbiased multimodal template of the brainstem and spinal cord"
          + " aligned with the ICBM152 space. NeuroImage 2018;165:170-179."
          + " doi:10.1016/j.neuroimage.2017.10.041";

  /** SCT's steps. */
  public static final String STEPS =
      "step=1,type=imseg,algo=centermassrot,rot_method=pcahog"
          + ":step=2,type=seg,algo=bsplinesyn,metric=MeanSquares,iter=3,smooth=1";

  /** So far beyond the cord the template takes part. */
  private static final double MARGIN_MM = 25;

  /** Whose space the steps work in. */
  public enum Reference {
    TEMPLATE,
    SUBJECT
  }

  /**
   * One side.
   *
   * @param image 3-D, any orientation
   * @param cord its cord mask, 1 inside, on the same grid
   * @param labels its labels, on any grid of the same body
   * @param rootlets map of the rootlets on the same grid, null if there is none
   */
  public record Side(Volume image, Volume cord, Volume labels, Volume rootlets) {}

  /**
   * @param labels what the labels mark
   * @param reference whose space the steps work in
   * @param steps after the alignment of the labels
   * @param centerline how the cord's centreline is fitted
   */
  public record Settings(
      LabelKind labels,
      Reference reference,
      List<StepSettings> steps,
      FitCenterline.Settings centerline) {

    public Settings {
      steps = List.copyOf(steps);
    }

    /** SCT's: discs, the space of the template. */
    public static Settings defaults() {
      return new Settings(
          LabelKind.DISCS,
          Reference.TEMPLATE,
          RegistrationSteps.parse(STEPS),
          new FitCenterline.Settings(FitCenterline.Algorithm.BSPLINE, 20, false));
    }
  }

  private RegisterToTemplate() {}

  /**
   * @param subject the image, its cord and labels
   * @param template likewise
   * @param settings labels, space and steps
   * @param engine does the steps
   * @param progress listens, and may cancel
   * @return the transform that moves the template to the subject: from points of the subject to
   *     points of the template; its inverse is known. The quality is that of the template's cord
   *     moved to the subject
   * @throws org.myelon.step.InputException if the mask or the labels do not fit, see {@link
   *     CordMask} and {@link TemplateStart}
   * @implNote op names='myelon.register.toTemplate'
   */
  public static Registration run(
      Side subject, Side template, Settings settings, Engine engine, Progress progress) {
    final Cords cords = Cords.of(subject, template, settings, progress.part(0, 0.2));
    final TemplateStart start =
        settings.reference == Reference.TEMPLATE
            ? TemplateStart.inTemplate(cords, progress.part(0.2, 0.25))
            : TemplateStart.inSubject(cords, progress.part(0.2, 0.25));
    final boolean swap = settings.reference == Reference.TEMPLATE;
    final Transform toTemplate = swap ? start.transform().inverse() : start.transform();
    final Box near = near(cords, toTemplate);
    final Volume templateCord = part(cords.template, near);
    final Side theirs =
        new Side(
            template.image == template.cord ? templateCord : part(template.image, near),
            templateCord,
            template.labels,
            part(template.rootlets, near));
    final RunSteps.Result found =
        new RunSteps(data(subject, theirs, cords.subject, swap), null, start.grid(), engine)
            .run(start.transform(), upright(settings), progress.part(0.25, 0.85));
    final Transform after = swap ? found.transform().inverse() : found.transform();
    return new Registration(
        after,
        found.reports(),
        Quality.of(cords.subject(), templateCord, toTemplate, after, progress.part(0.85, 1)),
        methods(settings, engine));
  }

  /** The template stands upright in its slices: only the angle of the subject is looked for. */
  private static List<StepSettings> upright(Settings settings) {
    final boolean moving = settings.reference == Reference.SUBJECT;
    return settings.steps.stream()
        .map(
            step -> {
              final StepSettings.Rotation r = step.rotation();
              return step.withRotation(
                  new StepSettings.Rotation(
                      r.method(),
                      r.leastEigenvalueRatio(),
                      moving && r.movingDegrees() == null ? Double.valueOf(0) : r.movingDegrees(),
                      !moving && r.fixedDegrees() == null ? Double.valueOf(0) : r.fixedDegrees()));
            })
        .toList();
  }

  /** The cords of both sides with their lines and the labels that both have. */
  record Cords(
      Volume subject,
      Centerline subjectLine,
      Volume template,
      Centerline templateLine,
      CommonLabels labels) {

    static Cords of(Side subject, Side template, Settings settings, Progress progress) {
      CordMask.requireOn(subject.image, subject.cord);
      final Volume cord = CordMask.of(subject.cord);
      final Centerline line = FitCenterline.run(cord, settings.centerline, progress.part(0.1, 0.2));
      final Volume templateCord = template.cord.reoriented(Orientation.RPI);
      final CommonLabels[] labels = new CommonLabels[1];
      final Centerline[] templateLine = new Centerline[1];
      // both look at every voxel of the template
      Parallel.forEach(
          2,
          "reading the template's cord and labels",
          progress.part(0.2, 1),
          i -> {
            if (i == 0)
              labels[0] = CommonLabels.of(settings.labels, subject.labels, template.labels, line);
            else
              templateLine[0] = FitCenterline.run(templateCord, settings.centerline, Progress.NONE);
          });
      return new Cords(cord, line, templateCord, templateLine[0], labels[0]);
    }
  }

  /** The slices of the template that lie beside the cord, and some more. */
  private static Box near(Cords cords, Transform toTemplate) {
    final Grid grid = cords.template.grid();
    final Affine toVoxel = grid.voxelToWorld().inverse();
    double low = grid.size(2), high = 0;
    for (int s = cords.subjectLine.firstSlice(); s <= cords.subjectLine.lastSlice(); s++) {
      final double[] p = cords.subjectLine.point(s);
      if (!toTemplate.apply(p, p)) continue;
      final double z = toVoxel.apply(p)[2];
      low = Math.min(low, z);
      high = Math.max(high, z);
    }
    final double margin = MARGIN_MM / grid.spacing()[2];
    final long first = (long) Math.max(0, Math.min(low, high) - margin);
    final long last = (long) Math.min(grid.size(2) - 1, high + margin);
    return new Box(new long[] {0, 0, first}, new long[] {grid.size(0) - 1, grid.size(1) - 1, last});
  }

  /** What lies in the box, read once; null stays null. */
  private static Volume part(Volume volume, Box box) {
    if (volume == null) return null;
    final Volume cut = Crop.to(volume.reoriented(Orientation.RPI), box);
    return Volume.ofFloats(cut.toFloats(), cut.grid(), volume.name());
  }

  private static Map<Kind, Pair> data(Side subject, Side template, Volume cord, boolean swap) {
    final Map<Kind, Pair> data = new EnumMap<>(Kind.class);
    data.put(Kind.SEG, pair(cord, template.cord, swap));
    if (template.image != null) data.put(Kind.IM, pair(subject.image, template.image, swap));
    if (subject.rootlets != null && template.rootlets != null)
      data.put(Kind.ROOTLET, pair(subject.rootlets, template.rootlets, swap));
    return data;
  }

  /** The subject stays unless they are swapped. */
  private static Pair pair(Volume subject, Volume template, boolean swap) {
    return swap ? new Pair(template, subject) : new Pair(subject, template);
  }

  private static List<Methods> methods(Settings settings, Engine engine) {
    final List<Methods> methods = new ArrayList<>();
    final String space =
        settings.reference == Reference.TEMPLATE
            ? "The spinal cord was registered to the template in the straight space of the template,"
            : "The template was registered to the spinal cord in the slices of the image,";
    methods.add(
        new Methods(
            space
                + " first by the "
                + settings.labels.noun()
                + " labels, then by "
                + StepWording.of(settings.steps)
                + ".",
            CITATION));
    methods.addAll(engine.methods(settings.steps));
    return methods;
  }
}
