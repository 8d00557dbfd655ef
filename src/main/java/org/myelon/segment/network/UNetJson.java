package org.myelon.segment.network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.myelon.segment.network.UNetArchitecture.Encoder;
import org.myelon.segment.network.UNetArchitecture.Stage;
import org.myelon.step.InputException;

/** A {@link UNetArchitecture} as an object of JSON, see {@link org.myelon.step.Json}. */
public final class UNetJson {

  private UNetJson() {}

  public static Map<String, Object> of(UNetArchitecture a) {
    final Map<String, Object> json = new LinkedHashMap<>();
    json.put("encoder", a.encoder().name().toLowerCase(Locale.ROOT));
    json.put("inputs", a.inputs());
    json.put("outputs", a.outputs());
    json.put("stages", a.stages().stream().map(UNetJson::of).toList());
    json.put("decoder_convolutions", a.decoderConvolutions());
    json.put("bias", a.bias());
    json.put("epsilon", a.epsilon());
    json.put("leak", a.leak());
    return json;
  }

  private static Map<String, Object> of(Stage stage) {
    final Map<String, Object> json = new LinkedHashMap<>();
    json.put("features", stage.features());
    json.put("kernel", stage.kernel());
    json.put("stride", stage.stride());
    json.put("blocks", stage.blocks());
    return json;
  }

  /**
   * @param json as {@link #of} makes it
   * @param name of the file, for the message
   * @throws InputException if something is missing or of another kind
   */
  public static UNetArchitecture read(Object json, String name) {
    try {
      final Map<?, ?> map = (Map<?, ?>) json;
      final List<Stage> stages = new ArrayList<>();
      for (Object stage : (List<?>) map.get("stages")) stages.add(stage((Map<?, ?>) stage));
      return new UNetArchitecture(
          Encoder.valueOf(((String) map.get("encoder")).toUpperCase(Locale.ROOT)),
          ((Number) map.get("inputs")).intValue(),
          ((Number) map.get("outputs")).intValue(),
          stages,
          integers(map.get("decoder_convolutions")),
          (Boolean) map.get("bias"),
          ((Number) map.get("epsilon")).floatValue(),
          ((Number) map.get("leak")).floatValue());
    } catch (ClassCastException | NullPointerException | IllegalArgumentException e) {
      throw new InputException(name + " does not describe a U-Net completely: fetch it again.", e);
    }
  }

  private static Stage stage(Map<?, ?> map) {
    return new Stage(
        ((Number) map.get("features")).intValue(),
        integers(map.get("kernel")),
        integers(map.get("stride")),
        ((Number) map.get("blocks")).intValue());
  }

  private static List<Integer> integers(Object list) {
    return ((List<?>) list).stream().map(n -> ((Number) n).intValue()).toList();
  }
}
