package org.myelon.segment.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.myelon.image.Volume;
import org.myelon.segment.axial.AxialNetwork;
import org.myelon.segment.axial.CordNetworks;
import org.myelon.segment.axial.SegmentCordNetwork;
import org.myelon.segment.axial.SegmentGrayMatter;
import org.myelon.segment.axial.StoredModel;
import org.myelon.segment.network.ComputeDevice;
import org.myelon.step.InputException;
import org.myelon.step.Progress;

/**
 * How well our own models do on real images, by hand: Dice coefficient and area per slice against
 * manual masks, and a picture of each image with what was found (red) and what is marked (green).
 *
 * <p>Arguments: the shared folder, a folder for pictures and {@code results.csv} that holds no
 * results yet, then {@code localiser=FOLDER cord=FOLDER graymatter=FOLDER only=WORD threshold=0.5
 * device=cpu}. In a folder's name {@code *} stands for the person of the image: so that each image
 * is judged by a model that has not learnt from this person ({@code cord=models/cord-without-*});
 * where there is no such folder, {@code *} becomes {@code all}. A model that is not named is the
 * built-in one; {@code localiser=marked} goes along the middle of the manual mask instead.
 */
public final class EvaluateOwnModels {

  /** One line of the result. */
  private record Row(String person, String target, String image, Overlap overlap) {}

  private static final String RESULTS = "results.csv";

  private final Path shared, folder;
  private final Map<String, String> options = new HashMap<>();
  private final ComputeDevice device;
  private final Map<Path, AxialNetwork> open = new HashMap<>();
  private final List<Row> rows = new ArrayList<>();

  private EvaluateOwnModels(String... args) throws IOException {
    shared = Path.of(args[0]);
    folder = Files.createDirectories(Path.of(args[1]));
    if (Files.exists(folder.resolve(RESULTS)))
      throw new IllegalArgumentException(
          folder + " has the results of an earlier run: name another folder.");
    for (int i = 2; i < args.length; i++) {
      final String[] words = args[i].split("=", 2);
      options.put(words[0], words[1]);
    }
    device = ComputeDevice.open(options.getOrDefault("device", "cpu"), Progress.NONE);
  }

  public static void main(String[] args) throws IOException {
    final EvaluateOwnModels evaluation = new EvaluateOwnModels(args);
    for (OwnData data : images()) evaluation.judge(data);
    evaluation.summary();
  }

  private static List<OwnData> images() {
    final String testing = "data/sct-testing/", tutorial = "data/sct-tutorial/";
    return Stream.concat(
            OwnData.ALL.stream(),
            Stream.of(
                unmarked("sct-testing", testing + "dmri/dwi_mean.nii.gz"),
                unmarked("sct-testing", testing + "mt/t1w.nii.gz"),
                unmarked("tutorial", tutorial + "single_subject/mt/mt0.nii.gz"),
                unmarked(
                    "multi", tutorial + "multi_subject/sub-01/anat/sub-01_acq-MToff_MTS.nii.gz"),
                unmarked(
                    "multi", tutorial + "multi_subject/sub-01/anat/sub-01_acq-MTon_MTS.nii.gz")))
        .toList();
  }

  private static OwnData unmarked(String person, String image) {
    return new OwnData(person, image, null, null, 0);
  }

