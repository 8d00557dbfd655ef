package org.myelon.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** What is generated from the declarations is up to date. */
class ReferenceTest {

  @Test
  void theMenuOfImageJIsThatOfTheDeclarations() throws Exception {
    assertEquals(
        Reference.pluginsConfig(Commands.ofThisJar()), Files.readString(Reference.PLUGINS_CONFIG));
  }

  @Test
  void thePageOfCommandsIsThatOfTheDeclarations() throws Exception {
    assertEquals(Reference.page(Commands.ofThisJar()), Files.readString(Reference.PAGE));
  }
}
