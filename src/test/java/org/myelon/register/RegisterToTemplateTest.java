package org.myelon.register;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.myelon.Cancelled;
import org.myelon.image.Grid;
import org.myelon.image.Interpolation;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;
import org.myelon.image.nifti.Nifti;
import org.myelon.label.LevelBodies;
import org.myelon.phantom.SpinePhantom;
import org.myelon.phantom.Subject;
import org.myelon.register.RegisterToTemplate.Reference;
import org.myelon.register.RegisterToTemplate.Settings;
import org.myelon.register.RegisterToTemplate.Side;
import org.myelon.step.CancelledException;
import org.myelon.step.InputException;
import org.myelon.step.Progress;
import org.myelon.template.Template;
import org.myelon.transform.ApplyTransform;

/** Phantoms against the synthetic template, whose anatomy is the same without the bends. */
class RegisterToTemplateTest {

  private static final Template TEMPLATE = Template.open(Path.of("test-data/template"));

  private static final Side THEIRS = template(LabelKind.DISCS);

  private static Side template(LabelKind kind) {
    return new Side(
        read(Template.Part.T2), read(Template.Part.CORD), read(kind.templatePart()), null);
  }

  private static Volume read(Template.Part part) {
    return TEMPLATE.read(part, Progress.NONE);
  }

  private static Volume embedded(String name) {
    return Nifti.read(Path.of("test-data/subject", name + ".nii.gz"));
  }

  private static Side subject() {
    return new Side(embedded("t2"), embedded("cord"), embedded("discs"), null);
  }

  private static Settings settings(Reference reference) {
    final Settings d = Settings.defaults();
    return new Settings(d.labels(), reference, d.steps(), d.centerline());
  }

  private static Registration register(Side subject, Settings settings) {
    return RegisterToTemplate.run(subject, THEIRS, settings, StepAlgorithms::of, Progress.NONE);
  }

  /**
   * The same anatomy on any grid. Dice: half a voxel at the rim of a cord 12 voxels wide is 3 %,
   * more in thick slices. Levels: the share of the cord's voxels whose level is not the true one;
   * one slice of 15 at each border is 3 %, thick ones more.
   */
  @ParameterizedTest
  @CsvSource({
    "AIL, 1.0, 1.0, 1.0, 3, 2, TEMPLATE, 0.97, 0.04",
    "LAS, 0.8, 0.7, 1.2, -6, 5, TEMPLATE, 0.965, 0.04",
    "SPR, 1.2, 0.9, 1.6, 12, -8, TEMPLATE, 0.95, 0.06",
    "RPI, 0.7, 0.7, 4.0, 4, 0, SUBJECT, 0.95, 0.12",
    "LPS, 0.9, 0.8, 3.0, -8, 3, SUBJECT, 0.95, 0.12"
  })
  void theTemplateLiesOnTheCordWithItsLevels(
      String stored,
      double rl,
      double pa,
      double is,
      double tilt,
      double turn,
      Reference reference,
      double leastDice,
      double mostWrong) {
    final Grid grid =
        SpinePhantom.grid(Orientation.parse(stored), new double[] {rl, pa, is}, tilt, turn);
    final Subject s =
        SpinePhantom.draw(SpinePhantom.Settings.defaults().withGrid(grid), Progress.NONE);
    final Registration found =
        register(new Side(s.image(), s.cord(), s.discs(), null), settings(reference));
    final Quality q = found.quality();
    assertTrue(q.diceAfter() >= leastDice, q.toString());
    assertTrue(q.diceAfter() >= q.diceBefore(), q.toString());
    assertEquals(0, q.folds());
    // the uppermost slice of a tilted grid holds half a cord, onto which a whole one is pressed
    final double largest = reference == Reference.TEMPLATE ? 0.1 : 1;
    assertTrue(q.inverse().largestMm() < largest && q.inverse().meanMm() < 0.01, q.toString());
    assertTrue(wrongLevels(s, found) <= mostWrong, wrongLevels(s, found) + " of the levels");
  }

  private static double wrongLevels(Subject s, Registration found) {
    final float[] levels =
        ApplyTransform.run(
                read(Template.Part.LEVELS),
                s.image().grid(),
                found.transform(),
                Interpolation.NEAREST,
                Progress.NONE)
            .toFloats();
    final float[] truth = s.levels().toFloats();
    int both = 0, wrong = 0;
    for (int i = 0; i < truth.length; i++) {
      // the template and the cord end elsewhere
      if (truth[i] < 2 || truth[i] > 7 || levels[i] == 0) continue;
      both++;
      if (levels[i] != truth[i]) wrong++;
    }
    assertTrue(both > 1000, both + " voxels with levels");
    return wrong / (double) both;
  }

  /** Two labels set the scale, one the place alone. */
  @ParameterizedTest
  @CsvSource({"TEMPLATE, 4, 4", "SUBJECT, 3, 6"})
  void fewLabelsAreEnough(Reference reference, int one, int other) {
    final Volume all = embedded("discs");
    final float[] v = all.toFloats();
    for (int i = 0; i < v.length; i++) if (v[i] != one && v[i] != other) v[i] = 0;
    final Volume few = Volume.ofFloats(v, all.grid(), "few");
    final Registration found =
        register(new Side(embedded("t2"), embedded("cord"), few, null), settings(reference));
    assertTrue(found.quality().diceAfter() > 0.95, found.quality().toString());
    assertEquals(0, found.quality().folds());
  }

