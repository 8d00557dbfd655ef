package org.myelon.step;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {

  @Test
  void cellsComeBackAsTheyWentIn() {
    final Table t =
        Table.withColumns(List.of("level", "area"))
            .row(List.of("C2", 71.5))
            .row(Arrays.asList("C3", null))
            .build();
    assertEquals(2, t.rowCount());
    assertEquals("C2", t.get(0, "level"));
    assertEquals(71.5, t.number(0, "area"));
    assertNull(t.get(1, "area"));
    assertTrue(Double.isNaN(t.number(1, "area")));
  }

  @Test
  void laterChangesOfTheCallersListsDoNotReachTheTable() {
    final List<Object> cells = new ArrayList<>(List.of(1.0));
    final Table.Builder builder = Table.withColumns(List.of("a")).row(cells);
    final Table t = builder.build();
    cells.set(0, 2.0);
    builder.row(List.of(3.0));
    assertEquals(1.0, t.number(0, "a"));
    assertEquals(1, t.rowCount());
  }

  @Test
  void wrongNumberOfCellsAndUnknownColumnsAreErrors() {
    final Table.Builder b = Table.withColumns(List.of("a", "b"));
    assertThrows(IllegalArgumentException.class, () -> b.row(List.of(1)));
    assertThrows(IllegalArgumentException.class, () -> b.row(List.of(1, 2)).build().get(0, "c"));
  }
}
