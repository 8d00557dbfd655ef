package org.myelon.pipeline.analysis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myelon.image.Affine;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;
import org.myelon.image.nifti.Nifti;
import org.myelon.label.CorrectionKind;
import org.myelon.label.Corrections;
import org.myelon.phantom.Contrast;
import org.myelon.phantom.MetricPhantom;
import org.myelon.phantom.SpinePhantom;
import org.myelon.phantom.Subject;
import org.myelon.phantom.Tract;
import org.myelon.report.study.StudyFolder;
import org.myelon.step.CancelledException;
import org.myelon.step.InputException;
import org.myelon.step.JsonValue;
import org.myelon.step.Progress;
import org.myelon.step.Table;
import org.myelon.template.Template;
import org.myelon.vertebra.Start;

class AnalyzeSubjectTest {

  /** What scripts may rely on, beside the images of the template in the folders label. */
  private static final List<String> WHOLE =
      List.of(
          ".analysis.lock",
          "analysis.json",
          "discs.nii.gz",
          "discs.nii.gz.json",
          "label/atlas/info_label.txt",
          "label/template/info_label.txt",
          "levels.nii.gz",
          "levels.nii.gz.json",
          "methods.txt",
          "metrics/mtr_levels.csv",
          "metrics/mtr_levels.csv.json",
          "metrics/mtr_tracts.csv",
          "metrics/mtr_tracts.csv.json",
          "qc/entries.json",
          "qc/entries/levels/background.svg",
          "qc/entries/levels/entries.json",
          "qc/entries/levels/entry.json",
          "qc/entries/levels/index.html",
          "qc/entries/levels/overlay.svg",
          "qc/entries/metrics_mtr/background.svg",
          "qc/entries/metrics_mtr/entries.json",
          "qc/entries/metrics_mtr/entry.json",
          "qc/entries/metrics_mtr/index.html",
          "qc/entries/metrics_mtr/overlay.svg",
          "qc/entries/registration/background.svg",
          "qc/entries/registration/entries.json",
          "qc/entries/registration/entry.json",
          "qc/entries/registration/index.html",
          "qc/entries/registration/overlay.svg",
          "qc/entries/registration/second.svg",
          "qc/entries/scans_t2s_registration/background.svg",
          "qc/entries/scans_t2s_registration/entries.json",
          "qc/entries/scans_t2s_registration/entry.json",
          "qc/entries/scans_t2s_registration/index.html",
          "qc/entries/scans_t2s_registration/overlay.svg",
          "qc/entries/scans_t2s_registration/second.svg",
          "qc/entries/segmentation/background.svg",
          "qc/entries/segmentation/entries.json",
          "qc/entries/segmentation/entry.json",
          "qc/entries/segmentation/index.html",
          "qc/entries/segmentation/overlay.svg",
          "qc/entries/shape/entries.json",
          "qc/entries/shape/entry.json",
          "qc/entries/shape/index.html",
          "qc/index.html",
          "registration/anat2template.nii.gz",
          "registration/anat2template.nii.gz.json",
          "registration/template2anat.nii.gz",
          "registration/template2anat.nii.gz.json",
          "registration/warp_anat2template.nii.gz",
          "registration/warp_anat2template.nii.gz.json",
          "registration/warp_template2anat.nii.gz",
          "registration/warp_template2anat.nii.gz.json",
          "scans/t2s/label/atlas/info_label.txt",
          "scans/t2s/label/template/info_label.txt",
          "scans/t2s/registration/scan2template.nii.gz",
          "scans/t2s/registration/scan2template.nii.gz.json",
          "scans/t2s/registration/template2scan.nii.gz",
          "scans/t2s/registration/template2scan.nii.gz.json",
          "scans/t2s/registration/warp_scan2template.nii.gz",
          "scans/t2s/registration/warp_scan2template.nii.gz.json",
          "scans/t2s/registration/warp_template2scan.nii.gz",
          "scans/t2s/registration/warp_template2scan.nii.gz.json",
          "scans/t2s/segmentation.nii.gz",
          "scans/t2s/segmentation.nii.gz.json",
          "segmentation.nii.gz",
          "segmentation.nii.gz.json",
          "shape_levels.csv",
          "shape_levels.csv.json",
          "shape_slices.csv",
          "shape_slices.csv.json");

  /** Of an image and its cord, without anything else. */
  private static final List<String> SHAPE_ONLY =
      WHOLE.stream()
          .filter(
              f ->
                  !f.matches(
                      "(label|metrics|registration|scans|discs|levels).*|.*levels.*|.*(registration|mtr).*"))
          .toList();

