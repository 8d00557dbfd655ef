package org.myelon.step;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A value of a JSON file that knows where it stands, so that whoever misses or mistrusts a part of
 * it can say which. Python's {@code NaN} and {@code Infinity} are read as numbers.
 */
public final class JsonValue {

  /** Larger files are no settings. */
  private static final long MOST_BYTES = 64L << 20;

  private final Object value;
  private final String place;

  private JsonValue(Object value, String place) {
    this.value = value;
    this.place = place;
  }

  /**
   * Reads a file.
   *
   * @throws InputException if it is missing, larger than 64 MiB or no JSON
   */
  public static JsonValue read(Path file) {
    if (file.toFile().length() > MOST_BYTES)
      throw new InputException(file + " is too large for a file of settings.");
    return parse(TextFile.read(file), file.toString());
  }

  /**
   * Reads a text.
   *
   * @param name stands for it in messages
   * @throws InputException if it is no JSON
   */
  public static JsonValue parse(String text, String name) {
    return new JsonValue(Json.read(text, name), name);
  }

  /**
   * A member that must be there.
   *
   * @throws InputException if this is no object, or lacks it
   */
  public JsonValue get(String key) {
    return find(key).orElseThrow(() -> new InputException(place + " lacks '" + key + "'."));
  }

  /** A member, unless it is missing or null. */
  public Optional<JsonValue> find(String key) {
    return Optional.ofNullable(map().get(key)).map(v -> new JsonValue(v, place + ": " + key));
  }

  /** The names of the members, in the order of the file. */
  public List<String> keys() {
    return map().keySet().stream().map(Object::toString).toList();
  }

  /** This object with the members of another, which win where both have one. */
  public JsonValue with(JsonValue other) {
    final Map<Object, Object> both = new LinkedHashMap<>(map());
    both.putAll(other.map());
    return new JsonValue(Collections.unmodifiableMap(both), other.place);
  }

  private Map<?, ?> map() {
    if (value instanceof Map<?, ?> map) return map;
    throw refused("an object with members");
  }

  /** Whether there is nothing: {@code null}. */
  public boolean isNull() {
    return value == null;
  }

  /** Whether this is a list. */
  public boolean isList() {
    return value instanceof List;
  }

  /** The values of a list. */
  public List<JsonValue> items() {
    if (!(value instanceof List<?> list)) throw refused("a list");
    final List<JsonValue> items = new ArrayList<>();
    for (int i = 0; i < list.size(); i++)
      items.add(new JsonValue(list.get(i), place + ": item " + i));
    return Collections.unmodifiableList(items);
  }

  /** The value as text. */
  public String text() {
    if (value instanceof String text) return text;
    throw refused("a text");
  }

  /** The value as a number, which may be infinite or none. */
  public double number() {
    if (value instanceof Number number) return number.doubleValue();
    if (value instanceof String text && List.of("NaN", "Infinity", "-Infinity").contains(text))
      return Double.parseDouble(text);
    throw refused("a number");
  }

  /** The value as a whole number. */
  public int integer() {
    if (value instanceof Number number && number.intValue() == number.doubleValue())
      return number.intValue();
    throw refused("a whole number");
  }

  /** The value as a choice between true and false. */
  public boolean truth() {
    if (value instanceof Boolean truth) return truth;
    throw refused("true or false");
  }

  /** The numbers of a list. */
  public List<Double> numbers() {
    return items().stream().map(JsonValue::number).toList();
  }

  /** The whole numbers of a list. */
  public List<Integer> integers() {
    return items().stream().map(JsonValue::integer).toList();
  }

  /** The value as plain Java, see {@link Json}. */
  public Object plain() {
    return value;
  }

  private InputException refused(String wanted) {
    return new InputException(place + " is not " + wanted + ".");
  }

  /** Where this value stands: the file and the names that lead to it. */
  public String place() {
    return place;
  }
}
