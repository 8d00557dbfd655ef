package org.myelon.segment.axial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.myelon.step.InputException;

class AxialModelTest {

  static Stream<AxialModel> models() {
    return Stream.of(AxialModel.localiser(), AxialModel.cord(), AxialModel.grayMatter());
  }

  @ParameterizedTest
  @MethodSource("models")
  void comesBackFromItsText(AxialModel model) {
    assertEquals(model, AxialModel.parse(model.json(), "model.json"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "{\"kind\": \"axial\"}", "{\"kind\": \"axial\"} {}", "7"})
  void refusesWhatIsNoModel(String text) {
    final InputException e =
        assertThrows(InputException.class, () -> AxialModel.parse(text, "model.json"));
    assertTrue(e.getMessage().contains("model.json"), e.getMessage());
  }

  @Test
  void namesThePlaceOfAFault() {
    final String text = AxialModel.cord().json();
    assertFault(text.replace("\"features\" : 32", "\"features\" : \"many\""), "item 1: features");
    assertFault(text.replace("\"bias\"", "\"bies\""), "architecture lacks 'bias'");
    assertFault(text.replace("\"plain\"", "\"fancy\""), "'fancy'");
    assertFault(text.replace("\"spacing_mm\"", "\"spacing\""), "lacks 'spacing_mm'");
  }

  private static void assertFault(String text, String place) {
    final String message =
        assertThrows(InputException.class, () -> AxialModel.parse(text, "model.json")).getMessage();
    assertTrue(message.startsWith("model.json") && message.contains(place), message);
  }

  @Test
  void refusesAWindowThatTheNetworkCannotHalve() {
    final AxialModel m = AxialModel.cord();
    assertThrows(
        InputException.class, () -> new AxialModel("odd", "1", "cord", 0.5, 81, m.architecture()));
  }
}
