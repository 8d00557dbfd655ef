package org.myelon.atlas;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.myelon.SharedData;

/** The target of De Leener et al. 2017: errors below 2 % in tracts of 240 voxels or more. */
class TractPhantomTest {

  private static final int SLICES = 40, REPETITIONS = 20;
  private static final double NOISE = 0.2, LARGE = 240;

  @Test
  void mapFindsTheTractsOfTheRealAtlas() {
    final TractPhantom phantom = TractPhantom.of(SharedData.path("data/pam50/atlas"), 830, SLICES);
    final List<TractPhantom.Error> map = phantom.errors(Method.MAP, NOISE, SLICES, REPETITIONS);
    final List<TractPhantom.Error> large = map.stream().filter(e -> e.size() >= LARGE).toList();
    assertTrue(large.size() >= 10, () -> large.size() + " large tracts");
    for (TractPhantom.Error e : large) assertTrue(e.error() < 0.02, e::toString);
    final List<TractPhantom.Error> wa = phantom.errors(Method.WA, NOISE, SLICES, REPETITIONS);
    assertTrue(mean(map) < mean(wa), () -> mean(map) + " against " + mean(wa));
  }

  private static double mean(List<TractPhantom.Error> errors) {
    return errors.stream().mapToDouble(TractPhantom.Error::error).average().orElseThrow();
  }
}
