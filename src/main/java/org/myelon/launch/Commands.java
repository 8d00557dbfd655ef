package org.myelon.launch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.myelon.command.SpinalCordCommand;
import org.myelon.step.InputException;
import org.myelon.step.Spelling;
import org.scijava.command.Command;

/**
 * The commands of this jar, from the index that SciJava's annotation processor wrote into it when
 * it was compiled: no class is loaded to list them, and no class path is scanned.
 */
public final class Commands {

  private static final String INDEX = "META-INF/json/org.scijava.plugin.Plugin";

  /**
   * A line of the index.
   *
   * @param name the name in the shell
   * @param menuPath parts joined by {@code >}
   * @param description one or two sentences
   * @param className class of the command
   */
  public record Entry(String name, String menuPath, String description, String className) {

    /** The submenu, by which lists are ordered. */
    public String topic() {
      return Commands.topic(menuPath);
    }

    /** The last part of the menu path, by which a macro calls the command. */
    public String menuLabel() {
      return menuPath.substring(menuPath.lastIndexOf('>') + 1);
    }

    /** Reads the whole declaration, which loads the class of the command. */
    public Declaration declaration() {
      try {
        return new Declaration(
            Class.forName(className, true, Commands.class.getClassLoader())
                .asSubclass(SpinalCordCommand.class));
      } catch (ClassNotFoundException e) {
        throw new IllegalStateException("The index of commands is out of date", e);
      }
    }
  }

  private final List<Entry> entries;

  private Commands(List<Entry> entries) {
    this.entries = entries;
  }

  /** All commands of this jar, by topic, then by name. */
  public static Commands ofThisJar() {
    return read(Commands.class);
  }

  /** All commands in the jar or folder that a class comes from. */
  static Commands read(Class<?> neighbour) {
    final String path = "/" + neighbour.getName().replace('.', '/') + ".class";
    final String own = neighbour.getResource(path).toString();
    try (InputStream in =
        new URL(own.substring(0, own.length() - path.length()) + "/" + INDEX).openStream()) {
      final List<Entry> entries = parse(in);
      entries.sort(Comparator.comparing(Entry::topic).thenComparing(Entry::name));
      return new Commands(Collections.unmodifiableList(entries));
    } catch (IOException e) {
      throw new UncheckedIOException("The index of commands is missing beside " + own, e);
    }
  }

  /** One JSON object after the other: {"class": …, "values": {"type": …, "name": …}}. */
  private static List<Entry> parse(InputStream in) throws IOException {
    final List<Entry> entries = new ArrayList<>();
    try (JsonParser json = new JsonFactory().createParser(in)) {
      final Map<String, String> texts = new HashMap<>();
      int depth = 0;
      for (JsonToken t = json.nextToken(); t != null; t = json.nextToken()) {
        if (t == JsonToken.START_OBJECT) depth++;
        if (t == JsonToken.VALUE_STRING && depth <= 2)
          texts.put(json.currentName(), json.getText());
        if (t == JsonToken.END_OBJECT && --depth == 0) {
          if (Command.class.getName().equals(texts.get("type")))
            entries.add(
                new Entry(
                    texts.get("name"),
                    texts.get("menuPath"),
                    texts.getOrDefault("description", ""),
                    texts.get("class")));
          texts.clear();
        }
      }
    }
    return entries;
  }

  /** The part of a menu path before the last. */
  static String topic(String menuPath) {
    final String[] parts = menuPath.split(">");
    return parts.length < 2 ? "" : parts[parts.length - 2];
  }

  public List<Entry> entries() {
    return entries;
  }

  /** All declarations, in the order of {@link #entries()}. */
  public List<Declaration> declarations() {
    return entries.stream().map(Entry::declaration).toList();
  }

  /**
   * The command of a name.
   *
   * @throws InputException with the nearest name if there is none
   */
  public Declaration get(String name) {
    return entries.stream()
        .filter(e -> e.name().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () ->
                new InputException(
                    "There is no command '"
                        + name
                        + "'"
                        + Spelling.hint(name, entries.stream().map(Entry::name).toList())
                        + ". 'myelon list' shows all."))
        .declaration();
  }
}
