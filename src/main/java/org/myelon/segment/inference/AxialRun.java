package org.myelon.segment.inference;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.myelon.centerline.CenterlineImage;
import org.myelon.centerline.FitCenterline;
import org.myelon.image.Volume;
import org.myelon.label.PointLabels;
import org.myelon.segment.axial.AxialModel;
import org.myelon.segment.axial.AxialNetwork;
import org.myelon.segment.axial.CordNetworks;
import org.myelon.segment.axial.SegmentCordNetwork;
import org.myelon.segment.axial.SegmentGrayMatter;
import org.myelon.segment.axial.StoredModel;
import org.myelon.segment.network.ComputeDevice;
import org.myelon.step.InputException;
import org.myelon.step.Methods;
import org.myelon.step.Progress;
import org.myelon.step.Sha256;

/**
 * One of our axial models from a folder on an image. A model of the cord outlines it where the
 * built-in localiser, or the cord that was given, says it is; a model of anything else outlines
 * that inside the cord.
 */
final class AxialRun {

  private static final double THRESHOLD = 0.5;

  private final StoredModel stored;
  private final AxialModel model;
  private final RunModel.Settings settings;
  private final double threshold;

  private AxialRun(StoredModel stored, AxialModel model, RunModel.Settings settings) {
    this.stored = stored;
    this.model = model;
    this.settings = settings;
    this.threshold = settings.threshold() < 0 ? THRESHOLD : settings.threshold();
  }

  /** What was found, and how. */
  private record Found(Volume segmentation, Methods methods) {}

  static RunModel.Result run(
      List<Volume> images,
      Path folder,
      AxialModel model,
      RunModel.Settings settings,
      Progress progress) {
    if (images.size() != 1)
      throw new InputException(
          "An axial model takes 1 image, and " + images.size() + " were given.");
    if (settings.probabilities())
      throw new InputException(
          "An axial model has one class: take threshold=0 for its probabilities.");
    final AxialRun run = new AxialRun(StoredModel.in(folder), model, settings);
    final ComputeDevice device = ComputeDevice.open(settings.device(), progress.silent());
    final long begin = System.nanoTime();
    final Found found =
        model.target().equals(AxialModel.cord().target())
            ? run.cord(images.get(0), device, progress)
            : run.insideCord(images.get(0), device, progress);
    final Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("model", model.name() + ", version " + model.version());
    final Path weights = folder.resolve(StoredModel.WEIGHTS);
    facts.put("weightsSha256", Map.of(weights.toString(), Sha256.of(weights)));
    facts.put("classes", Map.of(1, model.target()));
    facts.putAll(device.facts());
    facts.put("networkSeconds", Math.round((System.nanoTime() - begin) / 1e7) / 100.0);
    return new RunModel.Result(
        run.cleaned(found.segmentation, progress),
        null,
        Map.of(1, model.target()),
        found.methods,
        facts);
  }

  private Found cord(Volume image, ComputeDevice device, Progress progress) {
    final Optional<Volume> known = settings.focus().cord();
    try (AxialNetwork network = stored.open(model, device)) {
      if (known.isPresent())
        return cord(image, new CordNetworks(null, network), start(known.get()), progress);
      try (AxialNetwork localiser = StoredModel.builtIn(AxialModel.LOCALISER).open(device)) {
        return cord(image, new CordNetworks(localiser, network), null, progress);
      }
    }
  }

  private Found cord(Volume image, CordNetworks networks, PointLabels start, Progress progress) {
    final SegmentCordNetwork.Result result =
        SegmentCordNetwork.run(
            image,
            networks,
            SegmentCordNetwork.Settings.defaults()
                .withThreshold(threshold)
                .withStart(start)
                .withBox(start == null ? settings.focus().box(image) : null),
            progress);
    return new Found(result.segmentation(), result.methods());
  }

  /** Points along the middle of a mask or centreline. */
  private static PointLabels start(Volume cord) {
    return PointLabels.of(
        CenterlineImage.discrete(
            FitCenterline.run(cord, FitCenterline.Settings.defaults(), Progress.NONE),
            cord.orientation(),
            cord.name()));
  }

  private Found insideCord(Volume image, ComputeDevice device, Progress progress) {
    final Volume cord =
        settings.focus().cord().orElseGet(() -> findCord(image, device, progress.part(0, 0.6)));
    try (AxialNetwork network = stored.open(model, device)) {
      final SegmentGrayMatter.Result result =
          SegmentGrayMatter.run(
              image,
              cord,
              network,
              new SegmentGrayMatter.Settings(threshold),
              progress.part(0.6, 1));
      return new Found(result.grayMatter(), result.methods());
    }
  }

  private Volume findCord(Volume image, ComputeDevice device, Progress progress) {
    return SegmentCordNetwork.byBuiltIn(
            image,
            device,
            SegmentCordNetwork.Settings.defaults().withBox(settings.focus().box(image)),
            progress)
        .segmentation();
  }

  private Volume cleaned(Volume found, Progress progress) {
    return settings.soft()
        ? PostProcess.soft(found, settings.cleaning(), progress.silent())
        : PostProcess.run(found, settings.cleaning(), progress.silent());
  }
}
