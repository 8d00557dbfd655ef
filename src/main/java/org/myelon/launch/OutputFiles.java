package org.myelon.launch;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.myelon.image.Volume;
import org.myelon.image.nifti.Nifti;
import org.myelon.step.InputException;
import org.myelon.step.Progress;
import org.myelon.step.StagedFiles;
import org.myelon.step.Table;
import org.myelon.step.TableText;
import org.myelon.step.TextFile;

/** Where the results of a command go in the shell: files for those with a path, else the screen. */
final class OutputFiles {

  private final Map<DeclaredParameter, Path> paths = new LinkedHashMap<>();

  /**
   * Takes the path of one result.
   *
   * @throws InputException if the path cannot be that of such a result
   */
  void set(DeclaredParameter output, String path) {
    if (path.isBlank()) throw new InputException(output.name() + "= needs the path of a file.");
    final Path file = Path.of(path);
    requireEnding(output, file);
    if (Files.isDirectory(file))
      throw new InputException(output.name() + "=" + path + " is a folder; give a file.");
    final Path folder = file.toAbsolutePath().getParent();
    if (!Files.isDirectory(folder))
      throw new InputException(
          output.name() + "=" + path + ": there is no folder " + folder + "; create it first.");
    if (!Files.isWritable(folder))
      throw new InputException(
          output.name() + "=" + path + ": the folder " + folder + " cannot be written.");
    if (paths.values().stream().anyMatch(p -> isSame(p, file)))
      throw new InputException("Two results cannot go into the same file " + path + ".");
    paths.put(output, file);
  }

  private static void requireEnding(DeclaredParameter output, Path file) {
    final String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    if (output.isImage() && !name.matches(".*\\.(nii|nii\\.gz|hdr|img)"))
      throw new InputException(
          output.name() + "=" + file + ": images are written as .nii.gz or .nii.");
    if (output.isTable() && !name.endsWith(".csv"))
      throw new InputException(output.name() + "=" + file + ": tables are written as .csv.");
    if (!output.isImage() && !output.isTable())
      throw new InputException(output.name() + " is printed, it cannot be written to a file.");
  }

  /**
   * Refuses to write over what is read.
   *
   * @throws InputException if a result has the path of an input
   */
  void requireApartFrom(Collection<Path> inputs, CommandCall call) {
    final Map<DeclaredParameter, Path> written = new LinkedHashMap<>(paths);
    written.putAll(call.filesToWrite());
    written.forEach(
        (p, file) -> {
          if (inputs.stream().anyMatch(i -> isSame(i, file)))
            throw new InputException(
                p.name() + "=" + file + " would overwrite an input; give another file.");
        });
  }

  private static boolean isSame(Path a, Path b) {
    try {
      return a.toAbsolutePath().normalize().equals(b.toAbsolutePath().normalize())
          || Files.exists(a) && Files.exists(b) && Files.isSameFile(a, b);
    } catch (IOException e) {
      throw new InputException("Cannot read " + a + ": " + e.getMessage(), e);
    }
  }

  /**
   * Refuses a call whose whole work would be lost.
   *
   * @throws InputException if the command makes only images and none has a path
   */
  void requireSome(Declaration declaration) {
    final var outputs = declaration.outputs();
    if (paths.isEmpty()
        && !outputs.isEmpty()
        && outputs.stream().allMatch(DeclaredParameter::isImage))
      throw new InputException(
          declaration.name()
              + " needs a place for its result: give "
              + String.join(" or ", outputs.stream().map(o -> o.name() + "=FILE.nii.gz").toList())
              + ".");
  }

  Map<DeclaredParameter, Path> paths() {
    return paths;
  }

  /** Writes the results that have a path; they appear when all files are kept. */
  void write(CommandCall call, StagedFiles files, Progress progress) {
    for (DeclaredParameter output : call.declaration().outputs()) {
      final Object result = call.result(output);
      final Path file = paths.get(output);
      if (result == null && file != null)
        throw new InputException(
            call.declaration().name() + " made no " + output.name() + " with these inputs.");
      if (result instanceof Volume volume && file != null)
        files.write(file, path -> Nifti.write(volume, path, null, progress));
      else if (result instanceof Table table && file != null)
        files.write(file, path -> TextFile.write(path, TableText.csv(table)));
    }
  }

  /** Prints the tables and values that have no path. */
  void print(CommandCall call, PrintStream screen) {
    for (DeclaredParameter output : call.declaration().outputs()) {
      final Object result = call.result(output);
      if (result == null || output.isImage() || paths.containsKey(output)) continue;
      if (result instanceof Table table) screen.print(TableText.aligned(table));
      else screen.println(output.name() + ": " + DeclaredParameter.textOf(result));
    }
  }
}
