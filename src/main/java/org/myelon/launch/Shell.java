package org.myelon.launch;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.myelon.image.nifti.Nifti;
import org.myelon.report.study.QcRun;
import org.myelon.report.study.ShellWords;
import org.myelon.step.InputException;
import org.myelon.step.Progress;
import org.myelon.step.StagedFiles;
import org.myelon.step.TextFile;
import org.myelon.step.Version;

/**
 * Runs one command line: {@code reorient image=t2.nii.gz orientation=RPI output=rpi.nii.gz}. All of
 * the line is checked before a file is loaded; results are written last, together or not at all.
 */
final class Shell {

  private final Commands commands;
  private final PrintStream out;
  private final ProgressBar progress;

  Shell(Commands commands, PrintStream out, ProgressBar progress) {
    this.commands = commands;
    this.out = out;
    this.progress = progress;
  }

  /**
   * Does what the words say.
   *
   * @throws InputException if they ask for something that cannot be done
   */
  void run(List<String> words) {
    final String first = words.isEmpty() ? "help" : words.get(0);
    final List<String> rest = words.isEmpty() ? words : words.subList(1, words.size());
    switch (first) {
      case "list" -> out.print(Help.list(commands));
      case "help", "--help", "-h" -> help(rest);
      case "macro" -> macro(rest);
      case "version", "--version" -> out.println("Myelon " + Version.TEXT);
      default -> {
        if (rest.stream().anyMatch(w -> w.matches("help|-h|--help"))) help(List.of(first));
        else if (DeveloperCommands.knows(first))
          new DeveloperCommands(out, progress).run(first, options("", rest));
        else call(commands.get(first), rest);
      }
    }
  }

  private void macro(List<String> words) {
    if (words.isEmpty() || words.size() > 2)
      throw new InputException("Write: myelon macro FILE.ijm [ARGUMENT].");
    HeadlessImageJ.prepare(commands);
    final String returned =
        HeadlessImageJ.runMacro(
            TextFile.read(Path.of(words.get(0))), words.size() == 2 ? words.get(1) : "");
    if (returned != null) out.println(returned);
  }

  private void help(List<String> words) {
    if (words.isEmpty()) out.print(Help.overview(commands));
    else if (DeveloperCommands.knows(words.get(0))) out.print(DeveloperCommands.help(words.get(0)));
    else out.print(Help.of(commands.get(words.get(0))));
  }

  /**
   * Keys with their values.
   *
   * @param first key of a first word that stands without one; empty if there may be no such word
   */
  private static Map<String, String> options(String first, List<String> words) {
    final Map<String, String> options = new LinkedHashMap<>();
    for (String word : words) {
      final int equals = word.indexOf('=');
      if (equals > 0) Options.put(options, word.substring(0, equals), word.substring(equals + 1));
      else if (equals < 0 && !first.isEmpty() && options.isEmpty()) options.put(first, word);
      else
        throw new InputException(
            "'" + word + "' is no key=value; write for example image=t2.nii.gz.");
    }
    return options;
  }

  /** A folder that a command needs first may be given without its key, as in {@code qc FOLDER}. */
  private static String firstFolder(Declaration declaration) {
    return declaration.inputs().stream()
        .limit(1)
        .filter(DeclaredParameter::isFolder)
        .map(DeclaredParameter::name)
        .findFirst()
        .orElse("");
  }

  private void call(Declaration declaration, List<String> words) {
    final Map<String, String> options = options(firstFolder(declaration), words);
    final QcKey qc = QcKey.takeFrom(options);
    final long begin = System.nanoTime();
    final CommandCall call = new CommandCall(declaration);
    final OutputFiles outputs = new OutputFiles();
    options.forEach(
        (key, text) -> {
          final DeclaredParameter p = declaration.get(key);
          if (p.output()) outputs.set(p, text);
          else call.set(p, text);
        });
    call.requireComplete();
    outputs.requireSome(declaration);
    final InputFiles inputs = new InputFiles();
    call.imageSources().forEach((p, path) -> inputs.add(p.name(), path));
    outputs.requireApartFrom(inputs.paths().values(), call);

    call.command().want(outputs.paths().keySet().stream().map(DeclaredParameter::name).toList());
    compute(call, inputs, outputs, begin);
    progress.clear();
    outputs.print(call, out);
    if (!qc.isGiven()) return;
    final List<String> line = new ArrayList<>(List.of("bin/myelon", declaration.name()));
    line.addAll(words);
    final QcRun run =
        QcKey.run(call.command(), call.parameterTexts(), ShellWords.join(line), outputs.paths());
    qc.write(call.command(), run, inputs.provenance()).ifPresent(out::println);
  }

  /** Runs a command. All of its files appear, with where they come from, or none. */
  private void compute(CommandCall call, InputFiles inputs, OutputFiles outputs, long begin) {
    inputs.startHashing();
    // large series are read and computed while they are written: who computes tells how far it is
    final Progress silent = progress.silent();
    try (StagedFiles files = new StagedFiles()) {
      call.command().setFiles(files);
      call.run(path -> Nifti.read(Path.of(path), silent), progress);
      outputs.write(call, files, silent);
      final List<Path> written = new ArrayList<>(outputs.paths().values());
      written.addAll(call.command().files());
      Sidecars.write(
          call.command(),
          call.declaration().name(),
          call.parameterTexts(),
          inputs.provenance(),
          written,
          (System.nanoTime() - begin) / 1e9,
          files);
      files.keep();
    }
  }
}
