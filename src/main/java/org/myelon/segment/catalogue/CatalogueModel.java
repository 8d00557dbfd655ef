package org.myelon.segment.catalogue;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.myelon.step.InputException;
import org.myelon.step.JsonValue;

/**
 * A model that is known by its name.
 *
 * @param name of the task, as SCT calls it where SCT has it
 * @param title what it finds, in a few words
 * @param description more of it
 * @param kind how it is run
 * @param resource folder in this jar of a built-in one; empty for others
 * @param contrasts of images it was trained on
 * @param classes what it finds
 * @param orientation images are brought to, in SCT's letters, unless the model says another
 * @param folds which networks of several are taken, empty for all
 * @param cropFirst whether it was trained on images cropped round the cord
 * @param threshold above which a probability counts; empty for what the model says
 * @param version of its release
 * @param addresses of its archives: all are needed, each holds other folds of one model
 * @param sha256 fingerprints of the archives, empty where not known
 * @param project where it comes from
 * @param citation the paper
 */
public record CatalogueModel(
    String name,
    String title,
    String description,
    Kind kind,
    String resource,
    List<String> contrasts,
    List<String> classes,
    String orientation,
    String folds,
    boolean cropFirst,
    Optional<Double> threshold,
    String version,
    List<String> addresses,
    List<String> sha256,
    String project,
    String citation) {

  /** How a model is run. */
  public enum Kind {
    /** Folder of nnU-Net v2. */
    NNUNET,
    /** Package of ivadomed, or two, of which one finds the cord for the other. */
    IVADOMED,
    /** Comes with Myelon. */
    BUILT_IN
  }

  public CatalogueModel {
    contrasts = List.copyOf(contrasts);
    classes = List.copyOf(classes);
    addresses = List.copyOf(addresses);
    sha256 = List.copyOf(sha256);
  }

  /** A model that is not in the catalogue. */
  static CatalogueModel unknown(String name) {
    final List<String> none = List.of();
    return new CatalogueModel(
        name,
        "",
        "",
        Kind.NNUNET,
        "",
        none,
        none,
        "",
        "",
        false,
        Optional.empty(),
        "",
        none,
        none,
        "",
        "");
  }

  /**
   * Reads one.
   *
   * @throws InputException if something that all have is missing
   */
  static CatalogueModel of(JsonValue json) {
    return new CatalogueModel(
        json.get("name").text(),
        json.get("title").text(),
        json.get("description").text(),
        kind(json.get("kind")),
        text(json, "resource"),
        texts(json, "contrasts"),
        texts(json, "classes"),
        text(json, "orientation"),
        text(json, "folds"),
        json.find("crop_first").map(JsonValue::truth).orElse(false),
        json.find("threshold").map(JsonValue::number),
        text(json, "version"),
        texts(json, "addresses"),
        texts(json, "sha256"),
        text(json, "project"),
        text(json, "citation"));
  }

  private static Kind kind(JsonValue json) {
    try {
      return Kind.valueOf(json.text().toUpperCase(Locale.ROOT).replace('-', '_'));
    } catch (IllegalArgumentException e) {
      throw new InputException(json.place() + " is no kind of model: " + json.text() + ".", e);
    }
  }

  private static String text(JsonValue json, String name) {
    return json.find(name).map(JsonValue::text).orElse("");
  }

  private static List<String> texts(JsonValue json, String name) {
    return json.find(name)
        .map(list -> list.items().stream().map(JsonValue::text).toList())
        .orElse(List.of());
  }

  /** Whether all words occur in what is said of it. */
  boolean matches(String words) {
    final String all =
        String.join(
                " ",
                List.of(
                    name,
                    title,
                    description,
                    String.join(" ", contrasts),
                    String.join(" ", classes)))
            .toLowerCase(Locale.ROOT);
    return List.of(words.toLowerCase(Locale.ROOT).strip().split("[\\s,]+")).stream()
        .allMatch(all::contains);
  }
}
