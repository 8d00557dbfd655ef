package org.myelon.command.convert;

import ij.macro.Interpreter;
import org.myelon.step.InputException;
import org.scijava.event.EventHandler;
import org.scijava.log.LogService;
import org.scijava.module.event.ModuleErroredEvent;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.service.AbstractService;
import org.scijava.service.SciJavaService;
import org.scijava.service.Service;
import org.scijava.ui.DialogPrompt.MessageType;
import org.scijava.ui.UIService;

/**
 * Shows a user's mistake as one line, in a dialog where there is a screen and in the log elsewhere,
 * instead of a stack trace, and stops the macro that called the command. A script that waits for
 * the command gets the exception itself.
 */
@Plugin(type = Service.class)
public final class MistakeService extends AbstractService implements SciJavaService {

  @Parameter(required = false)
  private UIService ui;

  @Parameter(required = false)
  private LogService log;

  @EventHandler
  void onError(ModuleErroredEvent event) {
    if (!(event.getException() instanceof InputException mistake)) return;
    event.consume();
    final String title = event.getModule().getInfo().getLabel();
    if (ui != null && ui.isVisible() && !ui.isHeadless())
      ui.showDialog(mistake.getMessage(), title, MessageType.ERROR_MESSAGE);
    else if (log != null) log.error(title + ": " + mistake.getMessage());
    final Interpreter macro = Interpreter.getInstance();
    if (macro != null) macro.abortMacro();
  }
}
