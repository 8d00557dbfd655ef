package org.myelon.segment.ivadomed;

import java.util.ArrayList;
import java.util.List;
import org.myelon.image.Volume;
import org.myelon.step.Progress;

/**
 * What is done to the outputs of a network, in this order. Immutable.
 *
 * @param cleanings each kind once
 */
public record Postprocessing(List<Cleaning> cleanings) {

  /** Smaller values are noise for ivadomed, whatever a package says. */
  private static final Cleaning NOISE = new Cleaning.RemoveNoise(0.01);

  public Postprocessing {
    cleanings = List.copyOf(cleanings);
  }

  /** With another one in the place of that of its kind, or at the end. */
  public Postprocessing with(Cleaning other) {
    final List<Cleaning> all = new ArrayList<>(cleanings);
    for (int i = 0; i < all.size(); i++)
      if (all.get(i).getClass() == other.getClass()) {
        all.set(i, other);
        return new Postprocessing(all);
      }
    all.add(other);
    return new Postprocessing(all);
  }

  /** Without those of a kind. */
  public Postprocessing without(Class<? extends Cleaning> kind) {
    return new Postprocessing(cleanings.stream().filter(c -> !kind.isInstance(c)).toList());
  }

  /** Whether outputs become masks; else they stay soft. */
  public boolean decides() {
    return cleanings.stream().anyMatch(Cleaning::decides);
  }

  /**
   * @param outputs one image each, x fastest; not changed
   * @param like an image on the same grid
   */
  public float[][] apply(float[][] outputs, Volume like, Progress progress) {
    float[][] at = NOISE.apply(outputs, like, progress);
    for (int i = 0; i < cleanings.size(); i++) {
      progress.check("cleaning the result", i / (double) cleanings.size());
      at = cleanings.get(i).apply(at, like, progress);
    }
    return at;
  }

  /** What is done, as the end of a sentence; empty if nothing is. */
  public String sentence() {
    return String.join(", ", cleanings.stream().map(Cleaning::words).toList());
  }
}
