package org.myelon.launch;

import ij.IJ;
import ij.plugin.PlugIn;
import java.util.List;
import java.util.Map;
import org.myelon.command.convert.OpenImages;
import org.myelon.command.convert.ResultTables;
import org.myelon.image.Volume;
import org.myelon.report.study.QcRun;
import org.myelon.step.CancelledException;
import org.myelon.step.InputException;
import org.myelon.step.Table;

/**
 * Runs a command in plain ImageJ 1, which has no SciJava: every line of {@code plugins.config}
 * calls this plug-in with the name of its command. From the menu a dialog asks for the inputs, in a
 * macro they come from the options; results become windows, and the last image made is the current
 * one.
 */
public final class ImageJ1Bridge implements PlugIn {

  @Override
  public void run(String command) {
    final Declaration declaration = Commands.ofThisJar().get(command);
    try {
      final CommandCall call = new CommandCall(declaration);
      final String options = MacroOptions.ofThisCall();
      final Map<String, String> given = options == null ? Map.of() : Options.parse(options);
      final QcKey qc = QcKey.takeFrom(given);
      if (options != null) MacroOptions.fill(call, given);
      else if (!new InputDialog(declaration).fill(call)) return;
      MacroOptions.record(call);
      call.run(OpenImages::find, new ImageJProgress());
      Sidecars.write(
          call.command(), declaration.name(), call.parameterTexts(), call.command().seconds());
      if (qc.isGiven()) addToPage(qc, call);
      showResults(call);
    } catch (CancelledException e) {
      IJ.showStatus(declaration.title() + ": " + e.getMessage());
      if (IJ.isMacro()) IJ.error(declaration.title(), e.getMessage());
    } catch (InputException e) {
      IJ.error(declaration.title(), e.getMessage());
    } finally {
      IJ.showProgress(1);
    }
  }

  private static void addToPage(QcKey qc, CommandCall call) {
    final Declaration declaration = call.declaration();
    final Map<String, String> texts = call.parameterTexts();
    final String line = MacroOptions.line(declaration, texts);
    final QcRun run = QcKey.run(call.command(), texts, line, Map.of());
    qc.write(call.command(), run, List.of()).ifPresent(IJ::log);
  }

  private static void showResults(CommandCall call) {
    for (DeclaredParameter output : call.declaration().outputs()) {
      final Object result = call.result(output);
      if (result instanceof Volume volume) OpenImages.show(volume);
      else if (result instanceof Table table) ResultTables.show(table, call.declaration().title());
      else if (result != null) IJ.log(output.label() + ": " + DeclaredParameter.textOf(result));
    }
  }
}
