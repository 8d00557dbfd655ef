package org.myelon.step;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Loops over independent items on all cores. Item {@code i} must write only what belongs to item
 * {@code i}: then the result has the same bits for any number of threads.
 */
public final class Parallel {

  private Parallel() {}

  /**
   * Runs {@code body} for 0 … {@code count} - 1. If an item fails, those not begun are left out,
   * and the failure is thrown when none runs any more.
   *
   * @throws CancelledException if the user cancels; items not begun are left out
   */
  public static void forEach(int count, String stage, Progress progress, IntConsumer body) {
    final AtomicInteger done = new AtomicInteger();
    final AtomicReference<Throwable> failure = new AtomicReference<>();
    progress.check(stage, 0);
    IntStream.range(0, count)
        .parallel()
        .forEach(
            i -> {
              if (failure.get() != null) return;
              try {
                if (progress.isCancelled()) throw new CancelledException();
                body.accept(i);
                progress.update(stage, done.incrementAndGet() / (double) count);
              } catch (RuntimeException | Error e) {
                failure.compareAndSet(null, e);
              }
            });
    if (failure.get() instanceof RuntimeException e) throw e;
    if (failure.get() instanceof Error e) throw e;
  }
}
