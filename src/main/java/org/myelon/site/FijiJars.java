package org.myelon.site;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.myelon.step.InputException;

/** The jars that Fiji ships, from a table of this project ({@code docs/data/fiji-jars.csv}). */
record FijiJars(List<Jar> jars) {

  /**
   * One of them.
   *
   * @param path without a version
   * @param version as last seen in Fiji, empty if not known
   * @param packages Java packages in it, empty if not known
   */
  record Jar(SitePath path, String version, Set<String> packages) {

    Jar {
      if (!path.isJar()) throw new InputException(path + " in the list of Fiji's jars is no jar.");
    }

    /** Where it lies in a Fiji. */
    SitePath installed() {
      if (version.isEmpty()) return path;
      final String name = path.text().substring(0, path.text().length() - ".jar".length());
      return new SitePath(name + "-" + version + ".jar");
    }
  }

  FijiJars {
    jars = List.copyOf(jars);
  }

  /**
   * Reads the table, by its columns {@code jar}, {@code version} and {@code packages}.
   *
   * @throws InputException if it is not there or is no such table
   */
  static FijiJars read(Path file) {
    final List<Jar> jars = new ArrayList<>();
    try (Reader in = Files.newBufferedReader(file);
        CSVParser rows =
            CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get().parse(in)) {
      for (CSVRecord row : rows)
        jars.add(
            new Jar(new SitePath(row.get("jar")), row.get("version"), words(row.get("packages"))));
    } catch (IOException e) {
      throw new InputException("Cannot read the list of Fiji's jars " + file + ": is it there?", e);
    } catch (IllegalArgumentException e) {
      throw new InputException(
          file + " is no list of Fiji's jars: it needs the columns jar, version and packages.", e);
    }
    return new FijiJars(jars);
  }

  private static Set<String> words(String text) {
    return text.isBlank() ? Set.of() : Set.of(text.strip().split("\\s+"));
  }

  /** The jar of a name without version. */
  Optional<Jar> get(String key) {
    return jars.stream().filter(j -> j.path().unversioned().equals(key)).findFirst();
  }
}