  @Test
  void bodiesDoAsDiscsDo() {
    final Volume bodies = LevelBodies.run(embedded("levels"), List.of(3, 4, 5, 6)).labels();
    final Settings d = Settings.defaults();
    final Registration found =
        RegisterToTemplate.run(
            new Side(embedded("t2"), embedded("cord"), bodies, null),
            template(LabelKind.BODIES),
            new Settings(LabelKind.BODIES, Reference.TEMPLATE, d.steps(), d.centerline()),
            StepAlgorithms::of,
            Progress.NONE);
    assertTrue(found.quality().diceAfter() > 0.96, found.quality().toString());
  }

  @Test
  void sameBitsForAnyNumberOfThreads() throws Exception {
    final Registration one = register(subject(), settings(Reference.TEMPLATE));
    final ForkJoinPool three = new ForkJoinPool(3);
    final Registration other =
        three.submit(() -> register(subject(), settings(Reference.TEMPLATE))).get();
    three.shutdown();
    final double[] p = {0, 0, 0}, q = new double[3], r = new double[3];
    assertEquals(one.transform().apply(p, q), other.transform().apply(p, r));
    assertArrayEquals(q, r, 0);
    assertEquals(one.facts().toString(), other.facts().toString());
  }

  @Test
  void aCancelledRegistrationStops() {
    assertThrows(
        CancelledException.class,
        () ->
            RegisterToTemplate.run(
                subject(),
                THEIRS,
                settings(Reference.TEMPLATE),
                StepAlgorithms::of,
                new Cancelled()));
  }

  private static void refused(String part, Side side) {
    final String message =
        assertThrows(InputException.class, () -> register(side, settings(Reference.TEMPLATE)))
            .getMessage();
    assertTrue(message.contains(part), message);
  }

  private interface Edit {
    void apply(float[] values, int nx, int ny, int nz);
  }

  /** The embedded cord, RPI-oriented, changed. */
  private static Side with(Edit edit) {
    final Volume cord = embedded("cord").reoriented(Orientation.RPI);
    final float[] v = cord.toFloats();
    final Grid g = cord.grid();
    edit.apply(v, g.extent(0), g.extent(1), g.extent(2));
    return new Side(embedded("t2"), Volume.ofFloats(v, g, "cord"), embedded("discs"), null);
  }

  @Test
  void masksThatAreNotOneCordAreRefused() {
    refused("is empty", with((v, nx, ny, nz) -> Arrays.fill(v, 0)));
    refused(
        "has a hole: slice",
        with((v, nx, ny, nz) -> Arrays.fill(v, nx * ny * (nz / 2), nx * ny * (nz / 2 + 1), 0)));
    refused(
        "2 separate objects",
        with(
            (v, nx, ny, nz) -> {
              for (int z = nz / 3; z < nz / 2; z++)
                for (int n = 0; n < 16; n++) v[(z * ny + 2 + n / 4) * nx + 2 + n % 4] = 1;
            }));
    refused(
        "touches the right side",
        with(
            (v, nx, ny, nz) -> {
              final int z = nz / 2;
              boolean in = false;
              for (int y = 0; y < ny && !in; y++)
                for (int x = 0; x < nx && !in; x++)
                  if (v[(z * ny + y) * nx + x] > 0) {
                    Arrays.fill(v, (z * ny + y) * nx, (z * ny + y) * nx + x, 1);
                    in = true;
                  }
            }));
  }

  @Test
  void labelsThatFitNothingAreRefused() {
    final Volume discs = embedded("discs");
    final float[] v = discs.toFloats();
    for (int i = 0; i < v.length; i++) if (v[i] == 4) v[i] = 33;
    refused(
        "no disc label 33",
        new Side(
            embedded("t2"), embedded("cord"), Volume.ofFloats(v, discs.grid(), "discs"), null));
    refused("above the cord mask", with((w, nx, ny, nz) -> cut(w, nx * ny, 0, nz / 3)));
    refused(
        "no label",
        new Side(
            embedded("t2"),
            embedded("cord"),
            Volume.ofFloats(new float[v.length], discs.grid(), "discs"),
            null));
  }

  private static void cut(float[] v, int plane, int from, int to) {
    for (int i = 0; i < v.length; i++) if (i / plane < from || i / plane >= to) v[i] = 0;
  }

  @Test
  void aMaskOfAnotherImageIsRefused() {
    final Grid grid = SpinePhantom.grid(Orientation.parse("RPI"), new double[] {1, 1, 3}, 0, 0);
    final Subject s =
        SpinePhantom.draw(SpinePhantom.Settings.defaults().withGrid(grid), Progress.NONE);
    refused("are on different grids", new Side(embedded("t2"), s.cord(), s.discs(), null));
  }

  @Test
  void anImageStepNeedsImages() {
    final Settings s = settings(Reference.TEMPLATE);
    final List<StepSettings> steps = RegistrationSteps.parse("step=1,type=rootlet,algo=syn");
    final String message =
        assertThrows(
                InputException.class,
                () ->
                    register(
                        subject(), new Settings(s.labels(), s.reference(), steps, s.centerline())))
            .getMessage();
    assertTrue(message.contains("rootlet maps"), message);
  }
}
