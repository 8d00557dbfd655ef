package org.myelon.launch;

/** The version of this jar, as its manifest says. */
final class Version {

  static final String TEXT = read();

  private Version() {}

  private static String read() {
    final String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
