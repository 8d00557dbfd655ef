package org.myelon.segment.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.myelon.Npy;
import org.myelon.SharedData;
import org.myelon.step.Json;

/** Where windows lie and how they are weighed, against what nnU-Net itself computed. */
class NnunetWindowTest {

  private static List<?> json(String file) throws Exception {
    final Path path = SharedData.path("reference/nnunet/units/" + file);
    return (List<?>) Json.read(Files.readString(path), file);
  }

  private static int[] ints(Object list) {
    return ((List<?>) list).stream().mapToInt(n -> ((Number) n).intValue()).toArray();
  }

  @Test
  void windowsStartWhereNnunetStartsThem() throws Exception {
    for (Object each : json("tile_starts.json")) {
      final Map<?, ?> c = (Map<?, ?>) each;
      final int[] image = ints(c.get("image")), tile = ints(c.get("tile"));
      final double step = ((Number) c.get("tile_step_size")).doubleValue();
      for (int a = 0; a < image.length; a++)
        assertArrayEquals(
            ints(((List<?>) c.get("starts")).get(a)),
            Tiles.starts(image[a], tile[a], step),
            c + "");
    }
  }

  @Test
  void smallImagesLieInTheWindowWhereNnunetPutsThem() throws Exception {
    for (Object each : json("padding.json")) {
      final Map<?, ?> c = (Map<?, ?>) each;
      final int[] shape = ints(c.get("shape")), below = ints(c.get("below"));
      final List<Integer> patch =
          ((List<?>) c.get("patch")).stream().map(n -> ((Number) n).intValue()).toList();
      final int[] first = Tiles.of(shape, patch, 0.5).starts().get(0);
      for (int a = 0; a < 3; a++) assertEquals(-below[a], first[a], c + " axis " + a);
    }
  }

  /** To the last bits of single precision; the smallest weights are 1e-10 of the largest. */
  @Test
  void weightsAreNnunets() throws Exception {
    int count = 0;
    try (Stream<Path> files = Files.list(SharedData.path("reference/nnunet/units/gaussian"))) {
      for (Path file : files.filter(f -> f.toString().endsWith("fp32.npy")).toList()) {
        final Npy expected = Npy.read(file);
        final float[] weights = GaussianWeights.of(expected.shape());
        for (int i = 0; i < weights.length; i++)
          assertEquals(expected.values()[i], weights[i], 1e-6 * expected.values()[i], file + "");
        count++;
      }
    }
    assertTrue(count >= 5);
  }
}
