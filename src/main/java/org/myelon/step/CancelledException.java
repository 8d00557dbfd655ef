package org.myelon.step;

/**
 * Thrown by a step soon after its {@link Progress} was cancelled; nothing has been written then.
 */
public final class CancelledException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public CancelledException() {
    super("Cancelled.");
  }
}
