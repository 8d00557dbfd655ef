package org.myelon.segment.nnunet;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.myelon.image.Orientation;
import org.myelon.step.InputException;
import org.myelon.step.JsonValue;

/**
 * What a model takes and gives, from {@code dataset.json}.
 *
 * @param channels names of the images it takes, in order
 * @param labels name to value, or to several values where the name stands for a region; without the
 *     label "ignore"
 * @param regionOrder the value written for each region, later ones over earlier ones; empty unless
 *     {@link #regions()}
 * @param fileEnding of the images it was trained on
 * @param reader nnU-Net's class that reads them, if it says so
 * @param orientation in which SCT gives an image to the model, if it says so
 */
public record DatasetDescription(
    List<String> channels,
    Map<String, List<Integer>> labels,
    List<Integer> regionOrder,
    String fileEnding,
    Optional<String> reader,
    Optional<Orientation> orientation) {

  private static final String IGNORE = "ignore";
  private static final String BACKGROUND = "background";

  public DatasetDescription {
    channels = List.copyOf(channels);
    final Map<String, List<Integer>> copy = new LinkedHashMap<>();
    labels.forEach((name, values) -> copy.put(name, List.copyOf(values)));
    labels = Collections.unmodifiableMap(copy);
    regionOrder = List.copyOf(regionOrder);
  }

  /**
   * Reads the file.
   *
   * @throws InputException if it is missing, damaged, or contradicts itself
   */
  public static DatasetDescription read(Path file) {
    return of(JsonValue.read(file));
  }

  static DatasetDescription of(JsonValue json) {
    final Map<String, List<Integer>> labels = labels(json.get("labels"));
    final DatasetDescription dataset =
        new DatasetDescription(
            channels(json),
            labels,
            hasRegions(labels) ? json.get("regions_class_order").integers() : List.of(),
            json.find("file_ending").map(JsonValue::text).orElse(".nii.gz"),
            json.find("overwrite_image_reader_writer").map(JsonValue::text),
            json.find("image_orientation").map(DatasetDescription::orientation));
    dataset.check(json.place());
    return dataset;
  }

  private static Orientation orientation(JsonValue code) {
    try {
      return Orientation.parse(code.text());
    } catch (InputException e) {
      throw new InputException(code.place() + ": " + e.getMessage(), e);
    }
  }

  /** The keys are "0", "1", …; nnU-Net takes them in the order of their numbers. */
  private static List<String> channels(JsonValue json) {
    final JsonValue names =
        json.find("channel_names")
            .or(() -> json.find("modality"))
            .orElseGet(() -> json.get("channel_names"));
    final Map<Integer, String> byNumber = new TreeMap<>();
    for (String key : names.keys()) byNumber.put(number(key, names), names.get(key).text());
    return List.copyOf(byNumber.values());
  }

  private static int number(String key, JsonValue names) {
    try {
      return Integer.parseInt(key);
    } catch (NumberFormatException e) {
      throw new InputException(names.place() + ": '" + key + "' is no number of a channel.", e);
    }
  }

  private static Map<String, List<Integer>> labels(JsonValue json) {
    final Map<String, List<Integer>> labels = new LinkedHashMap<>();
    for (String name : json.keys()) {
      final JsonValue value = json.get(name);
      if (!name.equals(IGNORE))
        labels.put(name, value.isList() ? value.integers() : List.of(value.integer()));
    }
    return labels;
  }

  private static boolean hasRegions(Map<String, List<Integer>> labels) {
    return labels.values().stream().anyMatch(values -> values.size() > 1);
  }

  private void check(String place) {
    if (channels.isEmpty()) throw new InputException(place + " names no channel.");
    final List<Integer> values = values();
    if (!regions() && !values.equals(IntStream.range(0, values.size()).boxed().toList()))
      throw new InputException(
          place + ": the labels are " + values + ", and must be 0, 1, 2 and so on.");
    if (regions() && regionOrder.size() != outputNames().size())
      throw new InputException(
          place
              + ": 'regions_class_order' has "
              + regionOrder.size()
              + " values for "
              + outputNames().size()
              + " regions.");
    if (outputs() < (regions() ? 1 : 2)) throw new InputException(place + " names no label.");
  }

  /** All values that occur, ascending, with the background's. */
  private List<Integer> values() {
    return List.copyOf(
        labels.values().stream()
            .flatMap(List::stream)
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  /**
   * Whether the outputs are regions that may overlap (each with a sigmoid), not labels of which
   * each voxel has one (softmax).
   */
  public boolean regions() {
    return hasRegions(labels);
  }

  /** Channels of the network's output: labels with the background, or regions without it. */
  public int outputs() {
    return regions() ? outputNames().size() : values().size();
  }

  /**
   * What each channel of the network's output stands for. Labels by their value, "background"
   * first; regions in the order of the file.
   */
  public List<String> outputNames() {
    final List<Map.Entry<String, List<Integer>>> all = new ArrayList<>(labels.entrySet());
    if (regions())
      all.removeIf(e -> e.getKey().equals(BACKGROUND) || e.getValue().equals(List.of(0)));
    else all.sort(Comparator.comparingInt(e -> e.getValue().get(0)));
    return all.stream().map(Map.Entry::getKey).toList();
  }
}
