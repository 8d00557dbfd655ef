package org.myelon.register.elastix;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.myelon.image.Affine;
import org.myelon.register.Algorithm;
import org.myelon.register.Identity;
import org.myelon.register.Kind;
import org.myelon.register.StepAlgorithm;
import org.myelon.register.StepImages;
import org.myelon.register.StepResult;
import org.myelon.register.StepSettings;
import org.myelon.register.lattice.GridDisplacement;
import org.myelon.register.lattice.Lattice;
import org.myelon.step.InputException;
import org.myelon.step.Parallel;
import org.myelon.step.Progress;
import org.myelon.transform.AffineTransform;
import org.myelon.transform.ElastixTransform;
import org.myelon.transform.InverseTransform;
import org.myelon.transform.PairedTransform;
import org.myelon.transform.Transform;

/**
 * A registration step done by elastix: translation, rigid and affine by its transforms of these
 * names, syn and bsplinesyn by its B-spline transform, which is neither symmetric nor kept from
 * folding. Metrics: AdvancedMeanSquares, AdvancedNormalizedCorrelation (of all samples together)
 * for CC, AdvancedMattesMutualInformation.
 *
 * <p>The displacement keeps to the slices (deformation 1x1x0) because elastix gets images whose
 * slices lie a thousand times as far apart, see {@link ElastixFrame}. Rigid and affine maps are not
 * restricted.
 */
final class ElastixStep implements StepAlgorithm {

  /** Iterations of the stochastic descent of elastix for one of the built-in engine. */
  private static final int PER_ITERATION = 25;

  private static final int LEAST_SAMPLES = 2000;

  private static final int MOST_SAMPLES = 8000;

  /** Distance of the control points in mm: as in the built-in engine. */
  private static final double CONTROL_MM = 5, ROOTLET_CONTROL_MM = 26;

  /** Control points lie so many slices apart at least. */
  private static final double LEAST_SLICES = 2;

  private final ElastixEngine engine;

  ElastixStep(ElastixEngine engine) {
    this.engine = engine;
  }

  @Override
  public StepResult run(StepImages images, StepSettings settings, Progress progress) {
    final List<StepSettings.Level> levels =
        settings.levels().stream().filter(level -> level.iterations() > 0).toList();
    if (levels.isEmpty()) return new Identity().run(images, settings, progress);
    if (settings.slicewise())
      throw new InputException(
          "Registration step "
              + settings.number()
              + " asks for slicewise, which elastix does not do: choose engine=myelon, or leave"
              + " slicewise out.");
    progress.check("elastix", 0);
    final ElastixFrame frame =
        new ElastixFrame(images, settings.kind(), share(settings), progress.silent());
    try (TemporaryFolder folder = TemporaryFolder.make()) {
      final ElastixRun run = new ElastixRun(folder.path());
      final int voxels = frame.write(run.fixed(), run.moving(), run.mask());
      final String map =
          engine.maps().filled(settings.algorithm(), words(settings, levels, frame, voxels));
      final int iterations = levels.stream().mapToInt(ElastixStep::iterations).sum();
      try {
        run.run(
            engine.elastix(),
            settings.number() + " (" + settings.algorithm() + ")",
            map,
            engine.threads(),
            iterations,
            progress.part(0, 0.8));
      } finally {
        keepLog(run.log());
      }
      final Transform found = ElastixTransform.read(run.transform());
      return new StepResult(toWorld(found, frame, progress.part(0.8, 1)), run.metric());
    }
  }

