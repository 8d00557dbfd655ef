package org.myelon.segment.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.myelon.image.Volume;
import org.myelon.image.nifti.Nifti;
import org.myelon.segment.axial.AxialModel;
import org.myelon.segment.training.TrainingPairs.Pair;
import org.myelon.step.InputException;
import org.myelon.step.Progress;

/**
 * Labelled images, some to learn from and some held out.
 *
 * @param samples windows from all images to learn from, each image as often as another
 * @param heldOut images to validate with, may be none
 * @param data a line for each image to learn from
 */
public record TrainingSet(SampleSource samples, List<ValidationImage> heldOut, List<String> data) {

  public TrainingSet {
    heldOut = List.copyOf(heldOut);
    data = List.copyOf(data);
  }

  /**
   * Reads images and masks.
   *
   * @param validation which images are held out: a fraction such as 0.2, evenly over the list, or
   *     comma-separated parts of their paths such as {@code sub-03}; empty for none
   * @throws InputException if an image cannot be learnt from, all or no images would be held out,
   *     or the memory does not suffice
   */
  public static TrainingSet read(
      List<Pair> pairs, String validation, AxialModel model, Progress progress) {
    final boolean[] held = heldOut(pairs, validation);
    final List<MixedSource.Part> parts = new ArrayList<>();
    final List<ValidationImage> validated = new ArrayList<>();
    final List<String> data = new ArrayList<>();
    long voxels = 0;
    for (int i = 0; i < held.length; i++) {
      final Pair pair = pairs.get(i);
      progress.check("Reading images", (double) i / held.length);
      final Volume image = Nifti.read(pair.image()), mask = Nifti.read(pair.mask());
      if (held[i]) {
        validated.add(ValidationImage.of(image, mask, model));
        continue;
      }
      voxels += image.grid().voxelCount();
      requireMemory(voxels, i + 1);
      parts.add(new MixedSource.Part(WindowSource.of(LabelledImage.of(image, mask), model), 1));
      data.add(pair.image().getFileName() + ", mask " + pair.mask().getFileName());
    }
    return new TrainingSet(new MixedSource(parts), validated, data);
  }

  /** Image and mask stay in memory as floats. */
  private static void requireMemory(long voxels, int images) {
    final long needed = 8 * voxels, there = Runtime.getRuntime().maxMemory();
    if (needed > 0.7 * there)
      throw new InputException(
          "The first %d images alone take %d MB of memory, and Java has %d: crop the images around the spine, take fewer, or give Java more memory."
              .formatted(images, needed >> 20, there >> 20));
  }

  private static boolean[] heldOut(List<Pair> pairs, String validation) {
    final boolean[] held = new boolean[pairs.size()];
    final String words = validation.strip();
    if (words.isEmpty()) return held;
    if (words.matches("0?\\.\\d+")) evenly(held, Double.parseDouble(words));
    else named(held, pairs, words);
    int count = 0;
    for (boolean h : held) if (h) count++;
    if (count == held.length)
      throw new InputException(
          "validation=" + words + " holds all images out: none is left to learn from.");
    return held;
  }

  private static void evenly(boolean[] held, double fraction) {
    final int count = Math.max(1, (int) Math.round(fraction * held.length));
    for (int k = 0; k < count; k++)
      held[Math.min(held.length - 1, (int) ((k + 0.5) * held.length / count))] = true;
  }

  private static void named(boolean[] held, List<Pair> pairs, String words) {
    for (String word : Arrays.stream(words.split(",")).map(String::strip).toList()) {
      boolean found = false;
      for (int i = 0; i < held.length; i++)
        if (!word.isEmpty() && pairs.get(i).image().toString().contains(word))
          found = held[i] = true;
      if (!found)
        throw new InputException(
            "validation= names " + word + ", but no image to train with has that in its path.");
    }
  }
}
