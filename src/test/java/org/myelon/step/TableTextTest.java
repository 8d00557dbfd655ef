package org.myelon.step;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTextTest {

  private static final Table TABLE =
      Table.withColumns(List.of("level", "slices", "area", "deviation"))
          .row(List.of("C2", 12, 77.1299, 0.33))
          .row(Arrays.asList("T1, lower", 3, null, -2.6249))
          .build();

  @Test
  void alignedColumnsHaveTheSameDecimals() {
    assertEquals(
        """
        level      slices   area  deviation
        C2             12  77.13      0.330
        T1, lower       3            -2.625
        """,
        TableText.aligned(TABLE));
  }

  @Test
  void csvKeepsAllDigitsAndQuotesWhatNeedsIt() {
    assertEquals(
        "level,slices,area,deviation\nC2,12,77.1299,0.33\n\"T1, lower\",3,,-2.6249\n",
        TableText.csv(TABLE));
  }
}
