package org.myelon.command.convert;

import ij.IJ;
import java.util.ArrayList;
import java.util.List;
import org.myelon.command.SpinalCordCommand;
import org.myelon.image.Volume;
import org.scijava.Priority;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.module.process.AbstractPreprocessorPlugin;
import org.scijava.module.process.PreprocessorPlugin;
import org.scijava.plugin.Plugin;

/**
 * Fills the one image that a command requires from the active image, if nothing else was given for
 * it; and in a macro leaves every other input at its default, so that no dialog stops the macro.
 */
@Plugin(type = PreprocessorPlugin.class, priority = Priority.LOW)
public final class ActiveImagePreprocessor extends AbstractPreprocessorPlugin {

  @Override
  public void process(Module module) {
    if (!(module.getDelegateObject() instanceof SpinalCordCommand)) return;
    final List<ModuleItem<?>> open = unresolved(module);
    final List<ModuleItem<?>> images =
        open.stream().filter(i -> i.getType() == Volume.class && i.isRequired()).toList();
    if (images.size() == 1) fillFromActiveImage(module, images.get(0));
    if (IJ.isMacro())
      for (ModuleItem<?> item : open)
        if (!images.contains(item)) module.resolveInput(item.getName());
  }

  private static List<ModuleItem<?>> unresolved(Module module) {
    final List<ModuleItem<?>> open = new ArrayList<>();
    for (ModuleItem<?> item : module.getInfo().inputs())
      if (!module.isInputResolved(item.getName())) open.add(item);
    return open;
  }

  private static void fillFromActiveImage(Module module, ModuleItem<?> item) {
    OpenImages.active()
        .ifPresent(
            image -> {
              module.setInput(item.getName(), ImagePlusVolumes.toVolume(image));
              module.resolveInput(item.getName());
            });
  }
}
