package org.myelon.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.myelon.image.nifti.Nifti;
import org.myelon.step.CancelledException;
import org.myelon.step.InputException;
import org.myelon.step.Progress;

/** Series done volume by volume: at once, or on demand, which must give the same bits. */
class EachVolumeTest {

  private static final long AT_ONCE = Long.MAX_VALUE, ON_DEMAND = 0;

  /** Numbers of the volumes that a source gave and an operation worked on, in their order. */
  private final List<Integer> given = new ArrayList<>(), done = new ArrayList<>();

  private static Volume random(long... size) {
    int n = 1;
    for (long s : size) n *= (int) s;
    final float[] values = new float[n];
    final Random random = new Random(5);
    for (int i = 0; i < n; i++) values[i] = random.nextFloat();
    final Grid grid =
        Oblique.grid(
            "AIL",
            new long[] {size[0], size[1], size[2]},
            new double[] {1, 2, 3},
            new double[] {10, 20, 30},
            new double[] {5, 6, 7});
    return Volume.of(ArrayImgs.floats(values, size), grid.voxelToWorld(), "series");
  }

  /** A series that notes which volumes are asked for; volume t holds t. */
  private Volume counting(int count) {
    return Volume.of(
        VolumeSeries.onDemand(
            new long[] {4, 3, 2, count},
            new FloatType(),
            t -> {
              given.add(t);
              return ArrayImgs.floats(filled(t), 24).update(null);
            }),
        Affine.IDENTITY,
        "counting");
  }

  private static float[] filled(float value) {
    final float[] values = new float[24];
    java.util.Arrays.fill(values, value);
    return values;
  }

  private Volume tenMore(Volume volume, Progress progress) {
    progress.check("adding", 0);
    final float[] values = volume.toFloats();
    done.add((int) values[0]);
    for (int i = 0; i < values.length; i++) values[i] += 10;
    return Volume.ofFloats(values, volume.grid(), volume.name());
  }

  private static double[] values(Volume volume) {
    final PlaneReader planes = new PlaneReader(volume.pixels());
    final int count = (int) planes.planeCount(), size = planes.planeSize();
    final double[] all = new double[count * size], plane = new double[size];
    for (int p = 0; p < count; p++) {
      planes.read(p, plane);
      System.arraycopy(plane, 0, all, p * size, size);
    }
    return all;
  }

  @Test
  void whatIsAskedForOnceIsReadAndDoneOnce() {
    final Volume result = EachVolume.map(counting(5), this::tenMore, Progress.NONE, ON_DEMAND);
    assertEquals(List.of(0), given, "read before it is asked for");
    assertEquals(List.of(0), done, "done before it is asked for");
    final double[] values = values(result);
    assertEquals(List.of(0, 1, 2, 3, 4), given);
    assertEquals(List.of(0, 1, 2, 3, 4), done);
    for (int i = 0; i < values.length; i++) assertEquals(10 + i / 24, values[i]);
  }

  @Test
  void theLastTwoAreKeptAndOthersMadeAgain() {
    final Volume result = EachVolume.map(counting(5), this::tenMore, Progress.NONE, ON_DEMAND);
    for (int t : new int[] {0, 1, 0, 1, 2, 1, 4, 1, 0})
      assertEquals(10 + t, result.volume(t).toFloats()[23], "volume " + t);
    assertEquals(List.of(0, 1, 2, 4, 0), done);
  }

  @Test
  void inMemoryAllIsDoneAtOnceAndNeverAgain() {
    final Volume result = EachVolume.map(counting(5), this::tenMore, Progress.NONE, AT_ONCE);
    assertEquals(List.of(0, 1, 2, 3, 4), done);
    for (int t : new int[] {4, 0, 3, 1, 4, 0})
      assertEquals(10 + t, result.volume(t).toFloats()[0], "volume " + t);
    assertEquals(List.of(0, 1, 2, 3, 4), done);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void sameBitsOnDemand(long components) {
    final Volume image = components == 1 ? random(7, 6, 5, 4) : random(7, 6, 5, 2, components);
    final double[] sigma = {1, 2, 3};
    final Volume atOnce = smooth(image, sigma, AT_ONCE), onDemand = smooth(image, sigma, ON_DEMAND);
    assertArrayEquals(
        image.pixels().dimensionsAsLongArray(), onDemand.pixels().dimensionsAsLongArray());
    assertArrayEquals(values(atOnce), values(onDemand));
    assertArrayEquals(
        values(atOnce.reoriented(Orientation.RPI)), values(onDemand.reoriented(Orientation.RPI)));
  }

  private static Volume smooth(Volume image, double[] sigma, long mostBytes) {
    return EachVolume.map(
        image, (v, p) -> GaussianFilter.smooth(v, sigma, p), Progress.NONE, mostBytes);
  }

  /** A fifth axis counts after the fourth; the results may be views. */
  @Test
  void componentsKeepTheirPlaces() {
    final Volume field = random(3, 4, 5, 2, 3);
    for (long mostBytes : new long[] {AT_ONCE, ON_DEMAND}) {
      final Volume turned =
          EachVolume.map(field, (v, p) -> v.reoriented(Orientation.RPI), Progress.NONE, mostBytes);
      assertArrayEquals(values(field.reoriented(Orientation.RPI)), values(turned));
      assertEquals(field.reoriented(Orientation.RPI).grid(), turned.grid());
    }
  }

  @Test
  void cancelAndErrorsReachWhoWritesTheResult(@TempDir Path folder) throws IOException {
    final boolean[] stop = {false};
    final Progress progress =
        new Progress() {
          @Override
          public void update(String stage, double fraction) {
            stop[0] |= fraction > 0.5;
          }

          @Override
          public boolean isCancelled() {
            return stop[0];
          }
        };
    final Volume result = EachVolume.map(counting(8), this::tenMore, progress, ON_DEMAND);
    final Path file = folder.resolve("result.nii.gz");
    assertThrows(CancelledException.class, () -> Nifti.write(result, file));
    assertEquals(List.of(0, 1, 2, 3, 4, 5), done);
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(0, left.count(), "nothing is half-written");
    }

    final Volume failing =
        EachVolume.map(
            counting(8),
            (v, p) -> {
              if (v.toFloats()[0] == 3) throw new InputException("volume 3 is bad");
              return tenMore(v, p);
            },
            Progress.NONE,
            ON_DEMAND);
    assertEquals(
        "volume 3 is bad",
        assertThrows(InputException.class, () -> Nifti.write(failing, file)).getMessage());
    assertEquals(15, failing.volume(5).toFloats()[0], "the others are there");
  }
}
