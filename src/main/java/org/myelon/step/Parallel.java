package org.myelon.step;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Loops over independent items on all cores. Item {@code i} must write only what belongs to item
 * {@code i}: then the result has the same bits for any number of threads.
 */
public final class Parallel {

  private Parallel() {}

  /**
   * Runs {@code body} for 0 … {@code count} - 1.
   *
   * @throws CancelledException if the user cancels; items not begun are left out
   */
  public static void forEach(int count, String stage, Progress progress, IntConsumer body) {
    final AtomicInteger done = new AtomicInteger();
    progress.check(stage, 0);
    IntStream.range(0, count)
        .parallel()
        .forEach(
            i -> {
              if (progress.isCancelled()) throw new CancelledException();
              body.accept(i);
              progress.update(stage, done.incrementAndGet() / (double) count);
            });
  }
}
