package org.myelon.step;

/**
 * Listens to a step's progress and can cancel it. Implementations must accept calls from several
 * threads.
 */
public interface Progress {

  /** Hears nothing and never cancels. */
  Progress NONE = (stage, fraction) -> {};

  /**
   * @param stage what is being done now, in the user's words
   * @param fraction the part of the whole step that is done, 0 to 1
   */
  void update(String stage, double fraction);

  /** Whether the user wants the step to stop. */
  default boolean isCancelled() {
    return false;
  }

  /**
   * Reports and stops the step if the user has cancelled.
   *
   * @throws CancelledException if {@link #isCancelled()}
   */
  default void check(String stage, double fraction) {
    if (isCancelled()) throw new CancelledException();
    update(stage, fraction);
  }

  /**
   * A listener for a part of this step that goes from fraction {@code from} to fraction {@code to}.
   */
  default Progress part(double from, double to) {
    final Progress whole = this;
    return new Progress() {
      @Override
      public void update(String stage, double fraction) {
        whole.update(stage, from + (to - from) * fraction);
      }

      @Override
      public boolean isCancelled() {
        return whole.isCancelled();
      }
    };
  }

  /** A listener for inner loops that hears when to stop and tells nobody how far they are. */
  default Progress silent() {
    final Progress outer = this;
    return new Progress() {
      @Override
      public void update(String stage, double fraction) {
        // the outer loop tells
      }

      @Override
      public boolean isCancelled() {
        return outer.isCancelled();
      }
    };
  }
}
