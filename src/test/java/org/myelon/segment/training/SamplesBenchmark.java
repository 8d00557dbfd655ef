package org.myelon.segment.training;

import java.nio.file.Path;
import java.util.SplittableRandom;
import org.myelon.segment.axial.AxialModel;

/** How many samples per second one thread draws. Argument: the shared folder. */
public final class SamplesBenchmark {

  private SamplesBenchmark() {}

  public static void main(String[] args) {
    for (OwnData image : OwnData.ALL) {
      if (image.cord() == null) continue;
      final LabelledImage labelled =
          LabelledImage.of(
              OwnData.read(Path.of(args[0]), image.image()),
              OwnData.readMask(Path.of(args[0]), image.cord()));
      final SampleSource source = WindowSource.of(labelled, AxialModel.cord());
      for (int i = 0; i < 200; i++) source.draw(new SplittableRandom(i));
      final long start = System.nanoTime();
      for (int i = 0; i < 200; i++) source.draw(new SplittableRandom(i));
      System.out.printf("%.1f ms %s%n", (System.nanoTime() - start) / 200e6, image.image());
    }
  }
}
