package org.myelon.launch;

import ij.IJ;
import ij.Macro;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.myelon.command.SpinalCordCommand;
import org.myelon.image.Volume;
import org.myelon.report.study.QcRun;
import org.myelon.step.InputException;
import org.scijava.module.Module;
import org.scijava.module.process.AbstractPostprocessorPlugin;
import org.scijava.module.process.PostprocessorPlugin;
import org.scijava.plugin.Plugin;

/** In a macro of Fiji: the key {@code qc}, which SciJava itself passes over. */
@Plugin(type = PostprocessorPlugin.class)
public final class SciJavaQc extends AbstractPostprocessorPlugin {

  @Override
  public void process(Module module) {
    final String options = Macro.getOptions();
    if (options == null
        || !(module.getDelegateObject() instanceof SpinalCordCommand command)
        || command.isCanceled()) return;
    try {
      final QcKey qc = QcKey.takeFrom(Options.parse(options));
      if (!qc.isGiven()) return;
      final Declaration declaration = new Declaration(command.getClass());
      final Map<String, String> texts = new LinkedHashMap<>();
      for (DeclaredParameter p : declaration.inputs())
        texts.put(p.name(), text(module.getInput(p.name())));
      final QcRun run = QcKey.run(command, texts, MacroOptions.line(declaration, texts), Map.of());
      qc.write(command, run, List.of()).ifPresent(IJ::log);
    } catch (InputException e) {
      IJ.error(QcKey.NAME, e.getMessage());
    }
  }

  private static String text(Object value) {
    return value instanceof Volume volume ? volume.name() : DeclaredParameter.textOf(value);
  }
}
