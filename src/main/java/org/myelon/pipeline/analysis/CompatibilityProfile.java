package org.myelon.pipeline.analysis;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.myelon.atlas.ExtractMetric;
import org.myelon.atlas.Method;
import org.myelon.atlas.ModelSettings;
import org.myelon.atlas.Normalisation;
import org.myelon.centerline.FitCenterline;
import org.myelon.label.LevelMap;
import org.myelon.morphology.Compatibility;
import org.myelon.morphology.MeasureShape;
import org.myelon.morphology.Regions;
import org.myelon.register.LabelKind;
import org.myelon.register.RegisterToTemplate;
import org.myelon.register.RegistrationSteps;
import org.myelon.register.StepSettings;
import org.myelon.step.InputException;

/**
 * All rules of an analysis that a study must not see change under it, frozen by version: each
 * number stands here, none is a default of a step. A later version gets a profile of its own; what
 * is here never changes.
 *
 * @param name such as "myelon-1"
 * @param threshold a voxel of this probability or more is cord
 * @param centerline the line to which discs are projected
 * @param levels from discs to vertebral levels
 * @param shape how the shape is measured
 * @param registration of the image to the template
 * @param scanSteps from the template, as it lies on the image, to a further scan
 * @param metric values in the tracts; method and labels are the user's
 */
public record CompatibilityProfile(
    String name,
    double threshold,
    FitCenterline.Settings centerline,
    LevelMap.Settings levels,
    MeasureShape.Settings shape,
    RegisterToTemplate.Settings registration,
    List<StepSettings> scanSteps,
    ExtractMetric.Settings metric) {

  /** The names, the one that is taken unless told otherwise first. */
  public static final List<String> NAMES = List.of("myelon-1", "sct-7");

  /** What a user may write for them. */
  private static final Map<String, String> SHORT = Map.of("myelon", "myelon-1", "sct", "sct-7");

  /**
   * The profile of a name, such as "myelon-1"; "myelon" and "sct" are the newest of each.
   *
   * @throws InputException if there is none
   */
  public static CompatibilityProfile of(String name) {
    final String small = name.strip().toLowerCase(Locale.ROOT);
    return switch (SHORT.getOrDefault(small, small)) {
      case "myelon-1" -> first("myelon-1", Compatibility.MYELON);
      case "sct-7" -> first("sct-7", Compatibility.SCT);
      default ->
          throw new InputException(
              "compatibility is '"
                  + name
                  + "'; give "
                  + NAMES.stream().collect(Collectors.joining(", "))
                  + ", myelon or sct.");
    };
  }

  private static CompatibilityProfile first(String name, Compatibility whose) {
    final FitCenterline.Settings line =
        new FitCenterline.Settings(FitCenterline.Algorithm.BSPLINE, 30, false);
    return new CompatibilityProfile(
        name,
        0.5,
        line,
        new LevelMap.Settings(whose == Compatibility.SCT),
        new MeasureShape.Settings(true, line, false, false, whose),
        new RegisterToTemplate.Settings(
            LabelKind.DISCS,
            RegisterToTemplate.Reference.TEMPLATE,
            RegistrationSteps.parse(
                "step=1,type=imseg,algo=centermassrot,rot_method=pcahog"
                    + ":step=2,type=seg,algo=bsplinesyn,metric=MeanSquares,iter=3,smooth=1"),
            new FitCenterline.Settings(FitCenterline.Algorithm.BSPLINE, 20, false)),
        RegistrationSteps.parse(
            "step=1,type=seg,algo=centermass"
                + ":step=2,type=seg,algo=bsplinesyn,metric=MeanSquares,slicewise=1,iter=3"),
        new ExtractMetric.Settings(
            Method.MAP,
            "all",
            false,
            new Regions(List.of(), List.of(), Regions.Per.REGION),
            new ModelSettings(1, 1, Map.of(), false),
            false,
            Normalisation.WHOLE,
            whose));
  }

  /** Every rule with its value, one a line: what a test keeps frozen. */
  String text() {
    return String.join(
        "\n",
        Arrays.asList(
            "name " + name,
            "threshold " + threshold,
            "centerline " + centerline,
            "levels " + levels,
            "shape " + shape,
            "registration " + registration,
            "scanSteps " + scanSteps,
            "metric " + metric));
  }
}
