package org.myelon.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.myelon.step.InputException;
import org.myelon.step.TextFile;

/**
 * The folder of Myelon's sources after a build, where the parts of an update site lie.
 *
 * @param folder the one with {@code pom.xml}
 */
public record Checkout(Path folder) {

  private static final String HOW =
      "; build it with bin/myelon version, or with mvn -Pupdate-site package.";

  /**
   * @throws InputException if this is no such folder
   */
  public Checkout {
    if (!Files.isRegularFile(folder.resolve("pom.xml")))
      throw new InputException(
          folder + " is not the folder of Myelon's sources: give it as home=FOLDER.");
  }

  /** The folder in which something that was built lies, such as this program. */
  public static Checkout around(Path built) {
    for (Path p = built.toAbsolutePath(); p != null; p = p.getParent())
      if (Files.isRegularFile(p.resolve("pom.xml"))) return new Checkout(p);
    throw new InputException(
        "This program does not lie in the folder of Myelon's sources: give that as home=FOLDER.");
  }

  /** What Fiji ships, as this project knows it. */
  public Path fijiJars() {
    return folder.resolve("docs/data/fiji-jars.csv");
  }

  BuildSite.Sources sources() {
    final Path target = folder.resolve("target"), launch = target.resolve("launch");
    final Path tree = launch.resolve("dependencies.tgf");
    if (!Files.isRegularFile(tree))
      throw new InputException("The list of libraries " + tree + " is missing" + HOW);
    return new BuildSite.Sources(
        plugin(target),
        launch.resolve("lib"),
        DependencyTree.parse(TextFile.read(tree)),
        folder.resolve("macros"),
        folder.resolve("LICENSE"),
        folder.resolve("docs/data/licenses"),
        FijiJars.read(fijiJars()));
  }

  private static Path plugin(Path target) {
    try (Stream<Path> files = Files.list(target)) {
      final List<Path> jars =
          files
              .filter(f -> f.getFileName().toString().matches("myelon_fiji-.*[.]jar"))
              .filter(f -> !f.toString().matches(".*-(sources|tests|javadoc)[.]jar"))
              .toList();
      if (jars.size() == 1) return jars.get(0);
      throw new InputException(
          jars.isEmpty()
              ? "Myelon's jar is missing in " + target + HOW
              : "There are "
                  + jars.size()
                  + " versions of Myelon's jar in "
                  + target
                  + "; delete the old ones.");
    } catch (IOException e) {
      throw new InputException("Myelon's jar is missing in " + target + HOW, e);
    }
  }
}
