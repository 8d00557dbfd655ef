package org.myelon.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.myelon.step.Provenance;
import org.myelon.step.Table;
import org.myelon.step.Version;

/** What a page shows, for programs: everything but the pictures. */
final class QcJson {

  private final JsonGenerator json;

  private QcJson(JsonGenerator json) {
    this.json = json;
  }

  static String of(String heading, List<QcEntry> entries, Instant written) {
    final StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
      json.writeStartObject();
      json.writeStringField("heading", heading);
      json.writeStringField("myelon", Version.TEXT);
      json.writeStringField("java", Runtime.version().toString());
      json.writeStringField("written", written.toString());
      json.writeArrayFieldStart("entries");
      for (QcEntry entry : entries) new QcJson(json).entry(entry);
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.append('\n').toString();
  }

  private void entry(QcEntry entry) throws IOException {
    json.writeStartObject();
    json.writeStringField("step", entry.step());
    json.writeStringField("title", entry.title());
    json.writeStringField("subject", entry.subject());
    Provenance.write(json, entry.methods());
    json.writeObjectFieldStart("facts");
    for (Map.Entry<String, String> fact : entry.facts().entrySet())
      json.writeStringField(fact.getKey(), fact.getValue());
    json.writeEndObject();
    json.writeArrayFieldStart("tables");
    for (QcEntry.Sheet sheet : entry.sheets()) table(sheet);
    json.writeEndArray();
    json.writeEndObject();
  }

  private void table(QcEntry.Sheet sheet) throws IOException {
    final Table table = sheet.table();
    json.writeStartObject();
    json.writeStringField("title", sheet.title());
    json.writeArrayFieldStart("columns");
    for (String column : table.columns()) json.writeString(column);
    json.writeEndArray();
    json.writeArrayFieldStart("rows");
    for (int r = 0; r < table.rowCount(); r++) {
      json.writeStartArray();
      for (Object cell : table.row(r)) cell(cell);
      json.writeEndArray();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  /** JSON has no NaN and no infinity: both are null. */
  private void cell(Object cell) throws IOException {
    if (cell instanceof Double || cell instanceof Float) {
      final double d = ((Number) cell).doubleValue();
      if (Double.isFinite(d)) json.writeNumber(d);
      else json.writeNull();
    } else if (cell instanceof Number n) json.writeNumber(n.longValue());
    else if (cell == null) json.writeNull();
    else json.writeString(cell.toString());
  }
}
