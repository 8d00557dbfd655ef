package org.myelon.register;

import java.util.List;
import java.util.stream.Collectors;

/** Steps in the words of a paper. */
final class StepWording {

  private StepWording() {}

  /** Such as "centre of mass and rotation per slice (segmentations), ...". */
  static String of(List<StepSettings> steps) {
    return steps.stream().map(StepWording::of).collect(Collectors.joining(", then "));
  }

  private static String of(StepSettings step) {
    final String compared = " of the " + step.kind().plural();
    final String how = " (metric " + step.metric() + (step.slicewise() ? ", per slice)" : ")");
    return switch (step.algorithm()) {
      case IDENTITY -> "the positions in the files";
      case TRANSLATION -> "a translation" + compared + how;
      case RIGID -> "a rigid transform" + compared + how;
      case AFFINE -> "an affine transform" + compared + how;
      case CENTERMASS -> "the centres of mass" + compared + " in each slice";
      case CENTERMASSROT ->
          "the centres of mass and angles ("
              + step.rotation().method()
              + ")"
              + compared
              + " in each slice";
      case COLUMNWISE -> "the widths and columns" + compared + " in each slice";
      case SLICEREG ->
          "a translation"
              + compared
              + " in each slice, a polynomial of degree "
              + step.polynomialDegree()
              + " along the cord"
              + how;
      case SYN, BSPLINESYN -> "a diffeomorphic transform" + compared + how;
    };
  }
}
