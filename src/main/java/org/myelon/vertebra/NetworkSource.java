package org.myelon.vertebra;

import java.util.List;
import org.myelon.step.Methods;
import org.myelon.step.Progress;

/**
 * Discs that a network found.
 *
 * @param network that looked
 * @param candidates that it saw
 */
record NetworkSource(DiscFinder network, List<DiscCandidate> candidates) implements DiscSource {

  NetworkSource {
    candidates = List.copyOf(candidates);
  }

  static NetworkSource look(SpineView view, DiscFinder network, Progress progress) {
    return new NetworkSource(network, network.find(view.image(), view.line(), progress));
  }

  @Override
  public SpineLengths lengths() {
    return SpineLengths.average();
  }

  @Override
  public String name() {
    return "network";
  }

  /** Nothing beyond what the candidates say. */
  @Override
  public double evidence(Spine spine) {
    return Double.NaN;
  }

  @Override
  public DiscCandidate placed(int disc, DiscCandidate candidate) {
    return candidate;
  }

  @Override
  public double front(int disc) {
    return TemplateSpine.USUAL_FRONT;
  }

  @Override
  public List<Methods> methods() {
    return List.of(network.methods());
  }
}
