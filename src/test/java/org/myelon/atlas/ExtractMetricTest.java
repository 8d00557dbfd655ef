package org.myelon.atlas;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.myelon.atlas.ExtractMetric.Inputs;
import org.myelon.atlas.ExtractMetric.Settings;
import org.myelon.image.Grid;
import org.myelon.image.Oblique;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;
import org.myelon.image.nifti.Nifti;
import org.myelon.morphology.Regions;
import org.myelon.step.CancelledException;
import org.myelon.step.InputException;
import org.myelon.step.Progress;
import org.myelon.template.InfoLabel;

/** Extraction on oblique, anisotropic grids, and what it refuses. */
class ExtractMetricTest {

  private static final Grid GRID = grid(0.7, 0.9, 4);
  private static final int SLICE = 72;
  private static final String LIST =
      """
      # Keyword=IndivLabels
      0, left, left.nii.gz
      1, right, right.nii.gz
      2, fluid, fluid.nii.gz
      # Keyword=CombinedLabels
      51, cord, 0:1
      # Keyword=MAPLabels
      cord, 0:1
      fluid, 2
      """;

  private static Grid grid(double... mm) {
    return Oblique.grid(
        "RPI", new long[] {9, 8, 6}, mm, new double[] {8, -5, 12}, new double[] {1, 2, 3});
  }

  /** Left and right halves with soft edges, fluid around; nothing in the lowest slice. */
  private static Volume part(int id) {
    final float[] parts = new float[(int) GRID.voxelCount()];
    for (int i = SLICE; i < parts.length; i++) {
      final double x = i % 9 - 4.2, y = i / 9 % 8 - 3.4;
      final double cord = Math.max(0, Math.min(1, 3.2 - Math.hypot(x, y)));
      final double left = Math.max(0, Math.min(1, x + 0.5));
      parts[i] = (float) (id == 2 ? 1 - cord : id == 0 ? cord * left : cord * (1 - left));
    }
    return Volume.ofFloats(parts, GRID, "part" + id);
  }

  private static Atlas atlas() {
    return Atlas.of(InfoLabel.parse(LIST, "atlas"), i -> part(i.id()));
  }

  /** Left 50 plus the slice, right 40, fluid 10, as the parts say. */
  private static Volume image() {
    final float[] image = new float[(int) GRID.voxelCount()];
    final float[] left = part(0).toFloats(), right = part(1).toFloats(), fluid = part(2).toFloats();
    for (int i = 0; i < image.length; i++)
      image[i] = (50 + i / SLICE) * left[i] + 40 * right[i] + 10 * fluid[i];
    return Volume.ofFloats(image, GRID, "mtr");
  }

  private static Volume levels() {
    final byte[] levels = new byte[(int) GRID.voxelCount()];
    for (int z = 0; z < 6; z++) levels[z * SLICE + 30] = (byte) (z < 3 ? 5 : 4);
    return Volume.ofBytes(levels, GRID, "levels");
  }

  private static Settings with(Method method, String labels, Regions.Per per) {
    return Settings.defaults()
        .withMethod(method)
        .withLabels(labels, false)
        .withRegions(new Regions(List.of(1, 2, 3, 4, 5), List.of(), per));
  }

  private static MetricResult run(Inputs in, Settings settings) {
    return ExtractMetric.run(in, settings, Progress.NONE);
  }

  private static double[] values(Inputs in, Settings settings) {
    return run(in, settings).estimates().stream().mapToDouble(Estimate::value).toArray();
  }

  @ParameterizedTest
  @ValueSource(strings = {"RPI", "LAS", "AIL", "PSR"})
  void maximumLikelihoodTakesPartialVolumeApartInAnyOrientation(String orientation) {
    final Volume image = image().reoriented(Orientation.parse(orientation));
    final Inputs in = Inputs.of(image, atlas()).withLevels(levels());
    assertArrayEquals(
        new double[] {51, 52, 53, 54, 55, 40, 40, 40, 40, 40},
        values(in, with(Method.ML, "0,1", Regions.Per.SLICE)),
        1e-4);
    final MetricResult perLevel = run(in, with(Method.ML, "left", Regions.Per.LEVEL));
    assertEquals(List.of(1, 2), perLevel.estimates().get(0).region().slices());
    assertEquals(51.5, perLevel.estimates().get(0).value(), 1e-4);
    assertEquals(54, perLevel.estimates().get(1).value(), 1e-4);
  }

  @Test
  void fitIsTheImageAgainOnItsGrid() {
    final Volume image = image().reoriented(Orientation.parse("PSR"));
    final Volume fitted =
        run(Inputs.of(image, atlas()), with(Method.ML, "51", Regions.Per.SLICE)).fitted();
    assertEquals(image.grid(), fitted.grid());
    assertArrayEquals(image.toFloats(), fitted.toFloats(), 1e-4f);
  }

  @Test
  void sameBitsForAnyNumberOfThreads() throws Exception {
    final float[] noisy = image().toFloats();
    final Random random = new Random(3);
    for (int i = 0; i < noisy.length; i++) noisy[i] += random.nextGaussian();
    final Inputs in = Inputs.of(Volume.ofFloats(noisy, GRID, "noisy"), atlas());
    final Settings settings = with(Method.MAP, "all", Regions.Per.SLICE);
    final ForkJoinPool one = new ForkJoinPool(1), four = new ForkJoinPool(4);
    assertArrayEquals(
        one.submit(() -> values(in, settings)).get(),
        four.submit(() -> values(in, settings)).get());
    one.shutdown();
    four.shutdown();
  }

