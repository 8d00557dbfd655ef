package org.myelon.label.byhand;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The states of something immutable that is edited, to go back and forth between them.
 *
 * @param <T> one state
 */
final class History<T> {

  private final Deque<T> past = new ArrayDeque<>();
  private final Deque<T> future = new ArrayDeque<>();
  private T present;

  History(T first) {
    present = first;
  }

  T present() {
    return present;
  }

  /** A new state; the present one can be gone back to, what was undone is gone. */
  void record(T next) {
    past.push(present);
    future.clear();
    present = next;
  }

  /** The present state becomes another one without a step, as while something is dragged. */
  void amend(T other) {
    present = other;
  }

  boolean undo() {
    return step(past, future);
  }

  boolean redo() {
    return step(future, past);
  }

  private boolean step(Deque<T> from, Deque<T> to) {
    if (from.isEmpty()) return false;
    to.push(present);
    present = from.pop();
    return true;
  }
}
