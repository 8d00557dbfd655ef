package org.myelon.launch;

import ij.IJ;
import ij.Macro;
import ij.plugin.frame.Recorder;
import java.util.Map;
import java.util.stream.Collectors;
import org.myelon.command.convert.OpenImages;

/** The inputs of a command as the options of a macro's {@code run("Label...", "key=value")}. */
final class MacroOptions {

  private MacroOptions() {}

  /** The options of the macro that calls; null if a person calls from the menu. */
  static String ofThisCall() {
    final String options = Macro.getOptions();
    return options == null && IJ.isMacro() ? "" : options;
  }

  /**
   * Sets the inputs. Keys are read in any case; the one image that a command requires is the
   * current image unless given.
   *
   * @throws org.myelon.step.InputException if a key or value is not right, or one is missing
   */
  static void fill(CommandCall call, Map<String, String> options) {
    options.forEach((key, value) -> call.set(call.declaration().getInput(key), value));
    final var missing =
        call.declaration().inputs().stream()
            .filter(p -> p.isImage() && p.required() && !call.imageSources().containsKey(p))
            .toList();
    if (missing.size() == 1)
      OpenImages.active().ifPresent(image -> call.set(missing.get(0), image.getTitle()));
    call.requireComplete();
  }

  /** The line of a macro that does a call again. */
  static String line(Declaration declaration, Map<String, String> texts) {
    final String options =
        texts.entrySet().stream()
            .filter(e -> !e.getValue().isEmpty())
            .map(e -> Options.write(e.getKey(), e.getValue()))
            .collect(Collectors.joining(" "));
    return "run(\"" + declaration.menuLabel() + "\", \"" + options + "\");";
  }

  /** Writes every input into the line of ImageJ's recorder, so that the macro asks nothing. */
  static void record(CommandCall call) {
    if (!Recorder.record) return;
    Recorder.resetCommandOptions();
    call.parameterTexts()
        .forEach(
            (key, text) -> {
              if (!text.isEmpty()) Recorder.recordOption(key, text);
            });
  }
}
