package org.myelon.command.convert;

import ij.IJ;
import java.awt.GraphicsEnvironment;
import org.myelon.command.SpinalCordCommand;
import org.myelon.image.Volume;
import org.myelon.step.CancelledException;
import org.myelon.step.Table;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.module.process.AbstractPostprocessorPlugin;
import org.scijava.module.process.PostprocessorPlugin;
import org.scijava.plugin.Plugin;

/** Shows the images and tables that a command made, where there is someone to look at them. */
@Plugin(type = PostprocessorPlugin.class)
public final class ResultsPostprocessor extends AbstractPostprocessorPlugin {

  @Override
  public void process(Module module) {
    if (!(module.getDelegateObject() instanceof SpinalCordCommand)) return;
    final boolean show =
        IJ.isMacro() || IJ.getInstance() != null && !GraphicsEnvironment.isHeadless();
    for (ModuleItem<?> item : module.getInfo().outputs()) {
      final Object result = module.getOutput(item.getName());
      if (show && result instanceof Volume volume) show(volume, module.getInfo().getLabel());
      if (show && result instanceof Table table)
        ResultTables.show(table, module.getInfo().getLabel());
      if (result instanceof Volume || result instanceof Table) module.resolveOutput(item.getName());
    }
  }

  /** A large series is computed while it is shown, which may be cancelled, too. */
  private static void show(Volume volume, String title) {
    try {
      OpenImages.show(volume);
    } catch (CancelledException e) {
      IJ.showStatus(title + ": " + e.getMessage());
    }
  }
}
