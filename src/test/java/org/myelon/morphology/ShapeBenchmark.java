package org.myelon.morphology;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.myelon.image.Volume;
import org.myelon.image.nifti.Nifti;
import org.myelon.morphology.MeasureShape.Inputs;
import org.myelon.morphology.MeasureShape.Settings;
import org.myelon.step.Progress;

/**
 * Seconds to measure a mask in memory, run by hand: arguments are the mask and, for PAM50
 * normalisation, its level map. The first run is that of a fresh process, the median that of a
 * session.
 */
final class ShapeBenchmark {

  private static final int RUNS = 15;

  private ShapeBenchmark() {}

  public static void main(String[] files) {
    final Volume mask = Nifti.read(Path.of(files[0]));
    final Inputs in =
        files.length < 2
            ? Inputs.of(mask)
            : Inputs.of(mask).withLevels(Nifti.read(Path.of(files[1])));
    for (Compatibility c : Compatibility.values()) {
      final double[] seconds = new double[RUNS];
      for (int i = 0; i < RUNS; i++) {
        final long start = System.nanoTime();
        CordProfile p =
            MeasureShape.run(in, Settings.defaults().withCompatibility(c), Progress.NONE).profile();
        if (files.length > 1) p = Pam50Normalisation.apply(p, c);
        ShapeTable.of(
            p, Regions.eachSlice().of(p), false, new ShapeTable.Origin("", "", mask.name()));
        seconds[i] = (System.nanoTime() - start) / 1e9;
      }
      final double first = seconds[0];
      Arrays.sort(seconds);
      System.out.printf(
          Locale.ROOT, "%s: first %.3f s, median %.3f s%n", c, first, seconds[RUNS / 2]);
    }
  }
}
