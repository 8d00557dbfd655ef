package org.myelon.register;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.myelon.register.StepSettings.Level;
import org.myelon.register.StepSettings.Rotation;
import org.myelon.step.InputException;

/**
 * The steps of a registration as text, in the words and with the defaults of SCT's {@code -param}:
 * steps separated by colons, words by commas, levels of resolution by x, such as
 * "step=1,type=seg,algo=centermassrot:step=2,type=im,algo=syn,metric=CC,iter=6x6x3,shrink=4x2x1".
 */
public final class RegistrationSteps {

  private static final List<String> WORDS =
      List.of(
          "step",
          "type",
          "algo",
          "metric",
          "iter",
          "shrink",
          "smooth",
          "gradStep",
          "deformation",
          "poly",
          "filter_size",
          "slicewise",
          "smoothWarpXY",
          "rot_method",
          "pca_eigenratio_th",
          "rot_src",
          "rot_dest",
          "dof",
          "samplingStrategy",
          "samplingPercentage",
          "laplacian",
          "init");

  /** SCT's share of the voxels where a sampling strategy is asked for, but no share. */
  private static final double SAMPLING = 0.2;

  private static final double NO_LIMIT = Double.MAX_VALUE;

  private RegistrationSteps() {}

  /**
   * Reads steps. Upper and lower case count as the same; what is not said has SCT's default, and
   * type is im.
   *
   * @param text steps separated by colons
   * @return at least one step, by their numbers
   * @throws InputException if a word or value is unknown, a number out of range, a step given
   *     twice, or something is asked for that is not offered
   */
  public static List<StepSettings> parse(String text) {
    if (text.isBlank())
      throw new InputException(
          "There is no registration step: write for example step=1,type=seg,algo=centermass.");
    final List<StepSettings> steps = new ArrayList<>();
    for (String part : text.split(":", -1)) {
      final StepWords words = new StepWords(part, WORDS);
      final StepSettings step = step(words);
      if (steps.stream().anyMatch(s -> s.number() == step.number()))
        throw words.wrong("is the second one of this number", "number the steps 0, 1, 2, ...");
      steps.add(step);
    }
    steps.sort(Comparator.comparingInt(StepSettings::number));
    return List.copyOf(steps);
  }

  private static StepSettings step(StepWords w) {
    refuseWhatIsNotOffered(w);
    if (!w.has("step")) throw w.wrong("has no number", "begin it with step=1,");
    final StepSettings d = StepSettings.defaults(w.whole("step", 0));
    final Kind kind = w.choice("type", Kind.values(), d.kind());
    if (kind == Kind.LABEL && d.number() != 0)
      throw w.wrong("compares labels", "only step=0 can do so");
    return new StepSettings(
        d.number(),
        kind,
        w.choice("algo", Algorithm.values(), d.algorithm()),
        w.choice("metric", Metric.values(), d.metric()),
        levels(w),
        w.number("gradStep", d.gradientStep(), 1e-6, NO_LIMIT),
        deformation(w, d),
        w.whole("poly", d.polynomialDegree()),
        w.number("filter_size", d.angleSmoothing(), 0, NO_LIMIT),
        w.flag("slicewise", d.slicewise()),
        w.number("smoothWarpXY", d.columnSmoothing(), 0, NO_LIMIT),
        rotation(w, d.rotation()),
        degreesOfFreedom(w, d.dof()),
        sampling(w));
  }

  private static void refuseWhatIsNotOffered(StepWords w) {
    if (w.text("algo", "").equalsIgnoreCase("dl"))
      throw w.wrong(
          "asks for SCT's neural network (algo=dl), which Myelon does not have",
          "choose syn or bsplinesyn");
    if (w.number("laplacian", 0.0, 0, NO_LIMIT) != 0)
      throw w.wrong(
          "asks for a Laplacian filter, which Myelon does not have",
          "leave laplacian out, or filter the images before");
    if (w.has("init"))
      throw w.wrong(
          "asks for an initial shift (init), which Myelon does not have",
          "leave it out; positions come from the files, labels or an initial transform");
  }

