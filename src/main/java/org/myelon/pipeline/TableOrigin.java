package org.myelon.pipeline;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.myelon.morphology.ShapeTable;
import org.myelon.step.Version;

/** The first columns of tables that have those of SCT. */
public final class TableOrigin {

  private TableOrigin() {}

  /** The time is now, or SOURCE_DATE_EPOCH where results must be reproducible to the byte. */
  public static ShapeTable.Origin of(String filename) {
    final String epoch = System.getenv("SOURCE_DATE_EPOCH");
    final Instant when =
        epoch == null ? Instant.now() : Instant.ofEpochSecond(Long.parseLong(epoch));
    final String timestamp =
        DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss")
            .withZone(ZoneId.systemDefault())
            .format(when);
    return new ShapeTable.Origin(timestamp, "Myelon " + Version.TEXT, filename);
  }
}
