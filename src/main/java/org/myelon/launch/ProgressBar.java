package org.myelon.launch;

import java.io.PrintStream;
import org.myelon.step.Progress;

/** A bar in the terminal, drawn at most ten times a second; silent elsewhere. */
final class ProgressBar implements Progress {

  private static final int CELLS = 30;
  private static final long PAUSE_NANOS = 100_000_000L;

  private final PrintStream terminal;
  private final long begin = System.nanoTime();
  private long lastDrawn = begin;
  private boolean drawn;
  private volatile boolean cancelled;

  /**
   * @param terminal where to draw; null to be silent
   */
  ProgressBar(PrintStream terminal) {
    this.terminal = terminal;
  }

  @Override
  public synchronized void update(String stage, double fraction) {
    final long now = System.nanoTime();
    if (terminal == null || now - lastDrawn < PAUSE_NANOS) return;
    lastDrawn = now;
    drawn = true;
    final int full = (int) Math.round(CELLS * Math.max(0, Math.min(1, fraction)));
    terminal.printf(
        "\r\033[K[%s%s] %3d %% %5.1f s  %s",
        "#".repeat(full),
        "-".repeat(CELLS - full),
        Math.round(100 * fraction),
        (now - begin) / 1e9,
        stage);
    terminal.flush();
  }

  /** Wipes the bar, so that the next line of output starts clean. */
  synchronized void clear() {
    if (drawn) terminal.print("\r\033[K");
    drawn = false;
  }

  void cancel() {
    cancelled = true;
  }

  @Override
  public boolean isCancelled() {
    return cancelled;
  }
}
