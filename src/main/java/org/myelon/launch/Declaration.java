package org.myelon.launch;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.myelon.command.Example;
import org.myelon.command.NeedsScreen;
import org.myelon.command.SpinalCordCommand;
import org.myelon.step.InputException;
import org.myelon.step.Spelling;
import org.scijava.Context;
import org.scijava.ItemVisibility;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.service.Service;

/**
 * What a command says about itself: name, menu path, description, inputs and outputs, read from its
 * annotations without a SciJava context. Help, dialogs, macro keys, the reference page and the
 * tests are all made from it.
 */
public final class Declaration {

  private final Class<? extends SpinalCordCommand> type;
  private final Plugin plugin;
  private final Map<String, DeclaredParameter> parameters = new LinkedHashMap<>();

  /** Reads the annotations of a command class and of its superclasses. */
  public Declaration(Class<? extends SpinalCordCommand> type) {
    this.type = type;
    this.plugin = type.getAnnotation(Plugin.class);
    if (plugin == null) throw new IllegalArgumentException(type + " lacks @Plugin");
    final SpinalCordCommand fresh = create();
    for (Class<?> c = type; c != Object.class; c = c.getSuperclass())
      for (Field f : c.getDeclaredFields()) read(f, fresh);
  }

  private void read(Field field, SpinalCordCommand fresh) {
    final Parameter p = field.getAnnotation(Parameter.class);
    if (p == null
        || p.visibility() == ItemVisibility.MESSAGE
        || Service.class.isAssignableFrom(field.getType())
        || field.getType() == Context.class) return;
    parameters.put(key(field.getName()), DeclaredParameter.of(field, p, fresh));
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** A new command with its defaults. */
  public SpinalCordCommand create() {
    try {
      return type.getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Cannot create " + type, e);
    }
  }

  public Class<? extends SpinalCordCommand> type() {
    return type;
  }

  /** The name in the shell. */
  public String name() {
    return plugin.name();
  }

  public String description() {
    return plugin.description();
  }

  /** The whole menu path, such as {@code Plugins>Spinal Cord>Image>Reorient...}. */
  public String menuPath() {
    return plugin.menuPath();
  }

  /** The last part of the menu path, by which a macro calls the command. */
  public String menuLabel() {
    return menuPath().substring(menuPath().lastIndexOf('>') + 1);
  }

  /** The label without its dots: the title of dialogs and tables. */
  public String title() {
    return menuLabel().replace("...", "");
  }

  /** The submenu, by which lists are ordered. */
  public String topic() {
    return Commands.topic(menuPath());
  }

  /** Whether a person works in its window, see {@link NeedsScreen}. */
  public boolean needsScreen() {
    return type.isAnnotationPresent(NeedsScreen.class);
  }

  /** The keys and values of the example, in the order written; empty without one. */
  public Map<String, String> example() {
    final Example e = type.getAnnotation(Example.class);
    return e == null ? Map.of() : Options.parse(e.value());
  }

  public Collection<DeclaredParameter> parameters() {
    return parameters.values();
  }

  public List<DeclaredParameter> inputs() {
    return parameters().stream().filter(p -> !p.output()).toList();
  }

  public List<DeclaredParameter> outputs() {
    return parameters().stream().filter(DeclaredParameter::output).toList();
  }

  /** An input and those that go on with it: image, image2, image3 and so on. */
  List<DeclaredParameter> numbered(DeclaredParameter first) {
    final List<DeclaredParameter> row = new ArrayList<>(List.of(first));
    Optional<DeclaredParameter> next = find(first.name() + 2);
    while (next.isPresent()) {
      row.add(next.get());
      next = find(first.name() + (row.size() + 1));
    }
    return row;
  }

  /** The parameter of a name, written in any case. */
  public Optional<DeclaredParameter> find(String name) {
    return Optional.ofNullable(parameters.get(key(name)));
  }

  /**
   * The input of a key that a user gave.
   *
   * @throws InputException with the nearest key if there is no input of that name
   */
  public DeclaredParameter getInput(String name) {
    final DeclaredParameter p = get(name);
    if (p.output())
      throw new InputException(
          "'" + p.name() + "' is a result of '" + name() + "'; it becomes a window by itself.");
    return p;
  }

  /**
   * The parameter of a key that a user gave.
   *
   * @throws InputException with the nearest key if there is none of that name
   */
  public DeclaredParameter get(String name) {
    return find(name)
        .orElseThrow(
            () -> {
              final List<String> names = new ArrayList<>();
              for (DeclaredParameter p : parameters()) names.add(p.name());
              return new InputException(
                  "'"
                      + name()
                      + "' has no parameter '"
                      + name
                      + "'"
                      + Spelling.hint(name, names)
                      + ". It knows: "
                      + String.join(", ", names)
                      + ".");
            });
  }
}
