package org.myelon.segment.inference;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import net.imglib2.img.array.ArrayImgs;
import org.myelon.image.Box;
import org.myelon.image.Volume;
import org.myelon.segment.ivadomed.Cleaning;
import org.myelon.segment.ivadomed.Configuration;
import org.myelon.segment.ivadomed.IvadomedPackage;
import org.myelon.segment.ivadomed.NormalisedWindows;
import org.myelon.segment.ivadomed.Postprocessing;
import org.myelon.segment.ivadomed.Preparation;
import org.myelon.segment.network.FilePatches;
import org.myelon.segment.network.PatchNetwork;
import org.myelon.step.InputException;
import org.myelon.step.Methods;
import org.myelon.step.Progress;

/**
 * A package of ivadomed on one case. A package whose network wants images cropped to the cord may
 * lie beside another, whose network finds the cord first.
 */
final class IvadomedRun {

  private static final String CITATION =
      "Gros C, Lemay A, Vincent O, et al. ivadomed: a medical imaging deep learning toolbox. J Open"
          + " Source Softw 2021;6(58):2868. doi:10.21105/joss.02868";

  private final IvadomedPackage model;
  private final Optional<IvadomedPackage> finder;
  private final RunModel.Settings settings;
  private final Postprocessing postprocessing;
  private final UsedDevice device;
  private String region = "";
  private double seconds;

  private IvadomedRun(List<IvadomedPackage> packages, RunModel.Settings settings) {
    this.model = packages.get(0);
    this.finder = packages.size() > 1 ? Optional.of(packages.get(1)) : Optional.empty();
    this.settings = settings;
    this.postprocessing = wanted(model.configuration().postprocessing(), settings);
    this.device = new UsedDevice(settings.device());
  }

  static RunModel.Result run(
      List<Volume> images, Path folder, RunModel.Settings settings, Progress progress) {
    if (settings.orientation() != null)
      throw new InputException(
          "A package of ivadomed has an orientation of its own: leave orientation= empty.");
    if (!settings.folds().isBlank() && !settings.folds().equalsIgnoreCase("all"))
      throw new InputException("A package of ivadomed has one network: leave folds= empty.");
    final IvadomedRun run = new IvadomedRun(ordered(IvadomedPackage.in(folder), folder), settings);
    PatchRun.requireChannels(images, run.model.name(), run.configuration().channels());
    return run.run(images, progress);
  }

  /** The one that segments, then the one that finds the cord for it. */
  private static List<IvadomedPackage> ordered(List<IvadomedPackage> packages, Path folder) {
    if (packages.size() == 1) return packages;
    final Map<Boolean, List<IvadomedPackage>> byDetection =
        packages.stream()
            .collect(Collectors.partitioningBy(p -> p.configuration().detection().isPresent()));
    if (packages.size() > 2 || byDetection.get(true).size() != 1)
      throw new InputException(
          folder
              + " holds several packages of ivadomed ("
              + packages.stream().map(IvadomedPackage::name).collect(Collectors.joining(", "))
              + "): give the folder of one.");
    return List.of(byDetection.get(true).get(0), byDetection.get(false).get(0));
  }

  /** What the package says, with what the user says in its place. */
  private static Postprocessing wanted(Postprocessing given, RunModel.Settings settings) {
    Postprocessing p = given;
    if (settings.asInSct())
      p = p.without(Cleaning.KeepLargest.class).without(Cleaning.FillHoles.class);
    if (settings.soft())
      p =
          p.without(Cleaning.Binarize.class)
              .without(Cleaning.TakeLargest.class)
              .without(Cleaning.FillHoles.class);
    if (settings.threshold() > 0) p = p.with(new Cleaning.Binarize(settings.threshold()));
    final PostProcess.Settings cleaning = settings.cleaning();
    if (cleaning.fillHoles() && settings.soft()) throw PostProcess.noHolesInSoft();
    if (cleaning.largest() > 0) p = p.with(new Cleaning.KeepLargest(cleaning.largest()));
    if (cleaning.fillHoles()) p = p.with(new Cleaning.FillHoles());
    final SizeLimit small = cleaning.small();
    if (!small.keepsAll())
      p =
          p.with(
              new Cleaning.RemoveSmall(
                  List.of(small.amount()), small.unit() == SizeLimit.Unit.MM3));
    return p;
  }

  private Configuration configuration() {
    return model.configuration();
  }

  private RunModel.Result run(List<Volume> images, Progress progress) {
    final boolean detects = configuration().detection().isPresent();
    final Optional<Box> cord = detects ? cord(images, progress.part(0, 0.3)) : Optional.empty();
    final Volume image = images.get(0);
    final Optional<Volume> mask =
        configuration().cropsToRegion() ? settings.focus().cord() : Optional.empty();
    final Region part =
        Region.of(image, detects || mask.isPresent() ? Focus.WHOLE : settings.focus());
    final List<Volume> seen = part.cut(images);
    final float[][] soft = outputs(model, seen, cord, mask, progress.part(detects ? 0.3 : 0, 0.95));
    final float[][] cleaned = postprocessing.apply(soft, seen.get(0), progress.part(0.95, 1));
    final Volume segmentation =
        postprocessing.decides() ? labels(cleaned, seen.get(0)) : stacked(cleaned, seen.get(0));
    return new RunModel.Result(
        part.back(segmentation, 0),
        settings.probabilities() ? part.back(stacked(soft, seen.get(0)), 0) : null,
        classes(),
        methods(),
        device.facts(model.name(), files(), classes(), seconds));
  }

