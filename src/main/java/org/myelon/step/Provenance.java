package org.myelon.step;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * Where a result comes from, as JSON beside it ({@code t2_seg.nii.gz.json}).
 *
 * @param command name of the command
 * @param parameters all of them with their values, also those that had their default
 * @param output name of the file
 * @param inputs the files that were read
 * @param methods text for the methods section with its citations
 * @param facts what the command noted about this run, such as a residual: name to text, number,
 *     boolean, or list or map of these
 * @param seconds from the call to the result
 */
public record Provenance(
    String command,
    Map<String, String> parameters,
    String output,
    List<Input> inputs,
    List<Methods> methods,
    Map<String, Object> facts,
    double seconds) {

  /**
   * A file that was read.
   *
   * @param name of the parameter
   * @param sha256 fingerprint of the file, in hexadecimal
   */
  public record Input(String name, String path, String sha256) {}

  /** The text of the file, with the versions of Myelon and Java. */
  public String json() {
    final StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
      json.writeStartObject();
      json.writeStringField("command", command);
      json.writeObjectFieldStart("parameters");
      for (Map.Entry<String, String> p : parameters.entrySet())
        json.writeStringField(p.getKey(), p.getValue());
      json.writeEndObject();
      json.writeStringField("output", output);
      json.writeObjectFieldStart("inputs");
      for (Input input : inputs) write(json, input);
      json.writeEndObject();
      write(json, methods);
      json.writeFieldName("facts");
      Json.write(json, facts);
      json.writeNumberField("seconds", Math.round(1000 * seconds) / 1000.0);
      json.writeStringField("myelon", Version.TEXT);
      json.writeStringField("java", Runtime.version().toString());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.append('\n').toString();
  }

  private static void write(JsonGenerator json, Input input) throws IOException {
    json.writeObjectFieldStart(input.name);
    json.writeStringField("path", input.path);
    json.writeStringField("sha256", input.sha256);
    json.writeEndObject();
  }

  /** Writes the field "methods": sentences with their citations. */
  public static void write(JsonGenerator json, List<Methods> methods) throws IOException {
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
