package org.myelon.segment.network;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.myelon.segment.network.UNetArchitecture.Encoder;
import org.myelon.segment.network.UNetArchitecture.Stage;
import org.myelon.step.InputException;
import org.myelon.step.JsonValue;

/** A {@link UNetArchitecture} as an object of JSON. */
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
   * @throws InputException if something is missing or of another kind; says where
   */
  public static UNetArchitecture read(JsonValue json) {
    return new UNetArchitecture(
        encoder(json.get("encoder")),
        json.get("inputs").integer(),
        json.get("outputs").integer(),
        json.get("stages").items().stream().map(UNetJson::stage).toList(),
        json.get("decoder_convolutions").integers(),
        json.get("bias").truth(),
        (float) json.get("epsilon").number(),
        (float) json.get("leak").number());
  }

  private static Encoder encoder(JsonValue name) {
    for (Encoder e : Encoder.values()) if (e.name().equalsIgnoreCase(name.text())) return e;
    throw new InputException(name.place() + " names no kind of encoder: '" + name.text() + "'.");
  }

  private static Stage stage(JsonValue json) {
    return new Stage(
        json.get("features").integer(),
        json.get("kernel").integers(),
        json.get("stride").integers(),
        json.get("blocks").integer());
  }
}
