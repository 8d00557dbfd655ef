package org.myelon.segment.inference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.myelon.image.Volume;
import org.myelon.segment.network.PatchNetwork;
import org.myelon.segment.nnunet.Preprocess;
import org.myelon.segment.nnunet.Preprocessed;
import org.myelon.segment.nnunet.Restore;
import org.myelon.segment.nnunet.Restored;
import org.myelon.step.InputException;
import org.myelon.step.Methods;
import org.myelon.step.Progress;

/** A {@link PatchModel} on one case, from the images to what is handed back. */
final class PatchRun {

  private final PatchModel model;
  private final RunModel.Settings settings;
  private final UsedDevice device;
  private double seconds;

  private PatchRun(PatchModel model, RunModel.Settings settings) {
    this.model = model;
    this.settings = settings;
    this.device = new UsedDevice(settings.device());
  }

  static RunModel.Result run(
      List<Volume> images, PatchModel model, RunModel.Settings settings, Progress progress) {
    requireChannels(images, model.name(), model.channels());
    return new PatchRun(model, settings).run(images, progress);
  }

  /**
   * @throws InputException if there are more or fewer images than channels
   */
  static void requireChannels(List<Volume> images, String model, List<String> channels) {
    final int wanted = channels.size();
    if (images.size() != wanted)
      throw new InputException(
          String.format(
              "The model %s takes %d image%s (%s), and %d %s given.",
              model,
              wanted,
              wanted == 1 ? "" : "s",
              String.join(", ", channels),
              images.size(),
              images.size() == 1 ? "was" : "were"));
  }

  private RunModel.Result run(List<Volume> images, Progress progress) {
    final Region region = Region.of(images.get(0), settings.focus());
    final Restored restored = restored(region.cut(images), progress.part(0, 0.97));
    progress.check("cleaning the result", 0.97);
    final List<Volume> probabilities = restored.probabilities();
    return new RunModel.Result(
        region.back(segmentation(restored, progress.part(0.97, 1)), 0),
        settings.probabilities() ? stacked(probabilities, region) : null,
        classes(),
        methods(),
        facts());
  }

  private Restored restored(List<Volume> images, Progress progress) {
    final Preprocessed ready = Preprocess.run(images, before(), progress.part(0, 0.1));
    final long begin = System.nanoTime();
    final float[][] outputs =
        SlidingWindow.run(
            ready.channels(),
            ready.shape(),
            windows(),
            networks(progress),
            progress.part(0.1, 0.92));
    seconds = (System.nanoTime() - begin) / 1e9;
    final boolean decide = settings.threshold() >= 0 || model.threshold() > 0;
    return Restore.run(
        outputs,
        ready.origin(),
        new Restore.Settings(model.back(), model.regionOrder(), settings.probabilities() || decide),
        progress.part(0.92, 1));
  }

  private Preprocess.Settings before() {
    return settings.orientation() == null
        ? model.before()
        : model.before().withOrientation(settings.orientation());
  }

  private List<Supplier<PatchNetwork>> networks(Progress progress) {
    final List<Supplier<PatchNetwork>> networks = new ArrayList<>();
    for (NetworkFile file : model.networks())
      networks.add(() -> file.open(device.supplier(progress.silent())));
    return networks;
  }

  private SlidingWindow.Settings windows() {
    return settings.mirror() ? model.windows() : model.windows().withMirrorAxes(List.of());
  }

  private Volume segmentation(Restored restored, Progress progress) {
    if (settings.soft()) {
      final List<Volume> all = restored.probabilities();
      return Decision.stacked(
          all.subList(model.firstClass(), all.size()).stream()
              .map(p -> PostProcess.soft(p, settings.cleaning(), progress.silent()))
              .toList());
    }
    return PostProcess.run(decided(restored), settings.cleaning(), progress);
  }

  private Volume decided(Restored restored) {
    final double threshold = threshold();
    return threshold > 0
        ? Decision.labels(restored.probabilities(), model, threshold)
        : restored.labels();
  }

  private double threshold() {
    return settings.threshold() >= 0 ? settings.threshold() : model.threshold();
  }

  /** Outside the region that the network saw, all is background. */
  private Volume stacked(List<Volume> probabilities, Region region) {
    return Decision.stacked(
        IntStream.range(0, probabilities.size())
            .mapToObj(c -> region.back(probabilities.get(c), c < model.firstClass() ? 1 : 0))
            .toList());
  }

  private Map<Integer, String> classes() {
    final Map<Integer, String> classes = new LinkedHashMap<>();
    for (int c = model.firstClass(); c < model.outputs().size(); c++)
      classes.put(model.value(c), model.outputs().get(c));
    return classes;
  }

  private Map<String, Object> facts() {
    return device.facts(
        model.name(),
        model.networks().stream().map(NetworkFile::file).toList(),
        classes(),
        seconds);
  }

  private Methods methods() {
    final int count = model.networks().size();
    final String networks = count == 1 ? "" : ", the outputs of " + count + " networks averaged";
    final String mirrored =
        settings.mirror() && !model.windows().mirrorAxes().isEmpty()
            ? " and averaged over mirrored images"
            : "";
    return new Methods(
        String.format(
            Locale.ROOT,
            "%s segmented by the model %s in windows of %s voxels%s%s%s%s.",
            model.channels().size() == 1 ? "The image was" : "The images were",
            model.name(),
            model.windows().patch().stream().map(Object::toString).collect(Collectors.joining("x")),
            networks,
            mirrored,
            thresholdWords(),
            after(settings.cleaning().sentence())),
        model.citations());
  }

  private String thresholdWords() {
    if (settings.soft()) return "; probabilities were kept";
    return threshold() > 0 ? String.format(Locale.ROOT, " (threshold %.3g)", threshold()) : "";
  }

  private static String after(String words) {
    return words.isEmpty() ? "" : "; " + words;
  }
}
