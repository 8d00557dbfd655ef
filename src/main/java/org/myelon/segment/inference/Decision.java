package org.myelon.segment.inference;

import java.util.ArrayList;
import java.util.List;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.RealType;
import net.imglib2.view.Views;
import org.myelon.image.Volume;

/** From probabilities to a label map, by a threshold. */
final class Decision {

  private Decision() {}

  /**
   * Labels: the most probable class, if it is above the threshold. Regions: each that is above it,
   * later ones over earlier ones.
   *
   * @param probabilities one image for each output of the model
   * @return unsigned 8-bit
   */
  static Volume labels(List<Volume> probabilities, PatchModel model, double threshold) {
    final Volume first = probabilities.get(0);
    final float[] best = new float[(int) first.grid().voxelCount()];
    final byte[] labels = new byte[best.length];
    for (int c = model.firstClass(); c < probabilities.size(); c++) {
      final float[] p = probabilities.get(c).toFloats();
      final boolean overlaps = !model.regionOrder().isEmpty();
      for (int i = 0; i < p.length; i++)
        if (p[i] > threshold && (overlaps || p[i] > best[i])) {
          best[i] = p[i];
          labels[i] = (byte) model.value(c);
        }
    }
    return first.withPixels(ArrayImgs.unsignedBytes(labels, first.grid().size()));
  }

  /** Images put together as a series; one alone stays as it is. */
  @SuppressWarnings({"unchecked", "rawtypes"})
  static Volume stacked(List<Volume> images) {
    if (images.size() == 1) return images.get(0);
    final List<RandomAccessibleInterval> pixels = new ArrayList<>();
    for (Volume image : images) pixels.add(image.pixels());
    return images
        .get(0)
        .withPixels((RandomAccessibleInterval<? extends RealType<?>>) Views.stack((List) pixels));
  }
}
