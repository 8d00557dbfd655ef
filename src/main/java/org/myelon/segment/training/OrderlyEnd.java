package org.myelon.segment.training;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.myelon.step.CancelledException;
import org.myelon.step.Progress;

/**
 * When Java is told to end in the middle of a training (SIGTERM, Ctrl-C, Fiji is closed), cancels
 * the training and holds up the end until it is over. Without this Java would unload PyTorch under
 * the thread that computes, which can bring the process down with a crash report; and what was
 * learnt since the last checkpoint would be lost.
 */
final class OrderlyEnd implements AutoCloseable {

  /** How long one step and its validation may take, on a machine that is busy with other things. */
  private static final long PATIENCE_SECONDS = 60;

  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread hook = new Thread(this::hold, "end of training");
  private volatile boolean ending;

  /**
   * @throws CancelledException if Java is ending already
   */
  OrderlyEnd() {
    try {
      Runtime.getRuntime().addShutdownHook(hook);
    } catch (IllegalStateException e) {
      throw new CancelledException();
    }
  }

  private void hold() {
    ending = true;
    try {
      over.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The same listener, who also cancels when Java is to end. */
  Progress heeding(Progress progress) {
    return new Progress() {
      @Override
      public void update(String stage, double fraction) {
        progress.update(stage, fraction);
      }

      @Override
      public boolean isCancelled() {
        return ending || progress.isCancelled();
      }
    };
  }

  /** The training is over and its arrays are freed. */
  @Override
  public void close() {
    over.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // Java is ending: the hook runs now, and has been released
      assert ending;
    }
  }
}
