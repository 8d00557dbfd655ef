package org.myelon.launch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.myelon.step.Methods;
import org.myelon.step.Version;

/**
 * Where a result comes from, as JSON beside it ({@code t2_seg.nii.gz.json}): command, all
 * parameters with their defaults, versions, fingerprints of the inputs, seconds, and the text for
 * the methods section with its citations.
 */
final class Sidecar {

  private Sidecar() {}

  /** The text of the sidecar of one result. */
  static String json(
      CommandCall call, InputFiles inputs, String output, double seconds, List<Methods> methods) {
    final StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
      json.writeStartObject();
      json.writeStringField("command", call.declaration().name());
      json.writeObjectFieldStart("parameters");
      for (Map.Entry<String, String> p : call.parameterTexts().entrySet())
        json.writeStringField(p.getKey(), p.getValue());
      json.writeEndObject();
      json.writeStringField("output", output);
      writeInputs(json, inputs);
      writeMethods(json, methods);
      json.writeNumberField("seconds", Math.round(1000 * seconds) / 1000.0);
      json.writeStringField("myelon", Version.TEXT);
      json.writeStringField("java", Runtime.version().toString());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.append('\n').toString();
  }

  private static void writeInputs(JsonGenerator json, InputFiles inputs) throws IOException {
    json.writeObjectFieldStart("inputs");
    for (Map.Entry<String, Path> input : inputs.paths().entrySet()) {
      json.writeObjectFieldStart(input.getKey());
      json.writeStringField("path", input.getValue().toAbsolutePath().normalize().toString());
      json.writeStringField("sha256", inputs.hash(input.getKey()));
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static void writeMethods(JsonGenerator json, List<Methods> methods) throws IOException {
    json.writeArrayFieldStart("methods");
    for (Methods m : methods) {
      json.writeStartObject();
      json.writeStringField("sentence", m.sentence());
      json.writeArrayFieldStart("citations");
      for (String citation : m.citations()) json.writeString(citation);
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