  private void keepLog(Path log) {
    if (engine.log() == null || !Files.isRegularFile(log)) return;
    try (OutputStream out =
        Files.newOutputStream(engine.log(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      Files.copy(log, out);
    } catch (IOException e) {
      throw new InputException("Cannot write the log of elastix to " + engine.log() + ".", e);
    }
  }

  /** What is kept of the displacement along each axis; all of it for rigid and affine maps. */
  private static double[] share(StepSettings settings) {
    final double[] share = {1, 1, 1};
    if (settings.algorithm() == Algorithm.RIGID || settings.algorithm() == Algorithm.AFFINE)
      return share;
    for (int a = 0; a < 3; a++) share[a] = settings.deformation().get(a);
    for (double s : share)
      if (!(s >= 0 && s <= 1) || share[0] + share[1] + share[2] == 0)
        throw new InputException(
            "Registration step "
                + settings.number()
                + " has deformation "
                + settings.deformation()
                + ": give weights from 0 to 1 for x, y and z, and not 0 for all.");
    return share;
  }

  /** What goes into the parameter map. */
  private static Map<String, String> words(
      StepSettings settings, List<StepSettings.Level> levels, ElastixFrame frame, int voxels) {
    final double[] mm = frame.spacing(), trueMm = frame.grid().spacing();
    final double control =
        settings.kind() == Kind.ROOTLET && settings.algorithm() == Algorithm.BSPLINESYN
            ? ROOTLET_CONTROL_MM
            : CONTROL_MM;
    final String spacing =
        IntStream.range(0, 3)
            .mapToObj(a -> number(mm[a] * Math.max(LEAST_SLICES, control / trueMm[a])))
            .collect(Collectors.joining(" "));
    final double samples = voxels * settings.samplingFraction();
    final Map<String, String> words = new LinkedHashMap<>();
    words.put(
        "metric",
        switch (settings.metric()) {
          case MEANSQUARES -> "AdvancedMeanSquares";
          case CC -> "AdvancedNormalizedCorrelation";
          case MI -> "AdvancedMattesMutualInformation";
        });
    words.put("resolutions", "" + levels.size());
    words.put(
        "pyramid",
        levels.stream().map(level -> factors(level, trueMm)).collect(Collectors.joining("  ")));
    words.put("iterations", joined(levels, ElastixStep::iterations));
    words.put("samples", "" + (int) Math.max(LEAST_SAMPLES, Math.min(MOST_SAMPLES, samples)));
    words.put("step", number(settings.gradientStep() * Math.min(trueMm[0], trueMm[1])));
    words.put("spacing", spacing);
    return words;
  }

  private static int iterations(StepSettings.Level level) {
    return PER_ITERATION * level.iterations();
  }

  /** elastix smooths by half of the factor, in voxels. */
  private static String factors(StepSettings.Level level, double[] mm) {
    final long[] factors = new long[3];
    for (int a = 0; a < 3; a++)
      factors[a] = Math.max(a < 2 ? level.shrink() : 1, Math.round(2 * level.smoothing() / mm[a]));
    return factors[0] + " " + factors[1] + " " + factors[2];
  }

  private static String joined(
      List<StepSettings.Level> levels, ToIntFunction<StepSettings.Level> value) {
    return levels.stream()
        .map(level -> "" + value.applyAsInt(level))
        .collect(Collectors.joining(" "));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.6f", value);
  }

  private static Transform toWorld(Transform found, ElastixFrame frame, Progress progress) {
    final Affine toWorld = frame.toWorld();
    if (found instanceof AffineTransform linear)
      return new AffineTransform(toWorld.after(linear.map()).after(toWorld.inverse()));
    final Transform back = found.inverse();
    return new PairedTransform(
        sampled(found, frame, progress.part(0, 0.3)), sampled(back, frame, progress.part(0.3, 1)));
  }

  /**
   * What a transform in the frame does to the voxels. Where an inverse was not found, because the
   * spline folds, the best place is taken.
   */
  private static GridDisplacement sampled(
      Transform transform, ElastixFrame frame, Progress progress) {
    final Lattice lattice = frame.lattice();
    final double[] mm = frame.spacing();
    final float[][] voxels = new float[3][lattice.count()];
    Parallel.forEach(
        lattice.nz(),
        "reading the transform of elastix",
        progress,
        k -> {
          final double[] p = new double[3], q = new double[3];
          for (int n = k * lattice.plane(); n < (k + 1) * lattice.plane(); n++) {
            p[0] = n % lattice.nx() * mm[0];
            p[1] = n / lattice.nx() % lattice.ny() * mm[1];
            p[2] = k * mm[2];
            if (transform instanceof InverseTransform inverse) inverse.solve(p, q);
            else transform.apply(p, q);
            for (int a = 0; a < 3; a++) voxels[a][n] = (float) ((q[a] - p[a]) / mm[a]);
          }
        });
    for (int a = 0; a < 3; a++)
      if (frame.isStill(a)) voxels[a] = a == 2 ? null : new float[lattice.count()];
    return new GridDisplacement(frame.grid(), voxels);
  }
}
