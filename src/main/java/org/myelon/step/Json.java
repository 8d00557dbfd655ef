package org.myelon.step;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON as plain Java: an object is a {@code Map<String, Object>} in the order of the text, an array
 * a {@code List<Object>}, the rest {@code String}, {@code Number}, {@code Boolean} or null. For
 * writing, and for values that are compared or shown as they are; a file whose parts are looked up
 * and can be wrong is read as a {@link JsonValue}.
 */
public final class Json {

  private Json() {}

  /**
   * Reads a text. Python's {@code NaN} and {@code Infinity} are numbers, too.
   *
   * @param name of the file, for the message
   * @throws InputException if the text is not JSON
   */
  public static Object read(String text, String name) {
    final JsonFactory factory =
        JsonFactory.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();
    try (JsonParser parser = factory.createParser(text)) {
      parser.nextToken();
      final Object value = value(parser);
      if (parser.nextToken() != null) throw new IOException("more than one value");
      return value;
    } catch (IOException e) {
      throw new InputException(name + " is not a JSON file, or damaged: fetch it again.", e);
    }
  }

  /** The text, over several lines. */
  public static String write(Object value) {
    final StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
      write(json, value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.append('\n').toString();
  }

  private static Object value(JsonParser parser) throws IOException {
    final JsonToken token = parser.currentToken();
    if (token == null) throw new IOException("ends too early");
    return switch (token) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> parser.getText();
    };
  }

  private static Map<String, Object> object(JsonParser parser) throws IOException {
    final Map<String, Object> map = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      final String key = parser.currentName();
      parser.nextToken();
      map.put(key, value(parser));
    }
    return map;
  }

  private static List<Object> array(JsonParser parser) throws IOException {
    final List<Object> list = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) list.add(value(parser));
    return list;
  }

  /** Writes a value as the next one; what is no kind of JSON becomes its text. */
  static void write(JsonGenerator json, Object value) throws IOException {
    if (value instanceof Map<?, ?> map) {
      json.writeStartObject();
      for (Map.Entry<?, ?> e : map.entrySet()) {
        json.writeFieldName(e.getKey().toString());
        write(json, e.getValue());
      }
      json.writeEndObject();
    } else if (value instanceof List<?> list) {
      json.writeStartArray();
      for (Object item : list) write(json, item);
      json.writeEndArray();
    } else if (value == null) json.writeNull();
    else if (value instanceof Boolean b) json.writeBoolean(b);
    else if (value instanceof Integer || value instanceof Long)
      json.writeNumber(((Number) value).longValue());
    else if (value instanceof Float f && Float.isFinite(f)) json.writeNumber(f);
    else if (value instanceof Number n && Double.isFinite(n.doubleValue()))
      json.writeNumber(n.doubleValue());
    else json.writeString(String.valueOf(value));
  }
}
