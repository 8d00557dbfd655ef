package org.myelon.step;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.DoubleAccumulator;
import org.junit.jupiter.api.Test;

class ParallelTest {

  @Test
  void visitsEveryItemOnceAndEndsAtOne() {
    final int[] visits = new int[1000];
    final DoubleAccumulator last = new DoubleAccumulator(Math::max, 0);
    Parallel.forEach(
        1000, "count", (stage, fraction) -> last.accumulate(fraction), i -> visits[i]++);
    final int[] once = new int[1000];
    java.util.Arrays.fill(once, 1);
    assertArrayEquals(once, visits);
    assertEquals(1, last.get());
  }

  @Test
  void stopsSoonWhenCancelled() {
    final AtomicInteger begun = new AtomicInteger();
    final Progress cancelsAfterTen =
        new Progress() {
          @Override
          public void update(String stage, double fraction) {}

          @Override
          public boolean isCancelled() {
            return begun.get() >= 10;
          }
        };
    assertThrows(
        CancelledException.class,
        () -> Parallel.forEach(100_000, "work", cancelsAfterTen, i -> begun.incrementAndGet()));
    assertTrue(begun.get() < 1000, "began " + begun);
  }

  /** Otherwise what cleans up would meet items that still write. */
  @Test
  void nothingRunsAnyMoreWhenAFailureIsThrown() {
    for (int repeat = 0; repeat < 20; repeat++) {
      final AtomicInteger running = new AtomicInteger();
      assertThrows(
          InputException.class,
          () ->
              Parallel.forEach(
                  16,
                  "work",
                  Progress.NONE,
                  i -> {
                    if (i == 7) throw new InputException("item 7");
                    running.incrementAndGet();
                    for (long begin = System.nanoTime(); System.nanoTime() < begin + 2_000_000; )
                      Thread.onSpinWait();
                    running.decrementAndGet();
                  }));
      assertEquals(0, running.get());
    }
  }

  @Test
  void partsOfProgressAreFractionsOfTheWhole() {
    final double[] heard = new double[1];
    final Progress whole = (stage, fraction) -> heard[0] = fraction;
    whole.part(0.5, 0.75).part(0.5, 1).update("half of the second half of the third quarter", 0.5);
    assertEquals(0.6875, heard[0], 1e-12);
  }
}
