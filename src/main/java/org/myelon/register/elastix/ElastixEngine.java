package org.myelon.register.elastix;

import java.nio.file.Path;
import java.util.List;
import org.myelon.register.Algorithm;
import org.myelon.register.Engine;
import org.myelon.register.Kind;
import org.myelon.register.StepAlgorithm;
import org.myelon.register.StepAlgorithms;
import org.myelon.register.StepSettings;
import org.myelon.step.InputException;
import org.myelon.step.Methods;

/**
 * The engine elastix: another program does the steps translation, rigid, affine, syn and
 * bsplinesyn; the others are done by the built-in engine.
 *
 * @param elastix the program
 * @param maps what it is told
 * @param threads how many it uses; 0 for as many as there are cores
 * @param log a file to which all that it says is added; null to keep it only for error messages
 */
public record ElastixEngine(Elastix elastix, ElastixMaps maps, int threads, Path log)
    implements Engine {

  public ElastixEngine {
    if (threads < 0) throw new InputException("elastix cannot use " + threads + " threads.");
    if (threads == 0) threads = Runtime.getRuntime().availableProcessors();
  }

  /** All cores, the built-in maps. */
  public ElastixEngine(Elastix elastix) {
    this(elastix, ElastixMaps.builtIn(), 0, null);
  }

  /** Whether elastix does steps of this kind. */
  public static boolean does(Algorithm algorithm) {
    return ElastixMaps.ALGORITHMS.contains(algorithm);
  }

  @Override
  public StepAlgorithm algorithm(StepSettings settings) {
    return does(settings) ? new ElastixStep(this) : StepAlgorithms.of(settings);
  }

  private static boolean does(StepSettings settings) {
    return does(settings.algorithm()) && settings.kind() != Kind.LABEL;
  }

  @Override
  public List<Methods> methods(List<StepSettings> steps) {
    if (steps.stream().noneMatch(ElastixEngine::does)) return List.of();
    final Methods program =
        new Methods(
            "Registration steps that translate, turn, scale or deform were done by elastix "
                + elastix.version()
                + ".",
            "S. Klein, M. Staring, K. Murphy, M.A. Viergever, J.P.W. Pluim, elastix: a toolbox for"
                + " intensity-based medical image registration, IEEE Trans Med Imaging 2010,"
                + " doi:10.1109/TMI.2009.2035616",
            "D.P. Shamonin et al., Fast parallel image registration on CPU and GPU for diagnostic"
                + " classification of Alzheimer's disease, Front Neuroinform 2014,"
                + " doi:10.3389/fninf.2013.00050");
    return List.of(program);
  }
}
