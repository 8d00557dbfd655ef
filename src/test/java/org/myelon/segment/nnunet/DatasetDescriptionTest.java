package org.myelon.segment.nnunet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.myelon.image.Orientation;
import org.myelon.step.InputException;
import org.myelon.step.JsonValue;

class DatasetDescriptionTest {

  private static final String LABELS = "'labels': {'background': 0, 'cord': 1}";

  /** Single quotes stand for double ones. */
  private static DatasetDescription of(String members) {
    return DatasetDescription.of(
        JsonValue.parse("{" + members.replace('\'', '"') + "}", "dataset.json"));
  }

  @Test
  void channelsInTheOrderOfTheirNumbers() {
    final StringBuilder names = new StringBuilder("'channel_names': {");
    for (int c = 11; c >= 0; c--)
      names.append("'").append(c).append("': 'c").append(c).append("',");
    names.setCharAt(names.length() - 1, '}');
    assertEquals(List.of("c9", "c10", "c11"), of(names + "," + LABELS).channels().subList(9, 12));
  }

  @Test
  void olderFilesCallChannelsModality() {
    assertEquals(List.of("T2w"), of("'modality': {'0': 'T2w'}," + LABELS).channels());
  }

  @Test
  void labelsByTheirValue() {
    final DatasetDescription d =
        of(
            "'channel_names': {'0': 'a'}, 'labels': {'gm': 2, 'background': 0, 'wm': 1, 'ignore': 3}");
    assertFalse(d.regions());
    assertEquals(3, d.outputs());
    assertEquals(List.of("background", "wm", "gm"), d.outputNames());
    assertEquals(".nii.gz", d.fileEnding());
    assertEquals(Optional.empty(), d.orientation());
  }

  @Test
  void regionsInTheOrderOfTheFile() {
    final DatasetDescription d =
        of(
            "'channel_names': {'0': 'a'}, 'labels': {'background': 0, 'whole': [1, 2, 3], 'core':"
                + " [2, 3], 'edge': 3}, 'regions_class_order': [1, 2, 3]");
    assertTrue(d.regions());
    assertEquals(3, d.outputs());
    assertEquals(List.of("whole", "core", "edge"), d.outputNames());
    assertEquals(List.of(1, 2, 3), d.regionOrder());
  }

  @Test
  void orientationOfSct() {
    assertEquals(
        Optional.of(Orientation.parse("AIL")),
        of("'channel_names': {'0': 'a'}, 'image_orientation': 'AIL'," + LABELS).orientation());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'labels': {'background': 0, 'cord': 1} | lacks 'channel_names'",
        "'channel_names': {}, 'labels': {'background': 0, 'cord': 1} | names no channel",
        "'channel_names': {'x': 'a'}, 'labels': {'background': 0, 'cord': 1} | no number of a channel",
        "'channel_names': {'0': 'a'} | lacks 'labels'",
        "'channel_names': {'0': 'a'}, 'labels': {'background': 0} | names no label",
        "'channel_names': {'0': 'a'}, 'labels': {'background': 0, 'cord': 2} | must be 0, 1, 2",
        "'channel_names': {'0': 'a'}, 'labels': {'0': 'background'} | not a whole number",
        "'channel_names': {'0': 'a'}, 'labels': {'background': 0, 'r': [1, 2]} | regions_class_order",
        "'channel_names': {'0': 'a'}, 'labels': {'background': 0, 'r': [1, 2]}, 'regions_class_order': [1, 2] | has 2 values for 1 regions",
        "'channel_names': {'0': 'a'}, 'image_orientation': 'XYZ', 'labels': {'background': 0, 'c': 1} | XYZ"
      })
  void contradictionsAreRefused(String members, String reason) {
    final String message =
        assertThrows(InputException.class, () -> of(members.strip())).getMessage();
    assertTrue(message.contains(reason.strip()) && message.startsWith("dataset.json"), message);
  }
}
