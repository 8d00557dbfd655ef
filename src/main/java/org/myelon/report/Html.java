package org.myelon.report;

import java.util.Locale;

/** Text that becomes HTML or SVG: escaped where it comes from outside. */
final class Html {

  private final StringBuilder text = new StringBuilder();

  /** Markup of our own, with places as in {@link String#format}; every argument is escaped. */
  Html add(String markup, Object... arguments) {
    final Object[] safe = new Object[arguments.length];
    for (int i = 0; i < safe.length; i++)
      safe[i] = arguments[i] instanceof String s ? escape(s) : arguments[i];
    text.append(arguments.length == 0 ? markup : String.format(Locale.ROOT, markup, safe));
    return this;
  }

  /**
   * The characters that mean something in HTML are written so that they do not; XML's taboos go.
   */
  static String escape(String s) {
    return s.replaceAll("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\ufffe\uffff]", "?")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
