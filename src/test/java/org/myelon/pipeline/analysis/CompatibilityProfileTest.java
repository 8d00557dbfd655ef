package org.myelon.pipeline.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.myelon.step.InputException;

/**
 * What a profile says never changes. If this test fails because a rule changed, do not change its
 * files but make a new profile; only what is new and as it always was may be added to them.
 */
class CompatibilityProfileTest {

  @ParameterizedTest
  @ValueSource(strings = {"myelon-1", "sct-7"})
  void isFrozen(String name) throws Exception {
    try (InputStream in =
        CompatibilityProfileTest.class.getResourceAsStream("profile-" + name + ".txt")) {
      assertEquals(
          new String(in.readAllBytes(), StandardCharsets.UTF_8).strip(),
          CompatibilityProfile.of(name).text());
    }
  }

  @Test
  void shortNamesAreTheNewest() {
    assertEquals("myelon-1", CompatibilityProfile.of("Myelon").name());
    assertEquals("sct-7", CompatibilityProfile.of("sct").name());
    final InputException e =
        assertThrows(InputException.class, () -> CompatibilityProfile.of("fsl"));
    assertTrue(e.getMessage().contains("myelon-1, sct-7"), e.getMessage());
  }
}
