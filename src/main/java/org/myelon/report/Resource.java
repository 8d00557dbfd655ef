package org.myelon.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Styles and scripts that lie beside the classes of this package in the jar. */
public final class Resource {

  private Resource() {}

  /** The text of one of them. */
  public static String text(String name) {
    try (InputStream in = Resource.class.getResourceAsStream(name)) {
      if (in == null) throw new IllegalStateException(name + " is missing in the jar");
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
