package org.myelon.step;

/** The version of this jar, as its manifest says. */
public final class Version {

  public static final String TEXT = read();

  private Version() {}

  private static String read() {
    final String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
