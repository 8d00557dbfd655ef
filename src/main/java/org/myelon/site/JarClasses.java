package org.myelon.site;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipFile;
import org.myelon.step.InputException;

/** What classes a jar holds. */
final class JarClasses {

  private JarClasses() {}

  /**
   * The Java packages that have classes in a jar, with points.
   *
   * @throws InputException if it is no jar
   */
  static Set<String> packages(Path jar) {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      final Set<String> packages = new TreeSet<>();
      zip.stream()
          .map(e -> e.getName().replaceFirst("^META-INF/versions/\\d+/", ""))
          .filter(n -> n.endsWith(".class") && n.contains("/") && !n.startsWith("META-INF/"))
          .map(n -> n.substring(0, n.lastIndexOf('/')).replace('/', '.'))
          .forEach(packages::add);
      return packages;
    } catch (IOException e) {
      throw new InputException("Cannot read " + jar + ": " + e.getMessage() + ".", e);
    }
  }
}
