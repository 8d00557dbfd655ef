package org.myelon.launch;

import java.io.File;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.myelon.command.SpinalCordCommand;
import org.myelon.image.Volume;
import org.myelon.step.InputException;
import org.myelon.step.Progress;

/**
 * One run of a command outside SciJava: values are checked as they are set, images are fetched only
 * after everything else has been found right, then the command runs and its results are read.
 */
final class CommandCall {

  private final Declaration declaration;
  private final SpinalCordCommand command;
  private final Map<DeclaredParameter, Object> values = new LinkedHashMap<>();

  CommandCall(Declaration declaration) {
    this.declaration = declaration;
    this.command = declaration.create();
  }

  Declaration declaration() {
    return declaration;
  }

  /** What runs; it tells after {@link #run} what it did and shows. */
  SpinalCordCommand command() {
    return command;
  }

  /**
   * Sets an input from text; for an image the text is kept until {@link #run} fetches it. Several
   * images with commas between go to an input and those numbered after it: image, image2, image3.
   *
   * @throws InputException if the text is no value of that input
   */
  void set(DeclaredParameter input, String text) {
    if (!input.isImage()) values.put(input, input.parse(text));
    else if (!text.isBlank()) setImages(declaration.numbered(input), text);
  }

  private void setImages(List<DeclaredParameter> row, String text) {
    final String[] names =
        row.size() == 1 || new File(text).exists() ? new String[] {text} : text.split(",", -1);
    if (names.length > row.size())
      throw new InputException(
          row.get(0).name() + "=" + text + ": at most " + row.size() + " images can be given.");
    for (int i = 0; i < names.length; i++)
      if (values.put(row.get(i), names[i].strip()) != null)
        throw new InputException("'" + row.get(i).name() + "' is given twice.");
  }

  /**
   * Refuses a call that lacks an input which has no default.
   *
   * @throws InputException naming what is missing
   */
  void requireComplete() {
    for (DeclaredParameter p : declaration.inputs())
      if (p.mustBeGiven() && values.get(p) == null)
        throw new InputException(
            declaration.name() + " needs " + p.name() + "= (" + p.description() + ")");
  }

  /** Where each image input comes from, as the user wrote it. */
  Map<DeclaredParameter, String> imageSources() {
    final Map<DeclaredParameter, String> sources = new LinkedHashMap<>();
    values.forEach(
        (p, v) -> {
          if (p.isImage()) sources.put(p, (String) v);
        });
    return sources;
  }

  /** The files that the command itself is told to write. */
  Map<DeclaredParameter, Path> filesToWrite() {
    final Map<DeclaredParameter, Path> files = new LinkedHashMap<>();
    values.forEach(
        (p, v) -> {
          if (p.isFileToWrite()) files.put(p, ((File) v).toPath());
        });
    return files;
  }

  /** Every input with its value, given or default, as text. */
  Map<String, String> parameterTexts() {
    final Map<String, String> texts = new LinkedHashMap<>();
    for (DeclaredParameter p : declaration.inputs())
      texts.put(p.name(), DeclaredParameter.textOf(values.getOrDefault(p, p.defaultValue())));
    return texts;
  }

  /** Fetches the images and runs the command. */
  void run(Function<String, Volume> images, Progress progress) {
    requireComplete();
    values.forEach((p, v) -> write(p, p.isImage() ? images.apply((String) v) : v));
    command.setProgress(progress);
    command.run();
  }

  private void write(DeclaredParameter p, Object value) {
    try {
      p.field().set(command, value);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A result, null if the command made none. */
  Object result(DeclaredParameter output) {
    return output.valueIn(command);
  }
}
