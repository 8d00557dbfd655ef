package org.myelon.step;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class JsonValueTest {

  private static final JsonValue ALL =
      JsonValue.parse(
          "{\"a\": {\"b\": [1, 2.5, NaN, -Infinity]}, \"n\": null, \"t\": true, \"s\": \"x\","
              + " \"i\": [3, 4.0]}",
          "f.json");

  private static void refused(String message, Function<JsonValue, Object> reader) {
    assertEquals(message, assertThrows(InputException.class, () -> reader.apply(ALL)).getMessage());
  }

  @Test
  void values() {
    assertEquals(
        List.of(1.0, 2.5, Double.NaN, Double.NEGATIVE_INFINITY), ALL.get("a").get("b").numbers());
    assertEquals(List.of(3, 4), ALL.get("i").integers());
    assertTrue(ALL.get("t").truth());
    assertEquals("x", ALL.get("s").text());
    assertTrue(ALL.get("i").isList());
    assertFalse(ALL.get("s").isList());
    assertEquals(List.of("a", "n", "t", "s", "i"), ALL.keys());
    assertTrue(ALL.find("n").isEmpty());
    assertTrue(ALL.find("nothing").isEmpty());
  }

  @Test
  void whoeverMissesSomethingIsToldWhere() {
    refused("f.json: a lacks 'c'.", j -> j.get("a").get("c"));
    refused("f.json lacks 'n'.", j -> j.get("n"));
    refused("f.json: s is not a number.", j -> j.get("s").number());
    refused("f.json: a: b: item 1 is not a whole number.", j -> j.get("a").get("b").integers());
    refused("f.json: t is not a list.", j -> j.get("t").items());
    refused("f.json: t is not a text.", j -> j.get("t").text());
    refused("f.json: s is not true or false.", j -> j.get("s").truth());
    refused("f.json: s is not an object with members.", j -> j.get("s").get("x"));
  }

  @Test
  void anHeirWins() {
    final JsonValue both =
        JsonValue.parse("{\"p\": 1, \"q\": 2}", "f").with(JsonValue.parse("{\"q\": 3}", "f"));
    assertEquals(1, both.get("p").integer());
    assertEquals(3, both.get("q").integer());
  }

  @Test
  void damagedFilesAreRefused() {
    for (String text : new String[] {"", "{", "[1,", "{} {}", "{\"a\" 1}", "[".repeat(100_000)})
      assertThrows(InputException.class, () -> JsonValue.parse(text, "f"), text);
    assertThrows(InputException.class, () -> JsonValue.read(Path.of("no/such/file.json")));
  }
}