  /** What the user says of the cord, else what the other network finds; nothing without. */
  private Optional<Box> cord(List<Volume> images, Progress progress) {
    final Volume image = images.get(0);
    final Box said = settings.focus().box(image);
    if (!said.equals(Box.of(image.grid()))) {
      region = " round the cord";
      return Optional.of(said);
    }
    finder.ifPresent(f -> region = " round the cord found by the model " + f.name());
    return finder.map(f -> found(f, images, progress));
  }

  private Box found(IvadomedPackage finder, List<Volume> images, Progress progress) {
    final int channel =
        Math.max(0, configuration().channels().indexOf(finder.configuration().channels().get(0)));
    final Volume image = images.get(channel);
    final float[][] mask =
        finder
            .configuration()
            .postprocessing()
            .with(new Cleaning.KeepLargest(1))
            .apply(
                outputs(finder, List.of(image), Optional.empty(), Optional.empty(), progress),
                image,
                progress);
    for (float v : mask[0]) if (v > 0) return Box.around(stacked(new float[][] {mask[0]}, image));
    throw new InputException(
        finder.name() + " finds no cord in " + image.name() + ": give cord= or findCord=true.");
  }

  private float[][] outputs(
      IvadomedPackage network,
      List<Volume> images,
      Optional<Box> cord,
      Optional<Volume> region,
      Progress progress) {
    final Configuration c = network.configuration();
    final Preparation ready = Preparation.of(images, c, cord, region, progress.part(0, 0.1));
    final long begin = System.nanoTime();
    final float[][] outputs =
        SlidingWindow.run(
            ready.channels(),
            ready.shape(),
            windows(c, ready.shape()),
            List.of(() -> opened(network, progress)),
            progress.part(0.1, 0.9));
    seconds += (System.nanoTime() - begin) / 1e9;
    return ready.back(outputs, progress.part(0.9, 1));
  }

  private static SlidingWindow.Settings windows(Configuration c, int[] shape) {
    if (!c.length().isEmpty()) return SlidingWindow.Settings.strided(c.length(), c.stride());
    final List<Integer> slice = List.of(shape[1], shape[2]);
    return SlidingWindow.Settings.strided(slice, slice);
  }

  private PatchNetwork opened(IvadomedPackage network, Progress progress) {
    final Configuration c = network.configuration();
    final int inputs = c.channels().size(), outputs = c.outputs().size();
    final PatchNetwork opened =
        network.weights().toString().endsWith(".onnx")
            ? FilePatches.onnx(network.weights(), inputs, outputs)
            : FilePatches.torchScript(
                network.weights(), inputs, outputs, device.supplier(progress.silent()).get());
    return c.normalised() && !c.volumes() ? new NormalisedWindows(opened) : opened;
  }

  /** Outputs may overlap: the smaller one lies on top, of two of one size the first. */
  private static Volume labels(float[][] masks, Volume like) {
    final long[] voxels = Arrays.stream(masks).mapToLong(IvadomedRun::voxels).toArray();
    final byte[] labels = new byte[masks[0].length];
    for (int i = 0; i < labels.length; i++) {
      int top = -1;
      for (int c = 0; c < masks.length; c++)
        if (masks[c][i] > 0 && (top < 0 || voxels[c] < voxels[top])) top = c;
      labels[i] = (byte) (top + 1);
    }
    return like.withPixels(ArrayImgs.unsignedBytes(labels, like.grid().size()));
  }

  private static long voxels(float[] mask) {
    long count = 0;
    for (int i = 0; i < mask.length; i++) if (mask[i] > 0) count++;
    return count;
  }

  private static Volume stacked(float[][] outputs, Volume like) {
    return Decision.stacked(
        Arrays.stream(outputs)
            .map(o -> like.withPixels(ArrayImgs.floats(o, like.grid().size())))
            .toList());
  }

  private Map<Integer, String> classes() {
    final Map<Integer, String> classes = new LinkedHashMap<>();
    for (String output : configuration().outputs()) classes.put(classes.size() + 1, output);
    return classes;
  }

  private List<Path> files() {
    return finder.map(f -> List.of(model.weights(), f.weights())).orElse(List.of(model.weights()));
  }

  private Methods methods() {
    final List<Integer> length = configuration().length();
    final String windows =
        length.isEmpty()
            ? "slices"
            : "windows of "
                + length.stream().map(Object::toString).collect(Collectors.joining("x"))
                + " voxels";
    final String after = postprocessing.sentence();
    return new Methods(
        String.format(
            "%s segmented by the model %s (ivadomed) in %s %s%s%s%s.",
            configuration().channels().size() == 1 ? "The image was" : "The images were",
            model.name(),
            configuration().axis().name().toLowerCase(Locale.ROOT),
            windows,
            region,
            after.isEmpty() ? "" : "; ",
            after),
        CITATION);
  }
}
