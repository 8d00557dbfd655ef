package org.myelon.vertebra;

import java.util.List;
import org.myelon.step.Methods;
import org.myelon.step.Progress;

/** Discs that a network found. */
record NetworkSource(SpineView view, DiscFinder network) implements DiscSource {

  @Override
  public SpineLengths lengths() {
    return SpineLengths.average();
  }

  @Override
  public String name() {
    return "network";
  }

  @Override
  public List<DiscCandidate> candidates(Progress progress) {
    return network.find(view.image(), view.line(), progress);
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
  public Methods methods() {
    return network.methods();
  }
}
