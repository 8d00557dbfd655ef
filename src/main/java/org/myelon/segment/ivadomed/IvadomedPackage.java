package org.myelon.segment.ivadomed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.myelon.step.InputException;
import org.myelon.step.JsonValue;

/**
 * A package of ivadomed: {@code NAME.json}, its configuration, beside {@code NAME.onnx} or {@code
 * NAME.pt}, its network (Gros et al., J Open Source Softw 2021).
 *
 * @param name that the files have in common
 * @param weights ONNX where it is there, else TorchScript
 * @param configuration what the description says
 */
public record IvadomedPackage(String name, Path weights, Configuration configuration) {

  /** Archives wrap packages in folders. */
  private static final int DEPTH = 4;

  private static final String JSON = ".json";

  /**
   * Whether a folder, or one in it, holds a package.
   *
   * @throws InputException if it cannot be read
   */
  public static boolean isIn(Path folder) {
    return !descriptions(folder).isEmpty();
  }

  /**
   * All packages in a folder and the folders in it, by name; of one that is there twice the last.
   *
   * @throws InputException if one cannot be run
   */
  public static List<IvadomedPackage> in(Path folder) {
    return descriptions(folder).stream().map(IvadomedPackage::open).toList();
  }

  private static List<Path> descriptions(Path folder) {
    if (!Files.isDirectory(folder)) return List.of();
    try (Stream<Path> files = Files.walk(folder, DEPTH)) {
      final Map<String, Path> found = new TreeMap<>();
      for (Path file : files.sorted().toList())
        if (file.getFileName().toString().endsWith(JSON)
            && weights(file).isPresent()
            && ConfigurationFile.isOne(JsonValue.read(file))) found.put(stem(file), file);
      return List.copyOf(found.values());
    } catch (IOException | UncheckedIOException e) {
      throw new InputException("Cannot read the folder " + folder + ": " + e.getMessage(), e);
    }
  }

  private static IvadomedPackage open(Path description) {
    final Path weights = weights(description).orElseThrow();
    requireRunnable(weights);
    return new IvadomedPackage(stem(description), weights, ConfigurationFile.read(description));
  }

  private static String stem(Path description) {
    final String name = description.getFileName().toString();
    return name.substring(0, name.length() - JSON.length());
  }

  private static Optional<Path> weights(Path description) {
    return Stream.of(".onnx", ".pt")
        .map(ending -> description.resolveSibling(stem(description) + ending))
        .filter(Files::isRegularFile)
        .findFirst();
  }

  /** ivadomed's own .pt is an object of Python; TorchScript has its code with it. */
  private static void requireRunnable(Path weights) {
    if (weights.toString().endsWith(".onnx")) return;
    try (ZipFile zip = new ZipFile(weights.toFile())) {
      if (zip.stream().anyMatch(e -> e.getName().contains("/code/"))) return;
    } catch (ZipException e) {
      throw needsPython(weights, e);
    } catch (IOException e) {
      throw new InputException("Cannot read " + weights + ": " + e.getMessage(), e);
    }
    throw needsPython(weights, null);
  }

  private static InputException needsPython(Path weights, Exception cause) {
    return new InputException(
        weights
            + " is an object of Python, not TorchScript, and no .onnx file lies beside it: export"
            + " the network to ONNX with ivadomed.",
        cause);
  }
}
