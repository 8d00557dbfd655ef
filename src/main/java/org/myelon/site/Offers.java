package org.myelon.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.myelon.site.DependencyTree.Artifact;
import org.myelon.step.InputException;

/**
 * What belongs on the update site: our jar, the libraries that it needs and Fiji does not ship,
 * macros to begin with, and the licences. Our models are in our jar. PyTorch's native libraries are
 * large and differ between systems: they are on a site of their own, or fetched when first used.
 */
final class Offers {

  private static final List<String> LINKS = List.of("https://github.com/myelon/myelon");
  private static final List<String> AUTHORS = List.of("Myelon developers");

  /** Libraries that our jar can do without, and why they stay out. */
  private static final Map<String, String> LEFT_OUT =
      Map.of(
          "onnxruntime-engine", "only networks in ONNX need it",
          "onnxruntime", "137 MB, only networks in ONNX need it",
          "slf4j-nop", "Fiji has its own binding of SLF4J");

  private static final String NATIVE = "pytorch-native-";

  /** DJL's names of systems, and the updater's. */
  private static final Map<String, String> PLATFORMS =
      Map.of(
          "linux-x86_64", "linux64",
          "linux-aarch64", "linux-arm64",
          "osx-aarch64", "macos-arm64",
          "win-x86_64", "win64");

  /** Names that several projects give their jars: the updater's way is to put the group before. */
  private static final Set<String> COMMON_NAMES = Set.of("api", "core", "common", "util");

  private final BuildSite.Sources sources;

  Offers(BuildSite.Sources sources) {
    this.sources = sources;
  }

  /** The files of the main site, in no order. */
  List<Offer> ofMain() {
    final List<Offer> offers = new ArrayList<>();
    offers.add(plugin());
    for (Artifact a : libraries()) offers.add(library(a));
    for (Path macro : filesIn(sources.macros(), ".ijm"))
      offers.add(
          new Offer(
              new SitePath("macros/Myelon/" + macro.getFileName()),
              macro,
              List.of(),
              about("Example of a macro for Myelon.", List.of(pluginPath().unversioned()))));
    for (Path licence : filesIn(sources.licences(), ".txt"))
      offers.add(licence("licenses/Myelon/" + licence.getFileName(), licence));
    offers.add(licence("licenses/Myelon/LICENSE.txt", sources.licence()));
    return offers;
  }

  /** The files of the site with native libraries: those that lie among the libraries. */
  List<Offer> ofNative() {
    final List<Offer> offers = new ArrayList<>();
    for (Path jar : filesIn(sources.libraries(), ".jar")) {
      final String name = jar.getFileName().toString();
      if (!name.startsWith(NATIVE)) continue;
      final String system =
          PLATFORMS.keySet().stream()
              .filter(s -> name.endsWith("-" + s + ".jar"))
              .findFirst()
              .orElseThrow(
                  () -> new InputException(jar + " is for a system that Fiji does not know."));
      offers.add(
          new Offer(
              new SitePath("jars/" + name),
              jar,
              List.of(PLATFORMS.get(system)),
              about("PyTorch's native library, which Myelon's networks run in.", List.of())));
    }
    if (offers.isEmpty())
      throw new InputException(
          "There is no " + NATIVE + "*.jar in " + sources.libraries() + ": copy it there.");
    return offers;
  }

  /** What is needed and not shipped, one line each, for whoever builds the site. */
  List<String> notShipped() {
    final List<String> lines = new ArrayList<>();
    for (Artifact a : sources.tree().closure(sources.tree().root()))
      sources
          .fiji()
          .get(jarPath(a).unversioned())
          .ifPresentOrElse(
              jar -> lines.add(a + ": Fiji has " + jar.path()),
              () -> {
                if (LEFT_OUT.containsKey(a.name()))
                  lines.add(a + ": left out, " + LEFT_OUT.get(a.name()));
                else if (isNative(a)) lines.add(a + ": fetched when first used, or native=true");
              });
    return lines;
  }

  private SitePath pluginPath() {
    return new SitePath("plugins/" + sources.tree().root().fileName());
  }

  private Offer plugin() {
    return new Offer(
        pluginPath(),
        sources.plugin(),
        List.of(),
        about(
            "Spinal cord MRI: from an image of the spine to numbers per vertebral level and per tract.",
            dependencies(sources.tree().root())));
  }

  /** Those that we ship. */
  private List<Artifact> libraries() {
    return sources.tree().closure(sources.tree().root()).stream()
        .filter(a -> !isFijis(a) && !LEFT_OUT.containsKey(a.name()) && !isNative(a))
        .toList();
  }

  private Offer library(Artifact a) {
    final Path file = sources.libraries().resolve(a.fileName());
    if (!Files.isRegularFile(file))
      throw new InputException(
          "The library "
              + a.fileName()
              + " is missing in "
              + sources.libraries()
              + "; build with mvn -Pupdate-site package.");
    return new Offer(
        jarPath(a),
        file,
        List.of(),
        new SiteFile.About(
            "A library that Myelon needs: " + a,
            dependencies(a),
            List.of("https://central.sonatype.com/artifact/" + a.group() + "/" + a.name()),
            List.of()));
  }

  private Offer licence(String path, Path file) {
    return new Offer(
        new SitePath(path), file, List.of(), about("Licence of what Myelon brings.", List.of()));
  }

  private static SiteFile.About about(String description, List<String> dependencies) {
    return new SiteFile.About(description, dependencies, LINKS, AUTHORS);
  }

  /** Everything that a jar needs on either site, by the updater's names. */
  private List<String> dependencies(Artifact of) {
    return sources.tree().closure(of).stream()
        .filter(a -> !LEFT_OUT.containsKey(a.name()) && !isNative(a))
        .map(a -> jarPath(a).unversioned())
        .sorted()
        .toList();
  }

  private boolean isFijis(Artifact a) {
    return sources.fiji().get(jarPath(a).unversioned()).isPresent();
  }

  private static boolean isNative(Artifact a) {
    return a.name().startsWith(NATIVE);
  }

  private static SitePath jarPath(Artifact a) {
    return new SitePath(
        "jars/" + (COMMON_NAMES.contains(a.name()) ? a.group() + "." : "") + a.fileName());
  }

  private static List<Path> filesIn(Path folder, String end) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.toString().endsWith(end)).sorted().toList();
    } catch (IOException e) {
      throw new InputException("Cannot read the folder " + folder + ": is it there?", e);
    }
  }
}
