package org.myelon.launch;

import ij.IJ;
import ij.Macro;
import ij.Menus;
import ij.macro.Interpreter;
import ij.plugin.Converter;
import ij.plugin.filter.ImageMath;
import java.awt.HeadlessException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Hashtable;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.myelon.step.InputException;

/**
 * ImageJ's macro language without a screen. Plain ImageJ finds the command that a macro runs in its
 * menus, which it cannot make without a screen; here the table behind the menus is filled from
 * ImageJ's own list and from the declarations. Those of ImageJ's own commands that have a dialog
 * need a screen even in a macro: they end the macro. Arithmetic, which has one, too, is done here.
 */
public final class HeadlessImageJ {

  /** A line of ImageJ's list of commands: {@code new01="Image...[n]",ij.plugin.Commands("new")}. */
  private static final Pattern MENU_LINE =
      Pattern.compile("(?m)^[a-z_-]+\\d+=\"(.+?)(?:\\[.+])?\",(\\S+)\\s*$");

  private static final Pattern COMMAND = Pattern.compile("(ij\\.[\\w.]+)(?:\\(\"(.*)\"\\))?");

  /** Items of the menu Process>Math that ask for something. */
  private static final Set<String> MATH_WITH_VALUE =
      Set.of("add", "sub", "mul", "div", "min", "max", "gamma", "set", "and", "or", "xor", "macro");

  /** The items of the menu Image>Type, which ImageJ makes without its list. */
  private static final List<String> PIXEL_TYPES = List.of("8-bit", "16-bit", "32-bit");

  private HeadlessImageJ() {}

  /** Makes {@code run("Label...")} find ImageJ's and our commands in this process. */
  public static void prepare(Commands commands) {
    try {
      if (Menus.getCommands() == null) IJ.run("Myelon");
    } catch (HeadlessException e) {
      if (Menus.getCommands() == null) throw e;
    }
    @SuppressWarnings("unchecked") // names and plug-ins are texts
    final Hashtable<String, String> table = Menus.getCommands();
    final Matcher line = MENU_LINE.matcher(imageJCommands());
    while (line.find()) table.put(line.group(1), withoutDialog(line.group(2)));
    for (String type : PIXEL_TYPES)
      table.put(type, Converter.class.getName() + "(\"" + type + "\")");
    for (Commands.Entry e : commands.entries()) table.put(e.menuLabel(), Reference.plugIn(e));
  }

  /**
   * What runs a command of ImageJ.
   *
   * @param plugIn a class, as in ImageJ's list: {@code ij.plugin.filter.ImageMath("mul")}
   */
  private static String withoutDialog(String plugIn) {
    final Matcher command = COMMAND.matcher(plugIn);
    if (!command.matches()) return plugIn;
    final String name = command.group(1);
    final String argument = command.group(2) == null ? "" : command.group(2);
    final boolean math = name.equals(ImageMath.class.getName());
    return HeadlessCommand.class.getName()
        + "(\""
        + (math && MATH_WITH_VALUE.contains(argument) ? HeadlessMath.class.getName() : name)
        + " "
        + argument
        + "\")";
  }

  private static String imageJCommands() {
    try (InputStream in = IJ.class.getResourceAsStream("/IJ_Props.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Runs a macro.
   *
   * @return what the macro returns
   * @throws InputException with the macro's error, if it ends in one
   */
  public static String runMacro(String macro, String argument) {
    final Interpreter interpreter = new Interpreter();
    interpreter.setIgnoreErrors(true);
    IJ.setExceptionHandler(e -> interpreter.abort(HeadlessCommand.reason(e)));
    try {
      final String returned = interpreter.run(macro, argument);
      if (interpreter.getErrorMessage() == null) return returned;
    } catch (RuntimeException e) {
      if (!Macro.MACRO_CANCELED.equals(e.getMessage())) throw e;
    } finally {
      IJ.setExceptionHandler(null);
    }
    throw new InputException(
        interpreter.getErrorMessage() == null
            ? "The macro was cancelled."
            : interpreter.getErrorMessage() + " (macro line " + interpreter.getLineNumber() + ")");
  }
}