  private static final AnalysisSettings SETTINGS =
      AnalysisSettings.defaults().withFinder(AnalysisSettings.Finder.PROPAGATION);

  private static Subject subject;
  private static Subject other;
  private static Template template;

  @BeforeAll
  static void draw() {
    subject = drawn("LAS", new double[] {1, 1, 2}, Contrast.T2, 0);
    other = drawn("RPI", new double[] {0.8, 0.8, 4}, Contrast.T2S, 3);
    template = Template.open(Path.of("test-data/template"));
  }

  private static Subject drawn(String stored, double[] mm, Contrast contrast, double tilt) {
    return SpinePhantom.draw(
        SpinePhantom.Settings.defaults()
            .withGrid(SpinePhantom.grid(Orientation.parse(stored), mm, tilt, 0))
            .withContrast(contrast),
        Progress.NONE);
  }

  private static AnalysisInputs cordOnly() {
    return AnalysisInputs.of(subject.image()).withSegmentation(subject.cord());
  }

  private static AnalysisInputs withTemplate() {
    return cordOnly().withDiscs(subject.discs()).withTemplate(template, "");
  }

  private static AnalyzeSubject.Result analyze(AnalysisInputs in, Path folder) {
    return AnalyzeSubject.run(in, SETTINGS, folder, Progress.NONE);
  }

