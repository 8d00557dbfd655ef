package org.myelon.vertebra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.myelon.image.Box;
import org.myelon.image.Crop;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;
import org.myelon.image.nifti.Nifti;
import org.myelon.phantom.SpinePhantom;
import org.myelon.phantom.Subject;
import org.myelon.step.InputException;
import org.myelon.step.Progress;
import org.myelon.template.Template;
import org.myelon.vertebra.LabelDiscs.Method;
import org.myelon.vertebra.LabelDiscs.Settings;

/** Discs of the synthetic spine, by the synthetic template. */
class LabelDiscsTest {

  private static final Volume T2 = Nifti.read(Path.of("test-data/subject/t2.nii.gz"));
  private static final Volume CORD = Nifti.read(Path.of("test-data/subject/cord.nii.gz"));
  private static final Volume TRUTH = Nifti.read(Path.of("test-data/subject/discs.nii.gz"));
  private static final Template TEMPLATE = Template.open(Path.of("test-data/template"));

  @TempDir Path folder;

  private static LabelDiscs.Result run(Volume image, Volume cord, String start) {
    return LabelDiscs.run(
        new LabelDiscs.Inputs(image, cord, TEMPLATE),
        Settings.defaults().withStart(Start.parse(start, cord)),
        Progress.NONE);
  }

  private static String refused(Volume image, Volume cord, String start) {
    return assertThrows(InputException.class, () -> run(image, cord, start)).getMessage();
  }

  /** All discs from C2/C3 down, and none that is not there. */
  private static void assertDiscs(Volume truth, Volume found, double atMost) {
    final SortedMap<Integer, double[]> expected = Start.of(truth).known().tailMap(3);
    final SortedMap<Integer, double[]> own = Start.of(found).known().tailMap(3);
    assertEquals(expected.keySet(), own.keySet());
    for (Map.Entry<Integer, double[]> disc : expected.entrySet()) {
      final double[] p = disc.getValue(), q = own.get(disc.getKey());
      final double d = Math.hypot(Math.hypot(p[0] - q[0], p[1] - q[1]), p[2] - q[2]);
      assertTrue(d <= atMost, "disc " + disc.getKey() + " is off by " + d + " mm");
    }
  }

  /** The synthetic template is thinner than its subject and shows half a pattern before it. */
  @Test
  void findsAndNumbersAllByItself() {
    final LabelDiscs.Result result = run(T2, CORD, "auto");
    assertDiscs(TRUTH, result.discs(), 3);
    assertEquals(T2.grid(), result.levels().grid());
    assertEquals(9, result.table().rowCount());
    assertEquals("C2/C3", result.table().get(1, "name"));
    assertTrue(result.reason().contains("C2/C3 to T2/T3"), result.reason());
  }

  @Test
  void onAThickObliqueFlippedGridToo() {
    final Subject subject =
        SpinePhantom.draw(
            SpinePhantom.Settings.defaults()
                .withGrid(
                    SpinePhantom.grid(
                        Orientation.parse("SAR"), new double[] {2.2, 0.9, 0.9}, -5, 3)),
            Progress.NONE);
    assertDiscs(subject.discs(), run(subject.image(), subject.cord(), "auto").discs(), 3.5);
  }

  /** Slices of the subject's stored second axis, from below; 55 is disc C6/C7. */
  @ParameterizedTest
  @CsvSource({"'55,7', 7", "'55,8', 8", "'104,4:55,7', 7"})
  void aGivenNumberDecides(String start, int given) {
    final LabelDiscs.Result result = run(T2, CORD, start);
    final double[] there = Start.of(result.discs()).known().get(given);
    assertEquals(Start.of(TRUTH).known().get(7)[2], there[2], 3);
    assertEquals(given == 8, result.reason().contains("check it"), result.reason());
  }

  private static LabelDiscs.Result run(DiscFinder network, String start) {
    return LabelDiscs.run(
        new LabelDiscs.Inputs(T2, CORD, TEMPLATE, network),
        Settings.defaults().withStart(Start.parse(start, CORD)),
        Progress.NONE);
  }

  /** Sees all discs from C2/C3 down, and takes the one with a number for C2/C3. */
  private static DiscFinder seesAll(int second) {
    return (image, line, progress) ->
        Start.of(TRUTH).known().tailMap(3).entrySet().stream()
            .map(
                d ->
                    new DiscCandidate(
                        line.arcLengthAt(line.nearestPlace(d.getValue())),
                        d.getValue(),
                        0.95,
                        d.getKey() == second ? 0.95 : 0.001))
            .toList();
  }

  @Test
  void bothSourcesAreJoined() {
    final LabelDiscs.Result result = run(seesAll(3), "auto");
    assertDiscs(TRUTH, result.discs(), 1);
    assertTrue(result.reason().contains("8 seen by both"), result.reason());
    assertTrue(result.reason().contains("the template alone says C2/C3"), result.reason());
    assertEquals(1, result.reason().lines().count());
  }

  /** The template knows the uppermost disc as C2/C3; to the network the next one looks like it. */
  @Test
  void saysSoWhereTheLookOfADiscContradictsTheRest() {
    final LabelDiscs.Result result = run(seesAll(4), "auto");
    assertDiscs(TRUTH, result.discs(), 1);
    assertTrue(result.reason().contains("likely, not sure"), result.reason());
  }

