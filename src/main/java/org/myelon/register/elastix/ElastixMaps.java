package org.myelon.register.elastix;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.myelon.register.Algorithm;
import org.myelon.step.InputException;
import org.myelon.step.TextFile;

/**
 * The parameter maps that elastix gets, one per algorithm, such as {@code bsplinesyn.txt}: what
 * elastix calls parameter files, with words such as <code>${metric}</code> where the settings of
 * the step go. Built in, or the user's own.
 */
public final class ElastixMaps {

  /** The algorithms for which there are maps. */
  public static final List<Algorithm> ALGORITHMS =
      List.of(
          Algorithm.TRANSLATION,
          Algorithm.RIGID,
          Algorithm.AFFINE,
          Algorithm.SYN,
          Algorithm.BSPLINESYN);

  private static final Pattern WORD = Pattern.compile("\\$\\{(\\w*)}");

  private final Optional<Path> folder;

  private ElastixMaps(Optional<Path> folder) {
    this.folder = folder;
  }

  /** The maps that come with Myelon. */
  public static ElastixMaps builtIn() {
    return new ElastixMaps(Optional.empty());
  }

  /**
   * The maps of a user. One that is not in the folder is the built-in one.
   *
   * @throws InputException if there is no such folder, or it holds none of the maps
   */
  public static ElastixMaps in(Path folder) {
    if (ALGORITHMS.stream().noneMatch(a -> Files.isRegularFile(folder.resolve(a + ".txt"))))
      throw new InputException(
          folder
              + " holds no parameter map of elastix, such as bsplinesyn.txt: have the built-in ones"
              + " written there and edit them.");
    return new ElastixMaps(Optional.of(folder));
  }

  /**
   * Writes the built-in maps into a folder, to be read and edited. A map that is there already is
   * kept.
   *
   * @return the files
   * @throws InputException if the folder cannot be written
   */
  public static List<Path> write(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new InputException("Cannot make the folder " + folder + ".", e);
    }
    final List<Path> files = ALGORITHMS.stream().map(a -> folder.resolve(a + ".txt")).toList();
    for (int i = 0; i < files.size(); i++)
      if (!Files.exists(files.get(i))) TextFile.write(files.get(i), resource(ALGORITHMS.get(i)));
    return files;
  }

  /**
   * The map of an algorithm.
   *
   * @param values of the words in it
   * @throws InputException if the map has another word
   */
  String filled(Algorithm algorithm, Map<String, String> values) {
    final Optional<Path> own =
        folder.map(f -> f.resolve(algorithm + ".txt")).filter(Files::isRegularFile);
    final String map = own.map(TextFile::read).orElseGet(() -> resource(algorithm));
    return WORD.matcher(map)
        .replaceAll(
            found -> {
              final String value = values.get(found.group(1));
              if (value == null)
                throw new InputException(
                    own.get()
                        + " has the word "
                        + found.group()
                        + "; those known are "
                        + String.join(", ", values.keySet())
                        + ".");
              return Matcher.quoteReplacement(value);
            });
  }

  private static String resource(Algorithm algorithm) {
    try (InputStream in = ElastixMaps.class.getResourceAsStream(algorithm + ".txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
