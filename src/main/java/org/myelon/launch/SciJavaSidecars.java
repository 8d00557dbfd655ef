package org.myelon.launch;

import java.util.LinkedHashMap;
import java.util.Map;
import org.myelon.command.SpinalCordCommand;
import org.scijava.module.Module;
import org.scijava.module.process.AbstractPostprocessorPlugin;
import org.scijava.module.process.PostprocessorPlugin;
import org.scijava.plugin.Plugin;

/** In Fiji: where the files come from that a command itself wrote. */
@Plugin(type = PostprocessorPlugin.class)
public final class SciJavaSidecars extends AbstractPostprocessorPlugin {

  @Override
  public void process(Module module) {
    if (!(module.getDelegateObject() instanceof SpinalCordCommand command)
        || command.files().isEmpty()) return;
    final Declaration declaration = new Declaration(command.getClass());
    final Map<String, String> parameters = new LinkedHashMap<>();
    for (DeclaredParameter p : declaration.inputs())
      parameters.put(p.name(), DeclaredParameter.textOf(module.getInput(p.name())));
    Sidecars.write(command, declaration.name(), parameters, command.seconds());
  }
}
