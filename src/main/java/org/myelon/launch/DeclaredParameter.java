package org.myelon.launch;

import java.io.File;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.myelon.image.Volume;
import org.myelon.step.InputException;
import org.myelon.step.Spelling;
import org.myelon.step.Table;
import org.scijava.ItemIO;
import org.scijava.plugin.Parameter;

/**
 * One input or output of a command, as its {@link Parameter} annotation declares it.
 *
 * @param field the annotated field, accessible
 * @param name key in a macro and in the shell (the field's name, written in any case)
 * @param label what a dialog calls it
 * @param description help text
 * @param output whether it is a result
 * @param required whether there is no run without it
 * @param choices the texts allowed; empty if any text will do
 * @param defaultValue value of a fresh command; null if there is none
 * @param min smallest number allowed, -infinity if any
 * @param max largest number allowed, +infinity if any
 */
public record DeclaredParameter(
    Field field,
    String name,
    String label,
    String description,
    boolean output,
    boolean required,
    List<String> choices,
    Object defaultValue,
    double min,
    double max) {

  private static final Set<Class<?>> TYPES =
      Set.of(
          Volume.class,
          Table.class,
          File.class,
          String.class,
          Boolean.class,
          Integer.class,
          Long.class,
          Float.class,
          Double.class);

  /** Reads a declaration; {@code fresh} is a new command whose fields hold the defaults. */
  static DeclaredParameter of(Field field, Parameter p, Object fresh) {
    field.setAccessible(true);
    final Object value;
    try {
      value = field.get(fresh);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
    final DeclaredParameter read =
        new DeclaredParameter(
            field,
            field.getName(),
            p.label().isEmpty() ? words(field.getName()) : p.label(),
            p.description(),
            p.type() == ItemIO.OUTPUT,
            p.required(),
            List.of(p.choices()),
            value,
            number(p.min(), Double.NEGATIVE_INFINITY),
            number(p.max(), Double.POSITIVE_INFINITY));
    if (!TYPES.contains(read.type()))
      throw new IllegalStateException("No entrance knows a parameter of type " + field);
    return read;
  }

  private static double number(String text, double otherwise) {
    return text.isEmpty() ? otherwise : Double.parseDouble(text);
  }

  /** "angleCorrection" becomes "Angle correction". */
  private static String words(String camelCase) {
    final String spaced =
        camelCase
            .replaceAll("([a-z0-9])([A-Z])", "$1 $2")
            .toLowerCase(Locale.ROOT)
            .replaceAll("\\bpmj\\b", "PMJ")
            .replaceAll("\\bpam50\\b", "PAM50");
    return Character.toUpperCase(spaced.charAt(0)) + spaced.substring(1);
  }

  /** The type of the value; wrapper classes for primitive ones. */
  public Class<?> type() {
    final Class<?> t = field.getType();
    if (t == boolean.class) return Boolean.class;
    if (t == int.class) return Integer.class;
    if (t == long.class) return Long.class;
    if (t == float.class) return Float.class;
    if (t == double.class) return Double.class;
    return t;
  }

  public boolean isImage() {
    return type() == Volume.class;
  }

  public boolean isTable() {
    return type() == Table.class;
  }

  public boolean isNumber() {
    return Number.class.isAssignableFrom(type());
  }

  public boolean isWholeNumber() {
    return type() == Integer.class || type() == Long.class;
  }

  public boolean isFile() {
    return type() == File.class;
  }

  /** Whether it is a file of SciJava's widget style "directory". */
  public boolean isFolder() {
    return isFile() && field.getAnnotation(Parameter.class).style().contains("directory");
  }

  /** Whether it is a file that the command writes (SciJava's widget style "save"). */
  public boolean isFileToWrite() {
    return isFile() && field.getAnnotation(Parameter.class).style().contains("save");
  }

  /** What a command holds of it. */
  Object valueIn(Object command) {
    try {
      return field.get(command);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether the user must give it: required and without a default. */
  public boolean mustBeGiven() {
    return !output && required && defaultValue == null;
  }

  /**
   * The value that a text stands for; not for images and tables.
   *
   * @return null for an empty text where the default is empty, too
   * @throws InputException if the text is not of the type, not among the choices or out of range
   */
  public Object parse(String text) {
    final String t = text.strip();
    if (t.isEmpty() && defaultValue == null && !required) return null;
    if (type() == Boolean.class) return parseBoolean(t);
    if (isNumber()) return parseNumber(t);
    if (type() == File.class) return new File(text);
    if (choices.isEmpty()) return text;
    return choices.stream()
        .filter(t::equalsIgnoreCase)
        .findFirst()
        .orElseThrow(
            () ->
                wrong(
                    text,
                    "choose one of " + String.join(", ", choices) + Spelling.hint(t, choices)));
  }

  private Object parseBoolean(String t) {
    return switch (t.toLowerCase(Locale.ROOT)) {
      case "true", "yes", "1" -> true;
      case "false", "no", "0" -> false;
      default -> throw wrong(t, "give true or false");
    };
  }

  private Object parseNumber(String t) {
    final double d;
    try {
      d = Double.parseDouble(t);
    } catch (NumberFormatException e) {
      throw wrong(t, isWholeNumber() ? "give a whole number" : "give a number");
    }
    if (isWholeNumber() && d != Math.rint(d)) throw wrong(t, "give a whole number");
    if (!(d >= min && d <= max)) throw wrong(t, "give a number " + rangeText());
    if (type() == Integer.class) return toIntExact(t, d);
    if (type() == Long.class) return (long) d;
    return type() == Float.class ? (Object) (float) d : (Object) d;
  }

  private int toIntExact(String t, double d) {
    if (d != (int) d) throw wrong(t, "the number is too large");
    return (int) d;
  }

  private InputException wrong(String text, String advice) {
    return new InputException(name + "=" + text + ": " + advice + ".");
  }

  /** "from 0 to 1", "of at least 0" or empty. */
  public String rangeText() {
    if (min > Double.NEGATIVE_INFINITY && max < Double.POSITIVE_INFINITY)
      return "from " + plain(min) + " to " + plain(max);
    if (min > Double.NEGATIVE_INFINITY) return "of at least " + plain(min);
    return max < Double.POSITIVE_INFINITY ? "of at most " + plain(max) : "";
  }

  /** The default as a user would write it; empty if there is none. */
  public String defaultText() {
    return textOf(defaultValue);
  }

  /** A value as a user would write it. */
  public static String textOf(Object value) {
    if (value instanceof Double || value instanceof Float)
      return plain(((Number) value).doubleValue());
    return value == null ? "" : value.toString();
  }

  private static String plain(double d) {
    return d == Math.rint(d) && Math.abs(d) < 1e15 ? Long.toString((long) d) : Double.toString(d);
  }
}
