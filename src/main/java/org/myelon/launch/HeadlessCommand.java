package org.myelon.launch;

import ij.ImagePlus;
import ij.Macro;
import ij.macro.Interpreter;
import ij.plugin.PlugIn;
import ij.plugin.filter.ExtendedPlugInFilter;
import ij.plugin.filter.PlugInFilter;
import ij.plugin.filter.PlugInFilterRunner;
import ij.process.ImageProcessor;
import java.awt.HeadlessException;

/**
 * A command of ImageJ in a macro without a screen. Where it fails, ImageJ itself would only log
 * that and go on with the macro; of a filter it would even go on with values that nobody gave. Here
 * the macro ends.
 */
public final class HeadlessCommand implements PlugIn {

  /**
   * @param argument class of the command, a blank, and the command's own argument
   */
  @Override
  public void run(String argument) {
    final int blank = argument.indexOf(' ');
    final String name = argument.substring(0, blank), own = argument.substring(blank + 1);
    try {
      run(made(name), name, own);
    } catch (RuntimeException | LinkageError e) {
      final Interpreter macro = Interpreter.getInstance();
      if (macro == null || Macro.MACRO_CANCELED.equals(e.getMessage())) throw e;
      macro.abort(reason(e));
    }
  }

  /** Why a macro ended. */
  static String reason(Throwable e) {
    return e instanceof HeadlessException
        ? "A command of this macro needs a screen; run the macro in ImageJ or Fiji."
        : "A command of this macro failed: " + e.getMessage();
  }

  private static void run(Object command, String name, String argument) {
    if (command instanceof PlugIn plugIn) {
      plugIn.run(argument);
    } else if (command instanceof ExtendedPlugInFilter filter) {
      final Guard guard = new Guard(filter);
      new PlugInFilterRunner(guard, name, argument);
      if (guard.failure != null) throw guard.failure;
    } else {
      new PlugInFilterRunner(command, name, argument);
    }
  }

  private static Object made(String name) {
    try {
      return Class.forName(name).getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("ImageJ has no command " + name, e);
    }
  }

  /** A filter that does nothing if its dialog failed. */
  private static final class Guard implements ExtendedPlugInFilter {

    private final ExtendedPlugInFilter filter;
    private RuntimeException failure;

    Guard(ExtendedPlugInFilter filter) {
      this.filter = filter;
    }

    @Override
    public int setup(String argument, ImagePlus image) {
      return filter.setup(argument, image);
    }

    @Override
    public int showDialog(ImagePlus image, String command, PlugInFilterRunner runner) {
      try {
        return filter.showDialog(image, command, runner);
      } catch (RuntimeException e) {
        failure = e;
        return PlugInFilter.DONE;
      }
    }

    @Override
    public void run(ImageProcessor pixels) {
      filter.run(pixels);
    }

    @Override
    public void setNPasses(int passes) {
      filter.setNPasses(passes);
    }
  }
}
