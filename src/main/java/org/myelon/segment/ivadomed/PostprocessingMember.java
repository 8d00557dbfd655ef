package org.myelon.segment.ivadomed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.myelon.step.InputException;
import org.myelon.step.JsonValue;

/** The member {@code postprocessing} of a package's file. */
final class PostprocessingMember {

  private PostprocessingMember() {}

  /**
   * @param given the member, if it is there
   * @param outputs how many the network has
   * @throws InputException if it holds what is not known, naming it
   */
  static Postprocessing read(Optional<JsonValue> given, int outputs) {
    final List<Cleaning> all = new ArrayList<>();
    for (String name : given.map(JsonValue::keys).orElse(List.of()))
      given.get().find(name).flatMap(v -> cleaning(name, v, outputs)).ifPresent(all::add);
    return new Postprocessing(all);
  }

  /** Nothing where its threshold switches it off. */
  private static Optional<Cleaning> cleaning(String name, JsonValue value, int outputs) {
    return switch (name) {
      case "remove_noise" -> threshold(value).map(Cleaning.RemoveNoise::new);
      case "keep_largest" -> Optional.of(new Cleaning.KeepLargest(1));
      case "binarize_prediction" -> threshold(value).map(Cleaning.Binarize::new);
      case "binarize_maxpooling" -> Optional.of(new Cleaning.TakeLargest());
      case "fill_holes" -> Optional.of(new Cleaning.FillHoles());
      case "remove_small" -> Optional.of(removeSmall(value, outputs));
      case "uncertainty", "threshold_uncertainty" -> {
        if (threshold(value).isPresent())
          throw new InputException(
              value.place() + " needs images of the uncertainty, which are not made.");
        yield Optional.empty();
      }
      default ->
          throw new InputException(value.place() + " is a way of cleaning that is not known.");
    };
  }

  private static Optional<Double> threshold(JsonValue value) {
    final double threshold = value.get("thr").number();
    if (Double.isNaN(threshold))
      throw new InputException(value.get("thr").place() + " is no threshold.");
    return Optional.of(threshold).filter(t -> t >= 0);
  }

  private static Cleaning removeSmall(JsonValue value, int outputs) {
    final JsonValue thr = value.get("thr"), unit = value.get("unit");
    final List<Double> sizes = thr.isList() ? thr.numbers() : List.of(thr.number());
    if (sizes.isEmpty()
        || sizes.size() > 1 && sizes.size() != outputs
        || sizes.stream().anyMatch(s -> !Double.isFinite(s)))
      throw new InputException(thr.place() + " is neither one size nor one for each output.");
    return switch (unit.text()) {
      case "vox" -> new Cleaning.RemoveSmall(sizes, false);
      case "mm3" -> new Cleaning.RemoveSmall(sizes, true);
      default -> throw new InputException(unit.place() + " is neither vox nor mm3.");
    };
  }
}
