package org.myelon.register;

import java.util.Locale;
import java.util.Map;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;
import org.myelon.image.nifti.Nifti;
import org.myelon.step.Progress;

/**
 * Times slicereg of two images, as a process that has just begun would need it. By hand: {@code
 * java -cp ... org.myelon.register.SliceRegularisedBenchmark moving fixed mask [repeats]}.
 */
public final class SliceRegularisedBenchmark {

  private SliceRegularisedBenchmark() {}

  public static void main(String[] files) {
    final long start = System.nanoTime();
    final Volume fixed = read(files[1]);
    final StepImages images =
        new StepImages(
            fixed.grid(), Map.of(Kind.IM, new Pair(fixed, read(files[0]))), read(files[2]));
    print("reading", start);
    final int repeats = files.length > 3 ? Integer.parseInt(files[3]) : 1;
    for (String metric : new String[] {"CC", "MeanSquares", "MI"}) {
      for (int n = 0; n < repeats; n++) {
        final long begin = System.nanoTime();
        SctSteps.run(images, "step=1,type=im,algo=slicereg,metric=" + metric);
        print(metric, begin);
      }
    }
  }

  private static Volume read(String file) {
    return Nifti.read(java.nio.file.Path.of(file), Progress.NONE).reoriented(Orientation.RPI);
  }

  private static void print(String what, long since) {
    System.out.printf(Locale.ROOT, "%-12s %6.2f s%n", what, (System.nanoTime() - since) / 1e9);
  }
}
