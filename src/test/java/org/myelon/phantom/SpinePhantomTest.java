package org.myelon.phantom;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.myelon.image.Grid;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;
import org.myelon.step.Progress;

class SpinePhantomTest {

  private static final SpinePhantom.Settings CLEAN =
      SpinePhantom.Settings.defaults().withNoise(0).withBias(0);

  @Test
  void theFilesInTestDataAreWhatTheGeneratorDraws(@TempDir Path temp) throws Exception {
    WriteTestData.main(new String[] {temp.toString()});
    for (String name : new String[] {"t2", "cord", "discs", "levels", "cpr"}) {
      final String file = name + ".nii.gz";
      assertArrayEquals(
          content(temp.resolve(file)),
          content(Path.of("test-data/subject", file)),
          file + " is not what WriteTestData writes now; run it again");
    }
  }

  private static byte[] content(Path gzip) throws Exception {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(gzip))) {
      return in.readAllBytes();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "AIL, 1.0, 1.0, 1.0, 3, 2",
    "RPI, 0.8, 0.6, 3.0, 0, 0",
    "LAS, 1.5, 1.0, 0.8, -6, 5",
    "SPR, 1.2, 0.9, 1.6, 12, -8"
  })
  void volumeOfEachLevelIsTheIntegralOfTheAreaOnAnyGrid(
      String stored, double rl, double pa, double is, double tilt, double turn) {
    final Grid grid =
        SpinePhantom.grid(Orientation.parse(stored), new double[] {rl, pa, is}, tilt, turn);
    assertEquals(stored, grid.orientation().toString());
    final Subject subject = SpinePhantom.draw(CLEAN.withGrid(grid), Progress.NONE);
    final float[] cord = subject.cordFraction().toFloats();
    final SpineAnatomy anatomy = subject.anatomy();
    final double[] volume = new double[12];
    for (int i = 0; i < cord.length; i++)
      if (cord[i] > 0) {
        final int x = i % grid.extent(0), y = i / grid.extent(0) % grid.extent(1);
        final int z = i / grid.extent(0) / grid.extent(1);
        final var at = anatomy.curve().locate(grid.voxelToWorld().apply(x, y, z));
        volume[anatomy.level(at.arcLength())] +=
            cord[i] * Math.abs(grid.voxelToWorld().determinant());
      }
    double whole = 0, drawn = 0;
    for (var level : subject.truth()) {
      if (level.level() == 1 || level.level() == 9) continue; // tilted grids cut the ends
      final double expected = level.areaMm2() * level.lengthMm();
      // a voxel counts for the level of its centre
      final double border = 0.5 * is * level.areaMm2();
      assertEquals(expected, volume[level.level()], 0.005 * expected + border, level.name());
      whole += expected;
      drawn += volume[level.level()];
    }
    assertEquals(whole, drawn, 0.01 * whole);
  }

  @Test
  void truthIsThatOfAnAdultNeck() {
    final var truth = new SpineAnatomy().levels();
    assertEquals("C1", truth.get(0).name());
    assertEquals("T2", truth.get(8).name());
    for (var level : truth) {
      assertEquals(
          Math.PI / 4 * level.diameterAP() * level.diameterRL(),
          level.areaMm2(),
          0.005 * level.areaMm2());
      assertTrue(level.areaMm2() > 45 && level.areaMm2() < 82, level.toString());
      assertTrue(level.diameterAP() > 6 && level.diameterAP() < 8.5, level.toString());
    }
    // the cervical enlargement
    assertTrue(truth.get(4).diameterRL() > truth.get(1).diameterRL() + 1);
    assertTrue(truth.get(4).diameterRL() > truth.get(8).diameterRL() + 3);
  }

  @Test
  void placesBesideTheCurveAreFoundAgain() {
    final SpineCurve curve = new SpineCurve();
    for (double z = -80; z <= 80; z += 7.3) {
      final double[] world = curve.world(z, 13.5, -21.25);
      final SpineCurve.Local p = curve.locate(world);
      assertEquals(z, p.z(), 1e-6);
      assertEquals(13.5, p.right(), 1e-6);
      assertEquals(-21.25, p.anterior(), 1e-6);
      assertEquals(z, curve.parameter(p.arcLength()), 1e-6);
    }
  }

  @Test
  void discsLieBeforeTheCanalAtTheBordersOfTheLevels() {
    final SpinePhantom.Settings coarse =
        CLEAN.withGrid(SpinePhantom.grid(Orientation.parse("SAR"), new double[] {2, 1, 1}, 0, 4));
    final Subject subject = SpinePhantom.draw(coarse, Progress.NONE);
    final Grid grid = subject.discs().grid();
    final float[] discs = subject.discs().toFloats();
    int found = 0;
    for (int i = 0; i < discs.length; i++)
      if (discs[i] > 0) {
        found++;
        final int value = Math.round(discs[i]);
        final int x = i % grid.extent(0), y = i / grid.extent(0) % grid.extent(1);
        final int z = i / grid.extent(0) / grid.extent(1);
        final SpineCurve.Local p =
            subject.anatomy().curve().locate(grid.voxelToWorld().apply(x, y, z));
        final SpineCurve.Local tip =
            subject.anatomy().curve().locate(subject.anatomy().discPoint(value));
        assertEquals(subject.anatomy().discArcLength(value), tip.arcLength(), 1e-6);
        assertEquals(subject.anatomy().discArcLength(value), p.arcLength(), 0.9);
        assertEquals(0, p.right(), 1.1);
        assertEquals(tip.anterior(), p.anterior(), 0.9);
      }
    assertEquals(10, found);
  }

  @ParameterizedTest
  @CsvSource({"T1, 1", "T2, -1", "T2S, -1", "DWI, 1"})
  void cordIsBrighterOrDarkerThanCsfAsInTheRealContrast(Contrast contrast, int sign) {
    assertTrue(
        sign * (Tissue.WHITE_MATTER.brightness(contrast) - Tissue.CSF.brightness(contrast)) > 0.3);
  }

  @Test
  void noiseInTheAirIsRayleighDistributed() {
    final Grid thick = SpinePhantom.grid(Orientation.RPI, new double[] {1, 1, 4}, 0, 0);
    final Subject subject = SpinePhantom.draw(CLEAN.withGrid(thick).withNoise(0.05), Progress.NONE);
    final Volume image = subject.image();
    final float[] values = image.toFloats();
    final Grid grid = image.grid();
    double sum = 0;
    int n = 0;
    for (int i = 0; i < values.length; i++) {
      final int x = i % grid.extent(0), y = i / grid.extent(0) % grid.extent(1);
      final int z = i / grid.extent(0) / grid.extent(1);
      if (subject.anatomy().curve().locate(grid.voxelToWorld().apply(x, y, z)).anterior() < -49) {
        sum += values[i];
        n++;
      }
    }
    final double sigma = 0.05 * 250;
    assertTrue(n > 500);
    assertEquals(sigma * Math.sqrt(Math.PI / 2), sum / n, 0.1 * sigma);
  }
}