  private static List<String> files(Path folder) throws Exception {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(f -> folder.relativize(f).toString().replace('\\', '/'))
          .filter(f -> !f.matches("(scans/t2s/)?label/.*\\.nii\\.gz"))
          .sorted()
          .toList();
    }
  }

  private static Map<String, String> stages(AnalyzeSubject.Result result) {
    final Table t = result.steps();
    return IntStream.range(0, t.rowCount())
        .boxed()
        .collect(
            Collectors.toMap(
                r -> t.get(r, "Stage").toString(),
                r -> t.get(r, "Result").toString(),
                (a, b) -> a,
                LinkedHashMap::new));
  }

  private static String refusal(Runnable call) {
    return assertThrows(InputException.class, call::run).getMessage();
  }

  @Test
  void theWholeWayWithAFurtherScan(@TempDir Path temp) throws Exception {
    final Volume metric = MetricPhantom.draw(other.image().grid(), Progress.NONE);
    final AnalysisInputs in =
        withTemplate().withScans(List.of(other.image())).withMetrics(List.of(metric));
    final AnalyzeSubject.Result result = analyze(in, temp);
    assertEquals(WHOLE, files(temp));
    assertTrue(Files.exists(temp.resolve("label/template/synthetic_levels.nii.gz")));
    assertTrue(Files.exists(temp.resolve("scans/t2s/label/atlas/synthetic_atlas_00.nii.gz")));
    assertEquals(
        List.of(
            "segmentation",
            "discs",
            "levels",
            "shape",
            "registration",
            "label",
            "scans/t2s/segmentation",
            "scans/t2s/registration",
            "scans/t2s/label",
            "metrics/mtr",
            "report"),
        List.copyOf(stages(result).keySet()));
    // slices of 4 mm: what a voxel mixes is taken apart, but the levels are not reached exactly
    for (int r = 0; r < result.metrics().rowCount(); r++)
      for (Tract tract : Tract.values())
        if (tract.text().equals(result.metrics().get(r, "Label")) && tract != Tract.CSF_CONTOUR)
          assertEquals(
              MetricPhantom.value(tract),
              result.metrics().number(r, "Value"),
              0.12 * MetricPhantom.value(tract),
              tract.text());

    final AnalyzeSubject.Result again = analyze(in, temp);
    stages(again)
        .forEach((stage, how) -> assertTrue(how.endsWith(", from the folder"), stage + how));
    assertEquals(result.summary().row(0), again.summary().row(0));
    final String methods = Files.readString(temp.resolve("methods.txt"));
    assertTrue(
        methods.contains("registered to the template") && methods.contains("\nReferences\n1. "));
    assertTrue(methods.contains("profile myelon-1"), methods);
    final String page = Files.readString(temp.resolve("qc/index.html"));
    for (String title :
        List.of("Spinal cord", "Vertebral levels", "Shape", "The template on t2s", "Metric in"))
      assertTrue(page.contains(title), title);
  }

  @Test
  void onlyWhatDependsOnAChangeIsDoneAgain(@TempDir Path temp) throws Exception {
    final Volume metric = MetricPhantom.draw(subject.image().grid(), Progress.NONE);
    final AnalysisInputs in = withTemplate().withMetrics(List.of(metric));
    analyze(in, temp);
    final Map<String, String> labels =
        stages(
            AnalyzeSubject.run(
                in, SETTINGS.withMetric(org.myelon.atlas.Method.WA, "51"), temp, Progress.NONE));
    assertEquals("computed, from the folder", labels.get("label"));
    assertEquals("computed", labels.get("metrics/mtr"));
    assertEquals("computed", labels.get("report"));

    final Volume thinner = Volume.ofBytes(thinner(), subject.cord().grid(), "thinner");
    final Map<String, String> cord = stages(analyze(in.withSegmentation(thinner), temp));
    assertEquals("given, from the folder", cord.get("discs"));
    for (String stage : List.of("levels", "shape", "registration", "label", "metrics/mtr"))
      assertEquals("computed", cord.get(stage), stage);

    Files.delete(temp.resolve("shape_levels.csv"));
    final Map<String, String> deleted = stages(analyze(in.withSegmentation(thinner), temp));
    assertEquals("computed", deleted.get("shape"));
    assertEquals("computed, from the folder", deleted.get("registration"));

    // what is left out now is not left there from before
    analyze(cordOnly(), temp);
    assertEquals(SHAPE_ONLY, files(temp));
  }

  private static byte[] thinner() {
    final float[] cord = subject.cord().toFloats();
    final byte[] mask = new byte[cord.length];
    for (int i = 1; i < mask.length; i++) mask[i] = (byte) (cord[i] * cord[i - 1]);
    return mask;
  }

  @Test
  void withoutDiscsOrTemplateItEndsWithALineThatSaysWhy(@TempDir Path temp) throws Exception {
    final AnalyzeSubject.Result none = analyze(cordOnly(), temp.resolve("none"));
    assertEquals(SHAPE_ONLY, files(temp.resolve("none")));
    assertEquals(1, none.summary().rowCount());
    assertTrue(remark(none, "discs").contains("give discs="), remark(none, "discs"));
    final AnalyzeSubject.Result discs =
        analyze(cordOnly().withDiscs(subject.discs()), temp.resolve("discs"));
    assertTrue(remark(discs, "registration").contains("Download Template"));
    final float[] one = subject.cord().toFloats();
    for (int i = 0; i < one.length; i++) one[i] *= 4;
    final AnalyzeSubject.Result level =
        analyze(
            cordOnly()
                .withLevels(Volume.ofFloats(one, subject.cord().grid(), "c4"))
                .withTemplate(template, ""),
            temp.resolve("one"));
    assertEquals(1, level.summary().rowCount(), "one level");
    assertTrue(remark(level, "discs").contains("no border"));
    assertEquals("left out", stages(discs).get("registration"));
  }

  private static String remark(AnalyzeSubject.Result result, String stage) {
    final Table t = result.steps();
    for (int r = 0; r < t.rowCount(); r++)
      if (t.get(r, "Stage").equals(stage)) return t.get(r, "Remark").toString();
    throw new AssertionError("no stage " + stage);
  }

  @Test
  void levelsAndTransformsThatAreGivenAreTaken(@TempDir Path temp) throws Exception {
    final Path discs = temp.resolve("discs"), levels = temp.resolve("levels");
    analyze(withTemplate(), discs);
    analyze(cordOnly().withLevels(subject.levels()).withTemplate(template, ""), levels);
    final Volume a = Nifti.read(discs.resolve("label/template/synthetic_levels.nii.gz"));
    final Volume b = Nifti.read(levels.resolve("label/template/synthetic_levels.nii.gz"));
    final double alike = alike(a.toFloats(), b.toFloats());
    // a border is known to a slice of 2 mm in 16, and the outermost discs are not known at all
    assertTrue(alike > 0.8, "the borders of levels are the discs: " + alike);

    final Path given = temp.resolve("given");
    final Path warp = discs.resolve("registration/warp_template2anat.nii.gz");
    final AnalyzeSubject.Result result =
        analyze(cordOnly().withTemplate(template, warp.toString()), given);
    assertFalse(Files.exists(given.resolve("registration")));
    assertEquals("computed", stages(result).get("label"));
    assertArrayEquals(
        a.toFloats(),
        Nifti.read(given.resolve("label/template/synthetic_levels.nii.gz")).toFloats());
  }

  private static double alike(float[] a, float[] b) {
    int any = 0, same = 0;
    for (int i = 0; i < a.length; i++)
      if (a[i] != 0 || b[i] != 0) {
        any++;
        if (a[i] == b[i]) same++;
      }
    return same / (double) any;
  }

  @Test
  void whatWasCorrectedByHandWinsWhenItIsRunAgain(@TempDir Path temp) throws Exception {
    final Path file = temp.resolve("sub-01/anat/sub-01_T2w.nii.gz");
    Files.createDirectories(file.getParent());
    Nifti.write(subject.image(), file);
    final Path folder = temp.resolve("out");
    final AnalysisInputs in = AnalysisInputs.of(Nifti.read(file));
    final Table first = analyze(in, folder).summary();
    final Corrections corrections = Corrections.of(file);
    corrections.write(
        Volume.ofBytes(thinner(), subject.cord().grid(), "x"), CorrectionKind.CORD, "A. N. Other");
    corrections.write(subject.discs(), CorrectionKind.DISCS, "A. N. Other");
    final AnalyzeSubject.Result second = analyze(in, folder);
    assertEquals("corrected by hand", stages(second).get("segmentation"));
    assertEquals("corrected by hand", stages(second).get("discs"));
    assertEquals("computed", stages(second).get("shape"));
    assertTrue(second.summary().rowCount() > first.rowCount());
    assertTrue(Files.readString(folder.resolve("methods.txt")).contains("corrected by hand"));
  }

  @Test
  void aResultThatWasChangedInTheFolderIsNotLost(@TempDir Path temp) throws Exception {
    analyze(cordOnly(), temp);
    final Path file = temp.resolve("segmentation.nii.gz");
    Nifti.write(Volume.ofBytes(thinner(), subject.cord().grid(), "mine"), file);
    final byte[] mine = Files.readAllBytes(file);
    assertTrue(refusal(() -> analyze(cordOnly(), temp)).contains("was changed since"));
    assertArrayEquals(mine, Files.readAllBytes(file));
    Files.delete(file);
    assertEquals("given", stages(analyze(cordOnly(), temp)).get("segmentation"));
  }

  @Test
  void analysesOfSeveralSubjectsAreOnOnePage(@TempDir Path temp) throws Exception {
    for (String name : List.of("sub-01", "sub-02")) {
      final Path image = temp.resolve("data/" + name + "/anat/" + name + "_T2w.nii.gz");
      Files.createDirectories(image.getParent());
      Nifti.write(subject.image(), image);
      final AnalysisInputs in =
          AnalysisInputs.of(Nifti.read(image)).withSegmentation(subject.cord());
      analyze(in, temp.resolve("study/" + name));
      final Path entry = temp.resolve("study/" + name + "/qc/entries/segmentation/entry.json");
      final JsonValue first = JsonValue.read(entry);
      assertEquals(name, first.get("subject").text());
      assertEquals("T2w", first.get("contrast").text());
      assertEquals("FILES_SEG", first.get("kind").text());
      assertEquals(image.toString(), first.get("inputs").get("image").text());
      assertEquals(
          temp.resolve("study/" + name + "/segmentation.nii.gz").toString(),
          first.get("outputs").get("result").text());
      // a page that is made anew shows the same result, whose mark holds
      Files.delete(temp.resolve("study/" + name + "/qc/index.html"));
      analyze(in, temp.resolve("study/" + name));
      assertEquals(first.get("id").text(), JsonValue.read(entry).get("id").text());
    }
    final String page = Files.readString(StudyFolder.open(temp.resolve("study")).refresh());
    for (String place : List.of("sub-01/qc/entries/shape/", "sub-02/qc/entries/segmentation/"))
      assertTrue(page.contains('"' + place + '"'), place);
    assertEquals(5, page.split("\"place\"", -1).length, "two results of each");
    assertTrue(
        page.indexOf("sub-01/qc/entries/segmentation/") < page.indexOf("sub-01/qc/entries/shape/"),
        "in the order of the stages");
  }

  @Test
  void aFolderThatCannotBeUsedIsLeftAlone(@TempDir Path temp) throws Exception {
    Files.writeString(temp.resolve("thesis.doc"), "years of work");
    assertTrue(refusal(() -> analyze(cordOnly(), temp)).contains("thesis.doc"));
    assertEquals(List.of("thesis.doc"), files(temp));
    assertTrue(
        refusal(() -> analyze(cordOnly(), temp.resolve("thesis.doc"))).contains("is a file"));
    assertTrue(
        refusal(() -> analyze(cordOnly(), temp.resolve("thesis.doc/out")))
            .contains("cannot be written"));
  }

  @Test
  void twoAnalysesInOneFolderAreToldApart(@TempDir Path temp) throws Exception {
    final AnalysisFolder first = AnalysisFolder.open(temp);
    try (first) {
      final String message = refusal(() -> analyze(cordOnly(), temp));
      assertTrue(message.contains("Another analysis is at work"), message);
      assertTrue(message.contains("process " + ProcessHandle.current().pid()), message);
    }
    analyze(cordOnly(), temp);
  }

  @Test
  void itStopsWhenCancelledAndGoesOnLater(@TempDir Path temp) {
    final boolean[] stop = {false};
    final Progress progress =
        new Progress() {
          @Override
          public void update(String stage, double fraction) {
            stop[0] |= stage.equals("registration");
          }

          @Override
          public boolean isCancelled() {
            return stop[0];
          }
        };
    assertThrows(
        CancelledException.class,
        () -> AnalyzeSubject.run(withTemplate(), SETTINGS, temp, progress));
    assertTrue(Files.exists(temp.resolve("shape_levels.csv")));
    assertFalse(Files.exists(temp.resolve("registration")));
    final Map<String, String> rest = stages(analyze(withTemplate(), temp));
    assertEquals("computed, from the folder", rest.get("shape"));
    assertEquals("computed", rest.get("registration"));
  }

  /** The number of one disc, wherever it is, decides about those that are found. */
  @Test
  void oneNumberThatIsGivenNumbersTheDiscsThatAreFound(@TempDir Path temp) {
    final AnalysisInputs in = cordOnly().withTemplate(template, "");
    final Map<Integer, double[]> truth = Start.of(subject.discs()).known();
    final double[] voxel = new double[3];
    subject.image().voxelToWorld().inverse().apply(truth.get(5), voxel);
    final String start =
        String.format(
            Locale.ROOT,
            "%d,%d,%d,6",
            (int) Math.round(voxel[0]),
            Math.round(voxel[1]),
            Math.round(voxel[2]));
    final AnalyzeSubject.Result shifted =
        AnalyzeSubject.run(in, SETTINGS.withStart(start), temp, Progress.NONE);
    assertEquals("computed", stages(shifted).get("discs"));
    final Map<Integer, double[]> found = Start.of(Nifti.read(temp.resolve("discs.nii.gz"))).known();
    assertEquals(truth.get(6)[2], found.get(7)[2], 4, "each is one further than in truth");
    final AnalyzeSubject.Result automatic = analyze(in, temp);
    assertEquals("computed", stages(automatic).get("discs"), "the start counts");
    final String message =
        refusal(
            () ->
                AnalyzeSubject.run(withTemplate(), SETTINGS.withStart(start), temp, Progress.NONE));
    assertTrue(message.contains("leave it out"), message);
  }

  @Test
  void anImageWithAWrongHeaderIsSeenFromDiscsThatAreGiven(@TempDir Path temp) {
    final AnalyzeSubject.Result frontIsBack =
        analyze(
            AnalysisInputs.of(flipped(subject.image(), "LPS"))
                .withSegmentation(flipped(subject.cord(), "LPS"))
                .withDiscs(flipped(subject.discs(), "LPS")),
            temp.resolve("a"));
    assertTrue(remark(frontIsBack, "levels").contains("behind the cord"));
    final AnalysisInputs upsideDown =
        AnalysisInputs.of(flipped(subject.image(), "LAI"))
            .withSegmentation(flipped(subject.cord(), "LAI"))
            .withDiscs(flipped(subject.discs(), "LAI"));
    assertTrue(refusal(() -> analyze(upsideDown, temp.resolve("b"))).contains("upside down"));
  }

  /** The voxels of an image stored as LAS, with a header that says otherwise. */
  private static Volume flipped(Volume volume, String header) {
    assertEquals("LAS", volume.orientation().toString());
    return volume.withVoxelToWorld(volume.grid().renamed(Orientation.parse(header)).voxelToWorld());
  }

  @Test
  void mistakesAreToldBeforeAnyWork(@TempDir Path temp) throws Exception {
    assertTrue(
        refusal(() -> cordOnly().withDiscs(subject.discs()).withLevels(subject.levels()))
            .contains("either discs= or levels="));
    final Volume moved =
        subject
            .cord()
            .withVoxelToWorld(Affine.translation(5, 0, 0).after(subject.cord().voxelToWorld()));
    assertTrue(refusal(() -> cordOnly().withSegmentation(moved)).contains("different grids"));
    assertTrue(
        refusal(() -> cordOnly().withMetrics(List.of(subject.image())))
            .contains("Download Template"));
    assertTrue(
        refusal(() -> analyze(withTemplate().withMetrics(List.of(other.image())), temp))
            .contains("give the scan"));
    assertTrue(
        refusal(() -> withTemplate().withScans(List.of(other.image(), other.image())))
            .contains("different names"));
    assertEquals(List.of(), files(temp));
    assertTrue(
        refusal(() -> analyze(cordOnly().withLevels(subject.discs()), temp))
            .contains("give them as discs="));
  }
}
