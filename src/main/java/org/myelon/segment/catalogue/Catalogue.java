package org.myelon.segment.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.myelon.step.InputException;
import org.myelon.step.JsonValue;
import org.myelon.step.Spelling;

/**
 * The models that are known by name: the tasks of {@code sct_deepseg}, and our own.
 *
 * @param asOf year and month in which its addresses were collected
 * @param models in the order in which they are shown
 */
public record Catalogue(String asOf, List<CatalogueModel> models) {

  private static final String FILE = "/org/myelon/models/catalogue.json";

  public Catalogue {
    models = List.copyOf(models);
  }

  /** The one in this jar. */
  public static Catalogue builtIn() {
    try (InputStream in = Catalogue.class.getResourceAsStream(FILE)) {
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a catalogue.
   *
   * @throws InputException if a part of it is missing
   */
  static Catalogue parse(String text) {
    final JsonValue json = JsonValue.parse(text, "The catalogue of models");
    return new Catalogue(
        json.get("as_of").text(),
        json.get("models").items().stream().map(CatalogueModel::of).toList());
  }

  /** A model by its name. */
  public Optional<CatalogueModel> find(String name) {
    return models.stream().filter(m -> m.name().equals(name)).findFirst();
  }

  /**
   * A model by its name.
   *
   * @throws InputException if there is none of that name, naming the nearest
   */
  public CatalogueModel get(String name) {
    return find(name).orElseThrow(() -> unknown(name));
  }

  /** Says that there is none of that name. */
  InputException unknown(String name) {
    return new InputException(
        "There is no model '" + name + "'" + hint(name) + ": List Models has all.");
  }

  /** " (did you mean 'x'?)", or nothing if no name is near. */
  String hint(String name) {
    return Spelling.hint(name, models.stream().map(CatalogueModel::name).toList());
  }
}
