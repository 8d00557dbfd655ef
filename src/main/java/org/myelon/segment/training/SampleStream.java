package org.myelon.segment.training;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Samples in a fixed order, drawn ahead of their use by threads of its own. Sample i depends on the
 * seed and on i alone, not on the threads: a stream that begins at i goes on exactly as another one
 * that has come to i.
 */
final class SampleStream implements AutoCloseable {

  private final SampleSource source;
  private final long seed;
  private final ExecutorService threads;
  private final Queue<Future<Sample>> drawn = new ArrayDeque<>();
  private final int ahead;
  private long next;

  /**
   * @param first number of the sample to begin with
   * @param ahead how many samples are held ready; the memory of the stream
   */
  SampleStream(SampleSource source, long seed, long first, int threads, int ahead) {
    this.source = source;
    this.seed = seed;
    this.next = first;
    this.ahead = Math.max(1, ahead);
    this.threads =
        Executors.newFixedThreadPool(
            Math.max(1, threads),
            task -> {
              final Thread thread = new Thread(task, "samples");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** The next {@code count} samples. */
  List<Sample> take(int count) {
    final List<Sample> batch = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      while (drawn.size() < ahead) order();
      batch.add(wait(drawn.remove()));
    }
    while (drawn.size() < ahead) order();
    return batch;
  }

  private void order() {
    final long number = next++;
    drawn.add(threads.submit(() -> source.draw(new SplittableRandom(hash(seed, number)))));
  }

  private static Sample wait(Future<Sample> sample) {
    try {
      return sample.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) throw cause;
      if (e.getCause() instanceof Error cause) throw cause;
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while waiting for a sample");
    }
  }

  /** Neighbouring numbers get seeds without likeness (finaliser of MurmurHash3, as in SplitMix). */
  private static long hash(long seed, long number) {
    long h = seed * 0x9E3779B97F4A7C15L + number + 1;
    for (int round = 0; round < 2; round++) {
      h = (h ^ (h >>> 33)) * 0xFF51AFD7ED558CCDL;
      h = (h ^ (h >>> 33)) * 0xC4CEB9FE1A85EC53L;
      h ^= h >>> 33;
    }
    return h;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
