package org.myelon.segment.training;

import java.util.List;
import java.util.random.RandomGenerator;
import org.myelon.step.InputException;

/** Several sources, each drawn from as often as its weight says. */
public final class MixedSource implements SampleSource {

  /**
   * One of the sources.
   *
   * @param weight in relation to the others, positive
   */
  public record Part(SampleSource source, double weight) {

    /**
     * @throws InputException if the weight is not a positive number
     */
    public Part {
      if (!(weight > 0) || Double.isInfinite(weight))
        throw new InputException("The weight of a source must be positive, not " + weight + ".");
    }
  }

  private final List<Part> parts;
  private final double sum;

  /**
   * @throws InputException if there is no source
   */
  public MixedSource(List<Part> parts) {
    if (parts.isEmpty()) throw new InputException("There is no source of samples.");
    this.parts = List.copyOf(parts);
    sum = parts.stream().mapToDouble(Part::weight).sum();
  }

  @Override
  public Sample draw(RandomGenerator random) {
    double left = random.nextDouble() * sum;
    for (Part p : parts) {
      left -= p.weight();
      if (left < 0) return p.source().draw(random);
    }
    return parts.get(parts.size() - 1).source().draw(random);
  }
}
