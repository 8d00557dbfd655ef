package org.myelon.vertebra.network;

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
 * What the network is and what it sees: a plain two-dimensional U-Net on windows of a {@link
 * CordSlab}. It takes three sagittal planes as channels and gives three heat maps before the
 * sigmoid: the posterior tips of all discs, that of C2/C3, and the pontomedullary junction.
 *
 * @param name also of its folder
 * @param version of the weights: a date
 * @param window what it sees at a time
 * @param architecture of the U-Net
 */
public record DiscModel(String name, String version, Window window, UNetArchitecture architecture) {

  /** Name of the model that comes with Myelon. */
  public static final String BUILT_IN = "discs";

  /** How {@code model.json} says that it is one of these. */
  public static final String KIND = "discs";

  /** Planes of a slab: right, middle, left. */
  public static final int PLANES = 3;

  /** Heat maps, in this order. */
  public static final int DISC = 0, C2_C3 = 1, PMJ = 2, MAPS = 3;

  /**
   * A window of the slab: columns from the back to the front, rows upwards along the cord.
   *
   * @param spacing of its pixels in mm
   * @param columns from back to front
   * @param rows along the cord
   * @param behind mm from the first column forward to the middle of the cord
   * @param aside mm from the middle plane to the other two
   */
  public record Window(double spacing, int columns, int rows, double behind, double aside) {

    /** 64 mm from 20 mm behind the cord to 43 mm before it, 192 mm along it. */
    public static Window standard() {
      return new Window(1, 64, 192, 20, 4);
    }

    /**
     * @throws InputException if it is empty
     */
    public Window {
      if (!(spacing > 0) || columns < 1 || rows < 1 || !(aside >= 0) || Double.isNaN(behind))
        throw new InputException("The window of a disc model is empty.");
    }

    /** Pixels of one plane. */
    public int pixels() {
      return rows * columns;
    }
  }

  /**
   * @throws InputException if the network cannot take such a window
   */
  public DiscModel {
    if (architecture.dimensions() != 2
        || architecture.inputs() != PLANES
        || architecture.outputs() != MAPS)
      throw new InputException(
          "Model " + name + " is no disc model: that takes 3 planes and gives 3 heat maps.");
    final int[] multiple = architecture.multiple();
    if (window.rows() % multiple[0] != 0 || window.columns() % multiple[1] != 0)
      throw new InputException(
          "The window of model %s must be a multiple of %d x %d pixels."
              .formatted(name, multiple[0], multiple[1]));
  }

  /**
   * A plain U-Net for the standard window.
   *
   * @param features channels of each stage, from full resolution down
   * @throws InputException if the window cannot be halved so often
   */
  public static DiscModel of(String name, String version, int... features) {
    final List<Stage> stages = new ArrayList<>();
    for (int f : features) {
      final int stride = stages.isEmpty() ? 1 : 2;
      stages.add(new Stage(f, List.of(3, 3), List.of(stride, stride), 2));
    }
    return new DiscModel(
        name,
        version,
        Window.standard(),
        new UNetArchitecture(
            Encoder.PLAIN,
            PLANES,
            MAPS,
            stages,
            Collections.nCopies(stages.size() - 1, 2),
            true,
            1e-5f,
            0.01f));
  }

  /** The text of {@code model.json}. */
  public String json() {
    final Map<String, Object> json = new LinkedHashMap<>();
    json.put("kind", KIND);
    json.put("name", name);
    json.put("version", version);
    json.put("spacing_mm", window.spacing());
    json.put("columns", window.columns());
    json.put("rows", window.rows());
    json.put("behind_mm", window.behind());
    json.put("aside_mm", window.aside());
    json.put("architecture", UNetJson.of(architecture));
    return Json.write(json);
  }

  /**
   * @param text as {@link #json} makes it
   * @param file its name, for the message
   * @throws InputException if it is not the description of a disc model
   */
  public static DiscModel parse(String text, String file) {
    final JsonValue json = JsonValue.parse(text, file);
    if (!json.find("kind").map(JsonValue::text).equals(Optional.of(KIND)))
      throw new InputException(file + " does not describe a disc model.");
    return new DiscModel(
        json.get("name").text(),
        json.get("version").text(),
        new Window(
            json.get("spacing_mm").number(),
            json.get("columns").integer(),
            json.get("rows").integer(),
            json.get("behind_mm").number(),
            json.get("aside_mm").number()),
        UNetJson.read(json.get("architecture")));
  }
}
