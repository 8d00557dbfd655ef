package org.myelon.segment.axial;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.myelon.segment.network.UNetArchitecture;
import org.myelon.segment.network.UNetArchitecture.Encoder;
import org.myelon.segment.network.UNetArchitecture.Stage;
import org.myelon.segment.network.UNetJson;
import org.myelon.step.InputException;
import org.myelon.step.Json;
import org.myelon.step.JsonValue;

/**
 * One of our own networks: a two-dimensional U-Net that sees a square window of an axial slice
 * together with its two neighbours, see {@link AxialWindow}, and says for every pixel how likely it
 * is the target (one channel, before the sigmoid).
 *
 * @param name also of its folder
 * @param version of the weights, in a paper's words: a number or a date
 * @param target what it finds, in the user's words: "spinal cord"
 * @param spacing of the window's pixels in mm
 * @param pixels of the window along each side
 * @param architecture of the U-Net
 */
public record AxialModel(
    String name,
    String version,
    String target,
    double spacing,
    int pixels,
    UNetArchitecture architecture) {

  /** Names of the models that come with Myelon. */
  public static final String LOCALISER = "localiser", CORD = "cord", GRAY_MATTER = "graymatter";

  /**
   * @throws InputException if the network cannot take such a window
   */
  public AxialModel {
    if (!(spacing > 0) || pixels < 1)
      throw new InputException("The window of model " + name + " is empty.");
    if (architecture.dimensions() != 2
        || architecture.inputs() != AxialWindow.CHANNELS
        || architecture.outputs() != 1)
      throw new InputException(
          "Model " + name + " is no axial model: that takes 3 channels of a plane and gives one.");
    for (int m : architecture.multiple())
      if (pixels % m != 0)
        throw new InputException(
            "The window of model " + name + " must be a multiple of " + m + " pixels.");
  }

  /** Finds the cord in whole axial slices. */
  public static AxialModel localiser() {
    return of(LOCALISER, "spinal cord", 1.5, 128, 8, 16, 32, 64, 64);
  }

  /** Outlines the cord. */
  public static AxialModel cord() {
    return of(CORD, "spinal cord", 0.5, 80, 16, 32, 64, 128, 128);
  }

  /** Outlines the grey matter. */
  public static AxialModel grayMatter() {
    return of(GRAY_MATTER, "grey matter", 0.25, 96, 16, 32, 64, 128, 128);
  }

  /**
   * A plain U-Net for a window.
   *
   * @param features channels of each stage, from full resolution down
   * @throws InputException if the window is empty or cannot be halved so often
   */
  public static AxialModel of(
      String name, String target, double spacing, int pixels, int... features) {
    final List<Stage> stages = new ArrayList<>();
    for (int f : features) {
      final int stride = stages.isEmpty() ? 1 : 2;
      stages.add(new Stage(f, List.of(3, 3), List.of(stride, stride), 2));
    }
    final UNetArchitecture network =
        new UNetArchitecture(
            Encoder.PLAIN,
            AxialWindow.CHANNELS,
            1,
            stages,
            Collections.nCopies(stages.size() - 1, 2),
            true,
            1e-5f,
            0.01f);
    return new AxialModel(name, "0", target, spacing, pixels, network);
  }

  public AxialModel withVersion(String other) {
    return new AxialModel(name, other, target, spacing, pixels, architecture);
  }

  /** Length of a window's side in mm. */
  public double side() {
    return pixels * spacing;
  }

  /** The text of {@code model.json}. */
  public String json() {
    final Map<String, Object> json = new LinkedHashMap<>();
    json.put("kind", KIND);
    json.put("name", name);
    json.put("version", version);
    json.put("target", target);
    json.put("spacing_mm", spacing);
    json.put("window_pixels", pixels);
    json.put("architecture", UNetJson.of(architecture));
    return Json.write(json);
  }

  /** How {@code model.json} says that it is one of these. */
  private static final String KIND = "axial";

  /**
   * @param text as {@link #json} makes it
   * @param file its name, for the message
   * @throws InputException if it is not the description of an axial model
   */
  public static AxialModel parse(String text, String file) {
    final JsonValue json = JsonValue.parse(text, file);
    if (!isOne(json)) throw new InputException(file + " does not describe an axial model.");
    return read(json);
  }

  /** Whether this is the description of an axial model. */
  public static boolean isOne(JsonValue json) {
    return json.find("kind").map(JsonValue::text).equals(Optional.of(KIND));
  }

  /**
   * @param json of which {@link #isOne} holds
   * @throws InputException if it lacks something or contradicts itself
   */
  public static AxialModel read(JsonValue json) {
    return new AxialModel(
        json.get("name").text(),
        json.get("version").text(),
        json.get("target").text(),
        json.get("spacing_mm").number(),
        json.get("window_pixels").integer(),
        UNetJson.read(json.get("architecture")));
  }
}
