package org.myelon.segment.nnunet;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.myelon.step.InputException;
import org.myelon.step.JsonValue;

/**
 * What nnU-Net planned for a data set, from {@code plans.json} of nnU-Net v2 (Isensee et al., Nat
 * Methods 2021), in the form of version 2.2 or of later ones.
 */
public final class Plans {

  private final JsonValue json;
  private final List<Integer> transposeForward;
  private final List<Integer> transposeBackward;

  private Plans(JsonValue json) {
    this.json = json;
    this.transposeForward = permutation(json.get("transpose_forward"));
    this.transposeBackward = permutation(json.get("transpose_backward"));
  }

  /**
   * Reads the file.
   *
   * @throws InputException if it is missing or damaged
   */
  public static Plans read(Path file) {
    return of(JsonValue.read(file));
  }

  static Plans of(JsonValue json) {
    return new Plans(json);
  }

  private static List<Integer> permutation(JsonValue json) {
    final List<Integer> axes = json.integers();
    if (!axes.stream().sorted().toList().equals(IntStream.range(0, 3).boxed().toList()))
      throw new InputException(json.place() + " is " + axes + ", which is no order of three axes.");
    return axes;
  }

  /** Which axis of the array z, y, x becomes the first, second and third for the network. */
  public List<Integer> transposeForward() {
    return transposeForward;
  }

  /** Which axis of the network's array becomes z, y and x again. */
  public List<Integer> transposeBackward() {
    return transposeBackward;
  }

  /** The name of the plans, such as nnUNetPlans. */
  public String name() {
    return json.find("plans_name").map(JsonValue::text).orElse("nnUNetPlans");
  }

  /** The name of the data set that they are for. */
  public String dataset() {
    return json.find("dataset_name").map(JsonValue::text).orElse("");
  }

  /** nnU-Net's class that reads images: NibabelIO, NibabelIOWithReorient, SimpleITKIO… */
  public Optional<String> reader() {
    return json.find("image_reader_writer").map(JsonValue::text);
  }

  /** The names of the networks that are planned. */
  public List<String> configurations() {
    return json.get("configurations").keys();
  }

  /**
   * One network and its rules.
   *
   * @param name such as 3d_fullres
   * @param dataset says how many channels go in and come out
   * @throws InputException if it is not there, or of a kind that cannot be run, such as the second
   *     stage of a cascade
   */
  public Configuration configuration(String name, DatasetDescription dataset) {
    return new ConfigurationPlan(
            resolved(name, new ArrayList<>()),
            json.find("foreground_intensity_properties_per_channel")
                .or(() -> json.find("foreground_intensity_properties_by_modality")),
            dataset)
        .named(name);
  }

  /** A configuration with all that it inherits. */
  private JsonValue resolved(String name, List<String> heirs) {
    final JsonValue all = json.get("configurations");
    final JsonValue own =
        all.find(name)
            .orElseThrow(
                () ->
                    new InputException(
                        all.place() + " lacks '" + name + "'; there is " + all.keys() + "."));
    if (heirs.contains(name))
      throw new InputException(own.place() + " inherits from itself through " + heirs + ".");
    heirs.add(name);
    return own.find("inherits_from")
        .map(parent -> resolved(parent.text(), heirs).with(own))
        .orElse(own);
  }
}
