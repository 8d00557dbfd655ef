package org.myelon.segment.training;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.myelon.segment.axial.AxialModel;
import org.myelon.segment.training.TrainAxialModel.Result;
import org.myelon.segment.training.TrainAxialModel.Settings;

/**
 * What a user of a model has to know, made from the facts of its training (Mitchell et al., Model
 * Cards for Model Reporting, 2019). What it is not good for is left to be written by a person.
 *
 * @param model that was trained
 * @param data one line for each image or source learnt from: name, and what marked it
 * @param start what it began with: another model or random weights
 * @param device as it says itself
 * @param settings of the training
 */
public record ModelCard(
    AxialModel model, List<String> data, String start, String device, Settings settings) {

  /** The text of {@code MODEL_CARD.md}. */
  public String text(Result result) {
    final StringBuilder text = new StringBuilder();
    text.append("# Model ").append(model.name()).append("\n\nFinds: ").append(model.target());
    text.append(
        ". Sees axial slices with their neighbours, %d x %d pixels of %s mm.%n%n"
            .formatted(model.pixels(), model.pixels(), model.spacing()));
    text.append("## Training\n\n");
    line(text, "Began with", start);
    line(text, "Steps", result.steps() + " of " + settings.batch() + " windows");
    line(text, "Time", "%.0f s on %s".formatted(result.seconds(), device));
    line(text, "Loss", "soft Dice and binary cross entropy, in the end " + last(result));
    final double peak = settings.optimiser().learningRate().peak();
    line(text, "Optimiser", "AdamW, learning rate " + peak + " with cosine");
    line(text, "Kept", "running average of the weights, in half precision");
    line(text, "Seed", "" + settings.seed());
    text.append("\n## Data\n\n");
    data.forEach(d -> text.append("- ").append(d).append('\n'));
    text.append("\n## Validation\n\n");
    validation(text, result.dice());
    text.append("\n## Limits\n\nTo be written by who trained it: what it was not tried on.\n");
    return text.toString();
  }

  private static String last(Result result) {
    return decimals(result.curve().get(result.curve().size() - 1).loss());
  }

  private static void validation(StringBuilder text, Map<String, Double> dice) {
    if (dice.isEmpty()) {
      text.append("None: all images were learnt from.\n");
      return;
    }
    text.append("Dice per image that was not learnt from, windows placed by its mask:\n\n");
    text.append("| image | Dice |\n|---|---|\n");
    dice.forEach((name, d) -> text.append("| %s | %s |%n".formatted(name, decimals(d))));
    text.append("| mean | %s |%n".formatted(decimals(Validation.mean(dice))));
  }

  private static String decimals(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append("- ").append(name).append(": ").append(value).append('\n');
  }
}
