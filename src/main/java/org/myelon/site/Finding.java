package org.myelon.site;

/**
 * A line of what the check found.
 *
 * @param fault whether the site must not be published like this
 */
public record Finding(boolean fault, String text) {

  static Finding fault(String text) {
    return new Finding(true, text);
  }

  static Finding note(String text) {
    return new Finding(false, text);
  }

  @Override
  public String toString() {
    return (fault ? "fault: " : "note: ") + text;
  }
}
