package org.myelon.transform;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.QuoteMode;
import org.myelon.step.InputException;
import org.myelon.step.TextFile;

/**
 * Files of BigWarp. Landmarks: CSV without a header, one row per landmark with name, whether it is
 * active, moving x, y, z and fixed x, y, z. Projects: JSON whose object {@code Transform} has a
 * {@code type} and the {@code landmarks}. J. A. Bogovic, P. Hanslovsky, A. Wong, S. Saalfeld,
 * Robust registration of calcium images by learned contrast synthesis, ISBI 2016.
 */
public final class BigWarpFile {

  /** The paper to cite. */
  public static final String CITATION =
      "J.A. Bogovic, P. Hanslovsky, A. Wong, S. Saalfeld, Robust registration of calcium images by"
          + " learned contrast synthesis, ISBI 2016, doi:10.1109/ISBI.2016.7493463";

  private static final CSVFormat CSV =
      CSVFormat.DEFAULT.builder().setQuoteMode(QuoteMode.ALL).setRecordSeparator('\n').get();

  private BigWarpFile() {}

  /** Whether the name is that of a project, not of a table of landmarks. */
  static boolean isProject(Path file) {
    return file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".json");
  }

  /**
   * Reads landmarks, from a project if the name ends in {@code .json}.
   *
   * @throws InputException if the file is no such file, or of 2-D landmarks
   */
  public static BigWarpLandmarks read(Path file) {
    final String text = TextFile.read(file);
    return isProject(file) ? project(text, file) : table(text, file);
  }

  private static BigWarpLandmarks table(String text, Path file) {
    final List<BigWarpLandmarks.Point> points = new ArrayList<>();
    try (CSVParser rows = CSVParser.parse(text, CSV)) {
      for (CSVRecord row : rows) {
        if (row.size() == 1 && row.get(0).isBlank()) continue;
        if (row.size() != 8)
          throw refused(
              file,
              "row "
                  + row.getRecordNumber()
                  + " has "
                  + row.size()
                  + " cells, and a landmark in 3-D has 8");
        points.add(
            point(
                row.get(0),
                row.get(1),
                row.toList().subList(2, 5),
                row.toList().subList(5, 8),
                file));
      }
    } catch (IOException | UncheckedIOException | IllegalStateException e) {
      throw refused(file, "it is no table of comma-separated values");
    }
    return new BigWarpLandmarks(BigWarpKind.SPLINE, points);
  }

  private static BigWarpLandmarks.Point point(
      Object name, Object active, Object moving, Object fixed, Path file) {
    final String isActive = String.valueOf(active);
    if (!isActive.equals("true") && !isActive.equals("false"))
      throw refused(file, "'" + isActive + "' is neither true nor false");
    return new BigWarpLandmarks.Point(
        String.valueOf(name), isActive.equals("true"), place(moving, file), place(fixed, file));
  }

  private static double[] place(Object numbers, Path file) {
    final List<?> three = list(numbers, file);
    if (three.size() != 3) throw refused(file, "a landmark has " + three.size() + " coordinates");
    final double[] place = new double[3];
    for (int a = 0; a < 3; a++)
      try {
        place[a] = Double.parseDouble(String.valueOf(three.get(a)));
      } catch (NumberFormatException e) {
        throw refused(file, "'" + three.get(a) + "' is no number");
      }
    return place;
  }

  private static BigWarpLandmarks project(String text, Path file) {
    final Map<?, ?> all = object(json(text, file), "the file", file);
    final Map<?, ?> transform =
        all.containsKey("Transform") ? object(all.get("Transform"), "Transform", file) : all;
    final Map<?, ?> landmarks = object(transform.get("landmarks"), "landmarks", file);
    if (transform.containsKey("mask"))
      throw refused(file, "its transform works within a mask only");
    if (landmarks.containsKey("numDimensions") && !"3".equals(landmarks.get("numDimensions")))
      throw refused(file, "its landmarks are not in 3-D");
    final Object word = transform.get("type");
    final BigWarpKind kind =
        word == null
            ? BigWarpKind.SPLINE
            : BigWarpKind.of(word.toString())
                .orElseThrow(() -> refused(file, "its transform is of the type '" + word + "'"));
    final List<?> names = list(landmarks.get("names"), file);
    final List<?> active = list(landmarks.get("active"), file);
    final List<?> moving = list(landmarks.get("movingPoints"), file);
    final List<?> fixed = list(landmarks.get("fixedPoints"), file);
    if (active.size() != names.size()
        || moving.size() != names.size()
        || fixed.size() != names.size())
      throw refused(file, "its lists of landmarks have different lengths");
    final List<BigWarpLandmarks.Point> points = new ArrayList<>();
    for (int i = 0; i < names.size(); i++)
      points.add(point(names.get(i), active.get(i), moving.get(i), fixed.get(i), file));
    return new BigWarpLandmarks(kind, points);
  }

  private static Map<?, ?> object(Object json, String what, Path file) {
    if (json instanceof Map<?, ?> map) return map;
    throw refused(file, what + " is no JSON object");
  }

  private static List<?> list(Object json, Path file) {
    if (json instanceof List<?> list) return list;
    throw refused(file, "a list of its landmarks is missing");
  }

  private static Object json(String text, Path file) {
    final JsonFactory json =
        JsonFactory.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();
    try (JsonParser parser = json.createParser(text)) {
      parser.nextToken();
      return value(parser);
    } catch (IOException e) {
      throw refused(file, "it is no JSON, or cut off");
    }
  }

  /** Maps, lists, and the text of all else. */
  private static Object value(JsonParser parser) throws IOException {
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      final Map<String, Object> map = new LinkedHashMap<>();
      while (next(parser) != JsonToken.END_OBJECT) {
        final String key = parser.currentName();
        next(parser);
        map.put(key, value(parser));
      }
      return map;
    }
    if (parser.currentToken() == JsonToken.START_ARRAY) {
      final List<Object> list = new ArrayList<>();
      while (next(parser) != JsonToken.END_ARRAY) list.add(value(parser));
      return list;
    }
    return parser.getText();
  }

  private static JsonToken next(JsonParser parser) throws IOException {
    final JsonToken token = parser.nextToken();
    if (token == null) throw new IOException("end of file");
    return token;
  }

  /**
   * Writes landmarks, as a project if the name ends in {@code .json}. A project says nothing about
   * the images; they are to be open in BigWarp when it is loaded.
   */
  public static void write(BigWarpLandmarks landmarks, Path file) {
    try {
      TextFile.write(file, isProject(file) ? projectText(landmarks) : tableText(landmarks));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String tableText(BigWarpLandmarks landmarks) throws IOException {
    final StringBuilder text = new StringBuilder();
    try (CSVPrinter csv = new CSVPrinter(text, CSV)) {
      for (BigWarpLandmarks.Point p : landmarks.points()) {
        final double[] m = p.moving(), f = p.fixed();
        csv.printRecord(p.name(), p.active(), m[0], m[1], m[2], f[0], f[1], f[2]);
      }
    }
    return text.toString();
  }

  private static String projectText(BigWarpLandmarks landmarks) throws IOException {
    final StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
      json.writeStartObject();
      json.writeObjectFieldStart("Transform");
      json.writeStringField("type", landmarks.kind().toString());
      json.writeObjectFieldStart("landmarks");
      json.writeStringField("type", "BigWarpLandmarks");
      json.writeNumberField("numDimensions", 3);
      writePlaces(json, "movingPoints", landmarks, BigWarpLandmarks.Point::moving);
      writePlaces(json, "fixedPoints", landmarks, BigWarpLandmarks.Point::fixed);
      json.writeArrayFieldStart("active");
      for (BigWarpLandmarks.Point p : landmarks.points()) json.writeBoolean(p.active());
      json.writeEndArray();
      json.writeArrayFieldStart("names");
      for (BigWarpLandmarks.Point p : landmarks.points()) json.writeString(p.name());
      json.writeEndArray();
      json.writeEndObject();
      json.writeEndObject();
      json.writeEndObject();
    }
    return text.append('\n').toString();
  }

  private static void writePlaces(
      JsonGenerator json,
      String name,
      BigWarpLandmarks landmarks,
      Function<BigWarpLandmarks.Point, double[]> side)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (BigWarpLandmarks.Point p : landmarks.points()) json.writeArray(side.apply(p), 0, 3);
    json.writeEndArray();
  }

  private static InputException refused(Path file, String why) {
    return new InputException(
        file + " cannot be read as landmarks of BigWarp: " + why.replaceAll("\\s+", " ") + ".");
  }
}
