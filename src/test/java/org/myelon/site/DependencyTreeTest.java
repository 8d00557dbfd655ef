package org.myelon.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.myelon.step.InputException;

/** Maven's graph of what needs what. */
class DependencyTreeTest {

  private static final String GRAPH =
      """
      1 org.a:root:jar:1.0-SNAPSHOT
      2 org.b:b:jar:2.0:compile (version managed from 1.0)
      3 org.c:c:jar:linux-x86_64:3.0:runtime
      4 (org.d:d:jar:3.0:compile - omitted for conflict with 4.0)
      5 org.d:d:jar:4.0:compile
      6 (org.b:b:jar:2.0:compile - omitted for duplicate)
      #
      2 4 compile
      1 2 compile
      1 3 runtime
      1 5 compile
      5 6 compile
      """;

  @Test
  void bringsWhatIsNeededWithTheVersionsThatMavenChose() {
    final DependencyTree tree = DependencyTree.parse(GRAPH);
    assertEquals("root-1.0-SNAPSHOT.jar", tree.root().fileName());
    assertEquals(
        List.of("b-2.0.jar", "d-4.0.jar", "c-3.0-linux-x86_64.jar"),
        tree.closure(tree.root()).stream().map(DependencyTree.Artifact::fileName).toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "1 a:b\n#\n", "1 a:b:jar:1.0\n#\n1 2 compile\n", "a:b:jar:1.0", "[INFO] tree"})
  void whatIsNoGraphIsRefused(String text) {
    assertThrows(InputException.class, () -> DependencyTree.parse(text));
  }
}