  private void judge(OwnData data) {
    if (!data.image().contains(options.getOrDefault("only", ""))) return;
    if (!Files.exists(shared.resolve(data.image()))) return;
    final Volume image = OwnData.read(shared, data.image());
    final Volume marked = mask(data.cord());
    final String name = data.person() + "-" + image.name();
    final long begin = System.nanoTime();
    try {
      final boolean along = "marked".equals(options.get("localiser"));
      if (along && marked == null) return;
      final AxialNetwork outline = network("cord", data);
      final CordNetworks networks =
          new CordNetworks(along ? outline : network("localiser", data), outline);
      final SegmentCordNetwork.Result cord =
          SegmentCordNetwork.run(
              image,
              networks,
              SegmentCordNetwork.Settings.defaults()
                  .withThreshold(Double.parseDouble(options.getOrDefault("threshold", "0.5")))
                  .withStart(along ? OverlaySheet.middles(marked) : null),
              Progress.NONE);
      final double seconds = (System.nanoTime() - begin) / 1e9;
      report(data, "cord", image, cord.segmentation(), marked, name);
      System.out.printf(Locale.ROOT, "    confidence %.3f, %.1f s%n", cord.confidence(), seconds);
      if (data.gray() != null)
        gray(data, image, marked == null ? cord.segmentation() : marked, name);
    } catch (InputException e) {
      System.out.println(name + ": " + e.getMessage());
      if (marked != null) rows.add(new Row(data.person(), "cord", name, Overlap.of(null, marked)));
      OverlaySheet.write(image, null, marked, folder.resolve(name + "-cord.png"));
    }
  }

  private void gray(OwnData data, Volume image, Volume cord, String name) {
    if (!options.containsKey("graymatter") && !StoredModel.builtIn("graymatter").exists()) return;
    final Volume found =
        SegmentGrayMatter.run(
                image,
                cord,
                network("graymatter", data),
                SegmentGrayMatter.Settings.defaults(),
                Progress.NONE)
            .grayMatter();
    report(data, "graymatter", image, found, mask(data.gray()), name);
  }

  private Volume mask(String file) {
    return file == null ? null : OwnData.readMask(shared, file);
  }

  private void report(
      OwnData data, String target, Volume image, Volume found, Volume marked, String name) {
    OverlaySheet.write(image, found, marked, folder.resolve(name + "-" + target + ".png"));
    if (marked == null) {
      System.out.println(name + " " + target + ": not marked");
      return;
    }
    final Overlap overlap = Overlap.of(found, marked);
    rows.add(new Row(data.person(), target, name, overlap));
    System.out.println(name + " " + target + ": " + overlap);
  }

  private AxialNetwork network(String model, OwnData data) {
    final String given = options.get(model);
    Path place = Path.of(model);
    if (given != null) {
      place = Path.of(given.replace("*", data.person()));
      if (!Files.exists(place)) place = Path.of(given.replace("*", "all"));
    }
    return open.computeIfAbsent(
        place, p -> (given == null ? StoredModel.builtIn(model) : StoredModel.in(p)).open(device));
  }

  /** Means over images of each person, and over persons. */
  private void summary() throws IOException {
    final StringBuilder csv = new StringBuilder("target,person,image,dice,area_error,area_bias\n");
    for (Row row : rows)
      csv.append(
          String.format(
              Locale.ROOT,
              "%s,%s,%s,%.4f,%.4f,%.4f%n",
              row.target,
              row.person,
              row.image,
              row.overlap.dice(),
              row.overlap.areaError(),
              row.overlap.areaBias()));
    Files.writeString(folder.resolve(RESULTS), csv);
    rows.stream()
        .collect(Collectors.groupingBy(Row::target))
        .forEach((target, all) -> System.out.println(target + ": " + means(all)));
    open.values().forEach(AxialNetwork::close);
  }

  private static String means(List<Row> all) {
    final Map<String, List<Row>> persons = all.stream().collect(Collectors.groupingBy(Row::person));
    final String each =
        persons.entrySet().stream()
            .sorted(Map.Entry.comparingByKey(Comparator.naturalOrder()))
            .map(e -> String.format(Locale.ROOT, "%s %.3f", e.getKey(), dice(e.getValue())))
            .collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT,
        "Dice %.4f, area error %.1f %% (means over %d persons): %s",
        persons.values().stream().mapToDouble(EvaluateOwnModels::dice).average().orElse(0),
        100
            * persons.values().stream()
                .mapToDouble(
                    p -> p.stream().mapToDouble(r -> r.overlap.areaError()).average().orElse(0))
                .average()
                .orElse(0),
        persons.size(),
        each);
  }

  private static double dice(List<Row> rows) {
    return rows.stream().mapToDouble(r -> r.overlap.dice()).average().orElse(0);
  }
}
