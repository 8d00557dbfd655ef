package org.myelon.step;

/**
 * A mistake in what the user gave: one line that says what is wrong, with which file or image, and
 * what to do. Shown without a stack trace.
 */
public final class InputException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public InputException(String message) {
    super(message);
  }

  public InputException(String message, Throwable cause) {
    super(message, cause);
  }
}