  /** A single value of shrink or smooth holds for all levels. */
  private static List<Level> levels(StepWords w) {
    final List<Integer> iterations = w.wholes("iter", List.of(10));
    final List<Integer> shrink = w.wholes("shrink", List.of(1));
    final List<Double> smooth = w.numbers("smooth", List.of(0.0), 0, NO_LIMIT);
    final int count = iterations.size();
    if (shrink.contains(0)) throw w.refused("shrink", "a whole number from 1 on");
    if (shrink.size() != 1 && shrink.size() != count)
      throw w.refused("shrink", "one number, or one for each of the " + count + " of iter");
    if (smooth.size() != 1 && smooth.size() != count)
      throw w.refused("smooth", "one number, or one for each of the " + count + " of iter");
    return IntStream.range(0, count)
        .mapToObj(
            n ->
                new Level(
                    iterations.get(n),
                    shrink.get(Math.min(n, shrink.size() - 1)),
                    smooth.get(Math.min(n, smooth.size() - 1))))
        .toList();
  }

  private static List<Double> deformation(StepWords w, StepSettings d) {
    final List<Double> parts = w.numbers("deformation", d.deformation(), 0, 1);
    if (parts.size() != 3) throw w.refused("deformation", "three numbers such as 1x1x0");
    return parts;
  }

  private static Rotation rotation(StepWords w, Rotation d) {
    return new Rotation(
        w.choice("rot_method", RotationMethod.values(), d.method()),
        w.number("pca_eigenratio_th", d.leastEigenvalueRatio(), 1, NO_LIMIT),
        w.has("rot_src") ? w.number("rot_src", 0.0, -180, 180) : null,
        w.has("rot_dest") ? w.number("rot_dest", 0.0, -180, 180) : null);
  }

  private static String degreesOfFreedom(StepWords w, String otherwise) {
    final String dof = w.text("dof", otherwise);
    for (String part : dof.split("_", -1))
      if (!Motion.FREEDOMS.contains(part))
        throw w.refused(
            "dof", "some of " + String.join(", ", Motion.FREEDOMS) + " with _ between them");
    return dof;
  }

  private static double sampling(StepWords w) {
    final String strategy =
        w.choice("samplingStrategy", new String[] {"None", "Regular", "Random"}, "None");
    final double share = w.number("samplingPercentage", SAMPLING, 1e-6, 1);
    return strategy.equals("None") ? 1 : share;
  }

  /** The text of steps, from which {@link #parse} reads the same; without what is default. */
  public static String format(List<StepSettings> steps) {
    return steps.stream().map(RegistrationSteps::format).collect(Collectors.joining(":"));
  }

  private static String format(StepSettings s) {
    final Map<String, String> words = words(s);
    final Map<String, String> defaults = words(StepSettings.defaults(s.number()));
    final List<String> kept = List.of("step", "type", "algo");
    return words.entrySet().stream()
        .filter(w -> w.getValue() != null)
        .filter(w -> kept.contains(w.getKey()) || !w.getValue().equals(defaults.get(w.getKey())))
        .map(w -> w.getKey() + "=" + w.getValue())
        .collect(Collectors.joining(","));
  }

  private static Map<String, String> words(StepSettings s) {
    final Map<String, String> w = new LinkedHashMap<>();
    w.put("step", s.number() + "");
    w.put("type", s.kind().toString());
    w.put("algo", s.algorithm().toString());
    w.put("metric", s.metric().toString());
    w.put("iter", StepWords.plain(s.levels().stream().map(Level::iterations).toList()));
    w.put("shrink", common(s.levels().stream().map(Level::shrink).toList()));
    w.put("smooth", common(s.levels().stream().map(Level::smoothing).toList()));
    w.put("gradStep", StepWords.plain(s.gradientStep()));
    w.put("deformation", StepWords.plain(s.deformation()));
    w.put("poly", s.polynomialDegree() + "");
    w.put("filter_size", StepWords.plain(s.angleSmoothing()));
    w.put("slicewise", s.slicewise() ? "1" : "0");
    w.put("smoothWarpXY", StepWords.plain(s.columnSmoothing()));
    w.put("rot_method", s.rotation().method().toString());
    w.put("pca_eigenratio_th", StepWords.plain(s.rotation().leastEigenvalueRatio()));
    w.put("rot_src", plain(s.rotation().movingDegrees()));
    w.put("rot_dest", plain(s.rotation().fixedDegrees()));
    w.put("dof", s.dof());
    w.put("samplingStrategy", s.samplingFraction() == 1 ? null : "Regular");
    w.put("samplingPercentage", s.samplingFraction() == 1 ? null : s.samplingFraction() + "");
    return w;
  }

  private static String plain(Double number) {
    return number == null ? null : StepWords.plain(number);
  }

  private static String common(List<? extends Number> numbers) {
    final boolean same = numbers.stream().allMatch(n -> Objects.equals(n, numbers.get(0)));
    return StepWords.plain(same ? numbers.subList(0, 1) : numbers);
  }
}
