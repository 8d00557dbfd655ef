package org.myelon.register;

import org.myelon.register.diffeomorphic.Diffeomorphic;

/** The built-in engine: what runs a step. */
public final class StepAlgorithms {

  private StepAlgorithms() {}

  /**
   * What runs a step with these settings; one of no iterations, where there are any, is nothing.
   */
  public static StepAlgorithm of(StepSettings settings) {
    if (settings.kind() == Kind.LABEL) return new LandmarkStep();
    return switch (settings.algorithm()) {
      case IDENTITY -> new Identity();
      case CENTERMASS, CENTERMASSROT -> new CenterOfMass();
      case COLUMNWISE -> new Columnwise();
      case TRANSLATION, RIGID, AFFINE -> unlessNone(settings, new Linear());
      case SLICEREG -> unlessNone(settings, new SliceRegularised());
      case SYN, BSPLINESYN -> unlessNone(settings, new Diffeomorphic());
    };
  }

  private static StepAlgorithm unlessNone(StepSettings settings, StepAlgorithm algorithm) {
    final boolean none = settings.levels().stream().allMatch(level -> level.iterations() == 0);
    return none ? new Identity() : algorithm;
  }
}