  @Test
  void maskOf255IsOne() {
    final byte[] mask = new byte[(int) GRID.voxelCount()];
    mask[SLICE + 40] = (byte) 255;
    final Atlas atlas = Atlas.ofMask(Volume.ofBytes(mask, GRID, "mask"));
    final Estimate found =
        run(Inputs.of(image(), atlas), with(Method.WA, "51", Regions.Per.REGION))
            .estimates()
            .get(0);
    assertEquals(1, found.size());
    assertEquals(image().toFloats()[SLICE + 40], found.value(), 1e-5);
    assertEquals("mask", found.label().name());
  }

  @Test
  void readsAFolder(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("info_label.txt"), LIST);
    Nifti.write(part(0).reoriented(Orientation.parse("RAS")), folder.resolve("left.nii.gz"));
    Nifti.write(part(1), folder.resolve("right.nii.gz"));
    Nifti.write(part(2).reoriented(Orientation.parse("AIL")), folder.resolve("fluid.nii.gz"));
    final Inputs in = Inputs.of(image(), Atlas.open(folder));
    assertArrayEquals(
        new double[] {51, 52, 53, 54, 55, 40, 40, 40, 40, 40},
        values(in, with(Method.ML, "0,1", Regions.Per.SLICE)),
        1e-4);
    Files.delete(folder.resolve("fluid.nii.gz"));
    assertEquals(4, Atlas.open(folder).table().rowCount());
    assertTrue(values(in, with(Method.WA, "51", Regions.Per.REGION))[0] > 40);
    assertRefused(in, with(Method.ML, "51", Regions.Per.REGION), "fluid.nii.gz", "missing");
  }

  @Test
  void refusesWhatDoesNotGoTogether() {
    final Inputs in = Inputs.of(image(), atlas());
    final Settings wa = with(Method.WA, "51", Regions.Per.REGION);
    assertRefused(in, with(Method.WA, "52", Regions.Per.REGION), "no label 52");
    assertRefused(in, with(Method.WA, "tract", Regions.Per.REGION), "'tract'", "List Labels");
    assertRefused(in, with(Method.WA, "51", Regions.Per.LEVEL), "give levels=", "mtr");
    assertRefused(in, wa.withRegions(new Regions(List.of(9), List.of(), Regions.Per.REGION)), "9");
    assertRefused(
        in, wa.withRegions(new Regions(List.of(0), List.of(), Regions.Per.REGION)), "'cord'");
    assertRefused(
        in.withLevels(levels()),
        wa.withRegions(new Regions(List.of(), List.of(7), Regions.Per.REGION)),
        "no vertebral level 7");
    assertRefused(in, wa.withModel(ModelSettings.defaults().withNonNegative(true)), "ml and map");
    final ModelSettings fixed = ModelSettings.defaults().withFixed(Map.of(1, 3.0));
    assertRefused(in, with(Method.ML, "51", Regions.Per.REGION).withModel(fixed), "fixed", "cord");
    assertRefused(
        in,
        with(Method.ML, "51", Regions.Per.REGION)
            .withModel(ModelSettings.defaults().withFixed(Map.of(9, 3.0))),
        "9");
    assertThrows(InputException.class, () -> ModelSettings.parseFixed("36"));
    assertEquals(Map.of(36, 0.0, 2, -1.5), ModelSettings.parseFixed("36=0, 2:-1.5"));
    assertThrows(InputException.class, () -> ModelSettings.defaults().withSigmas(0, 1));
  }

  @Test
  void refusesImagesThatHoldNothingOrLieElsewhere() {
    final Settings wa = with(Method.WA, "51", Regions.Per.REGION);
    final float[] nothing = new float[(int) GRID.voxelCount()];
    java.util.Arrays.fill(nothing, Float.NaN);
    final Volume nan = Volume.ofFloats(nothing, GRID, "nan");
    assertRefused(Inputs.of(nan, atlas()), wa, "nan", "not finite");
    final Volume zeros = Volume.ofFloats(new float[nothing.length], GRID, "zeros");
    assertRefused(Inputs.of(image(), Atlas.ofMask(zeros)), wa, "'zeros'", "no voxel");
    assertRefused(Inputs.of(image(), Atlas.ofMask(image())), wa, "mtr", "no map of a region");
    assertRefused(
        Inputs.of(image(), Atlas.ofMask(part(0))),
        with(Method.MAP, "", Regions.Per.REGION),
        "folder");
    final Volume elsewhere = Volume.ofFloats(new float[nothing.length], grid(1, 1, 1), "elsewhere");
    final Inputs in = Inputs.of(image(), atlas());
    for (Inputs wrong :
        Stream.of(
                Inputs.of(elsewhere, atlas()),
                in.withLevels(elsewhere),
                in.withWeights(elsewhere),
                in.withReference(elsewhere))
            .toList()) assertRefused(wrong, wa, "elsewhere", "grid");
    assertRefused(in.withReference(zeros), wa, "zeros", "empty");
    assertRefused(in.withWeights(zeros), wa, "mtr", "weight 0");
    assertRefused(in.withWeights(nan), wa, "nan", "0 or more");
  }

  @Test
  void stopsWhenCancelled() {
    final Progress cancelled =
        new Progress() {
          @Override
          public void update(String stage, double fraction) {}

          @Override
          public boolean isCancelled() {
            return true;
          }
        };
    final Inputs in = Inputs.of(image(), atlas());
    final Settings wa = with(Method.WA, "51", Regions.Per.REGION);
    assertThrows(CancelledException.class, () -> ExtractMetric.run(in, wa, cancelled));
  }

  private static void assertRefused(Inputs in, Settings settings, String... words) {
    final String message = assertThrows(InputException.class, () -> run(in, settings)).getMessage();
    assertFalse(message.contains("\n"), message);
    for (String word : words) assertTrue(message.contains(word), message);
  }
}