  @Test
  void asksWhereNothingTellsTheNumbers() {
    final LabelDiscs.Inputs unnumbered = new LabelDiscs.Inputs(T2, CORD, TEMPLATE, seesAll(0));
    final String message =
        assertThrows(
                InputException.class,
                () ->
                    LabelDiscs.run(
                        unnumbered,
                        Settings.defaults().withMethod(LabelDiscs.Method.NETWORK),
                        Progress.NONE))
            .getMessage();
    assertTrue(message.contains("start="), message);
  }

  /** The user is believed, however much something looks like C2/C3. */
  @Test
  void aGivenNumberDecidesAgainstBoth() {
    final LabelDiscs.Result result = run(seesAll(3), "55,8");
    assertEquals(Start.of(TRUTH).known().get(7)[2], Start.of(result.discs()).known().get(8)[2], 3);
    assertTrue(result.reason().contains("check it"), result.reason());
  }

  @Test
  void aSourceThatSeesNothingOrFailsLeavesItToTheOther() {
    final LabelDiscs.Result blind = run((image, line, progress) -> List.of(), "auto");
    assertDiscs(TRUTH, blind.discs(), 3);
    assertTrue(blind.reason().contains("the network sees none"), blind.reason());
    final LabelDiscs.Result failed =
        run(
            (image, line, progress) -> {
              throw new InputException("There is no PyTorch.");
            },
            "auto");
    assertDiscs(TRUTH, failed.discs(), 3);
    assertTrue(failed.reason().contains("There is no PyTorch."), failed.reason());
  }

  @Test
  void levelsFillTheCordIfAsked() {
    final Settings settings = Settings.defaults().withStart(Start.of(TRUTH));
    final LabelDiscs.Inputs in = new LabelDiscs.Inputs(T2, CORD, TEMPLATE);
    assertEquals(
        voxels(CORD),
        voxels(LabelDiscs.run(in, settings.withFillLevels(true), Progress.NONE).levels()));
  }

  private static long voxels(Volume mask) {
    final float[] values = mask.toFloats();
    return IntStream.range(0, values.length).filter(i -> values[i] != 0).count();
  }

  @Test
  void startIsReadFromFiles() throws Exception {
    final Path text = folder.resolve("init.txt"), labels = folder.resolve("labels.nii.gz");
    Files.writeString(text, "-initz 55,7\n");
    Nifti.write(TRUTH, labels);
    assertEquals(7, Start.read(text.toString(), CORD).known().firstKey());
    assertEquals(10, Start.read(labels.toString(), CORD).known().size());
    assertTrue(Start.read("auto", CORD).isAutomatic());
    Files.writeString(text, "hello");
    assertThrows(InputException.class, () -> Start.read(text.toString(), CORD));
  }

  @ParameterizedTest
  @ValueSource(strings = {"here", "5", "1,2,3", "55,0", "999,3", "a,b,c,d"})
  void refusesWhatIsNoStart(String start) {
    assertThrows(InputException.class, () -> Start.parse(start, CORD));
  }

  @Test
  void refusesALabelBetweenDiscs() {
    // the middle of C5
    assertTrue(refused(T2, CORD, "79,5").contains("between discs"));
  }

  @Test
  void refusesAnImageWithoutDiscs() {
    final Random random = new Random(1);
    final float[] noise = new float[(int) T2.grid().voxelCount()];
    for (int i = 0; i < noise.length; i++) noise[i] = random.nextFloat();
    final String message = refused(Volume.ofFloats(noise, T2.grid(), "noise"), CORD, "auto");
    assertTrue(message.contains("noise"), message);
  }

  @Test
  void refusesAnEmptyCordAndOneElsewhere() {
    final byte[] none = new byte[(int) T2.grid().voxelCount()];
    assertTrue(refused(T2, Volume.ofBytes(none, T2.grid(), "empty"), "auto").contains("empty"));
    assertThrows(InputException.class, () -> run(T2, CORD.reoriented(Orientation.RPI), "auto"));
  }

  @Test
  void asksForANumberWhereOneVertebraIsInView() {
    final Volume image = T2.reoriented(Orientation.RPI), cord = CORD.reoriented(Orientation.RPI);
    final Box box =
        new Box(
            new long[] {0, 0, 82},
            new long[] {image.grid().size(0) - 1, image.grid().size(1) - 1, 102});
    final String message = refused(crop(image, box), crop(cord, box), "auto");
    assertTrue(message.contains("start=") || message.contains("No disc"), message);
  }

  private static Volume crop(Volume image, Box box) {
    return Crop.to(image, box);
  }

  @Test
  void saysWhatAMethodNeeds() {
    final LabelDiscs.Inputs bare = new LabelDiscs.Inputs(T2, CORD, null);
    for (Method method : Method.values()) {
      final Settings settings = Settings.defaults().withMethod(method);
      assertThrows(
          InputException.class, () -> LabelDiscs.run(bare, settings, Progress.NONE), "" + method);
    }
    final String message =
        assertThrows(
                InputException.class,
                () ->
                    LabelDiscs.run(
                        new LabelDiscs.Inputs(T2, CORD, TEMPLATE),
                        Settings.defaults().withMethod(Method.TEMPLATE).withContrast("t1"),
                        Progress.NONE))
            .getMessage();
    assertTrue(message.contains("Download Template"), message);
  }
}
