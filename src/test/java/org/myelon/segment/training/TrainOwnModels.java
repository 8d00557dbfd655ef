package org.myelon.segment.training;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.myelon.image.Volume;
import org.myelon.phantom.Contrast;
import org.myelon.phantom.SpinePhantom;
import org.myelon.phantom.Subject;
import org.myelon.segment.axial.AxialModel;
import org.myelon.segment.network.ComputeDevice;
import org.myelon.step.Progress;

/**
 * Trains one of our own models, by hand. Arguments: name of the model (localiser, cord,
 * graymatter), the shared folder, the output folder, then any of {@code steps= minutes= batch=
 * learningRate= device= seed= threads= start=FOLDER leaveOut=person,person
 * synthetic=true|only|false share=0.5}. Run again with the same arguments, it goes on from its last
 * checkpoint.
 *
 * <p>On a machine that does other work as well, set {@code GOMP_SPINCOUNT=0} in the environment:
 * else the threads of PyTorch wait for each other in busy loops, and a training takes more than
 * three times as long (measured at eight processes on two cores).
 */
public final class TrainOwnModels {

  /** Weight of each phantom; an image with a manual mask has one of 1. */
  private static final double PHANTOM = 0.3;

  private TrainOwnModels() {}

  public static void main(String[] args) {
    final AxialModel model = model(args[0]);
    final Path shared = Path.of(args[1]), output = Path.of(args[2]);
    final Map<String, String> options = options(args);
    final Set<String> leftOut =
        Arrays.stream(options.getOrDefault("leaveOut", "").split(","))
            .filter(s -> !s.isEmpty())
            .collect(Collectors.toSet());
    final String synthetic = options.getOrDefault("synthetic", "true");
    final List<String> data = new ArrayList<>();
    final List<MixedSource.Part> parts = new ArrayList<>();
    final List<ValidationImage> heldOut = new ArrayList<>();
    for (OwnData image : OwnData.ALL) {
      if (image.mask(model.target()) == null) continue;
      final Volume pixels = OwnData.read(shared, image.image());
      final Volume mask = OwnData.readMask(shared, image.mask(model.target()));
      if (leftOut.contains(image.person())) heldOut.add(ValidationImage.of(pixels, mask, model));
      else if (!synthetic.equals("only")) {
        final LabelledImage labelled =
            LabelledImage.of(pixels, mask).withSlicesBelow(image.below());
        parts.add(new MixedSource.Part(WindowSource.of(labelled, model), image.weight()));
        data.add(image.image() + ", mask " + image.mask(model.target()));
      }
    }
    if (!synthetic.equals("false") && model.target().equals(AxialModel.cord().target())) {
      for (Contrast contrast : Contrast.values())
        parts.add(new MixedSource.Part(WindowSource.of(phantom(contrast), model), PHANTOM));
      data.add("the synthetic spine in " + Contrast.values().length + " contrasts");
    }
    if (!synthetic.equals("false")) {
      final double share = Double.parseDouble(options.getOrDefault("share", "0.5"));
      final double real = parts.stream().mapToDouble(MixedSource.Part::weight).sum();
      parts.add(
          new MixedSource.Part(
              DrawnBodies.source(DrawnBodies.labels(shared), model),
              parts.isEmpty() ? 1 : real * share / (1 - share)));
      data.add("bodies drawn at random around cord, grey matter and vertebrae of PAM50");
    }
    final SampleSource samples = new MixedSource(parts);
    final TrainAxialModel.Settings settings = settings(options);
    final String start = options.get("start");
    final StartingModel begin =
        start == null
            ? new StartingModel(model, null, "random weights")
            : StartingModel.of(start).named(model.name(), model.version());
    final ComputeDevice device =
        ComputeDevice.open(options.getOrDefault("device", "auto"), Progress.NONE);
    System.out.println(model.name() + " from " + data.size() + " images on " + device);
    final TrainAxialModel.Result result =
        TrainAxialModel.train(
            begin,
            samples,
            heldOut,
            output,
            settings,
            device,
            TrainOwnModels::print,
            Progress.NONE);
    final ModelCard card = new ModelCard(model, data, begin.name(), device.toString(), settings);
    TrainedModelFiles.write(output, card, result);
    System.out.println(card.text(result));
  }

  /** Another noise than that of the embedded subject, on which the demo is judged. */
  private static LabelledImage phantom(Contrast contrast) {
    final Subject subject =
        SpinePhantom.draw(
            new SpinePhantom.Settings(
                SpinePhantom.Settings.defaults().grid(), contrast, 0.05, 0.3, 101),
            Progress.NONE);
    return LabelledImage.of(subject.image(), subject.cordFraction());
  }

  private static AxialModel model(String name) {
    return switch (name) {
      case "localiser" -> AxialModel.localiser();
      case "cord" -> AxialModel.cord();
      case "graymatter" -> AxialModel.grayMatter();
      default -> throw new IllegalArgumentException("no model " + name);
    };
  }

  private static Map<String, String> options(String[] args) {
    final Map<String, String> options = new HashMap<>();
    for (int i = 3; i < args.length; i++) {
      final String[] pair = args[i].split("=", 2);
      options.put(pair[0], pair[1]);
    }
    return options;
  }

  private static TrainAxialModel.Settings settings(Map<String, String> options) {
    final TrainAxialModel.Settings d = TrainAxialModel.Settings.DEFAULT;
    return d.withSchedule(schedule(options))
        .withOptimiser(d.optimiser().withLearningRate(learningRate(options)))
        .withBatch(Integer.parseInt(options.getOrDefault("batch", "" + d.batch())))
        .withThreads(Integer.parseInt(options.getOrDefault("threads", "" + d.threads())))
        .withSeed(Long.parseLong(options.getOrDefault("seed", "" + d.seed())));
  }

  private static Schedule schedule(Map<String, String> options) {
    final Schedule d = Schedule.DEFAULT;
    final int steps =
        options.containsKey("minutes") && !options.containsKey("steps")
            ? Integer.MAX_VALUE
            : Integer.parseInt(options.getOrDefault("steps", "" + d.steps()));
    return new Schedule(
        steps,
        Double.parseDouble(options.getOrDefault("minutes", "0")),
        d.rowEvery(),
        Integer.parseInt(options.getOrDefault("checkEvery", "" + d.checkEvery())));
  }

  private static LearningRate learningRate(Map<String, String> options) {
    final LearningRate d = Optimiser.DEFAULT.learningRate();
    return new LearningRate(
        Double.parseDouble(options.getOrDefault("learningRate", "" + d.peak())), d.warmUp());
  }

  private static void print(TrainingRow row) {
    System.out.printf(
        Locale.ROOT,
        "%7d  loss %.4f  rate %.6f  %s  %.0f s%n",
        row.step(),
        row.loss(),
        row.learningRate(),
        Double.isNaN(row.dice()) ? "" : String.format(Locale.ROOT, "Dice %.4f", row.dice()),
        row.seconds());
  }
}
