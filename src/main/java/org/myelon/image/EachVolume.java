package org.myelon.image;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
import net.imglib2.view.Views;
import org.myelon.step.Progress;

/**
 * Does a 3-D operation to each volume of a series and to each component of a vector field, one
 * after the other, so that only one is in work at a time.
 */
public final class EachVolume {

  private EachVolume() {}

  /**
   * @param image 3-D, 4-D or 5-D
   * @param operation from a 3-D volume to a 3-D volume; all results on one grid
   * @return the results put together with as many axes as the image, under its name and with its
   *     header
   */
  public static Volume map(
      Volume image, BiFunction<Volume, Progress, Volume> operation, Progress progress) {
    final List<Volume> parts = parts(image);
    final List<Volume> results = new ArrayList<>();
    final double n = parts.size();
    for (Volume part : parts) {
      final int i = results.size();
      results.add(operation.apply(part, progress.part(i / n, (i + 1) / n)));
    }
    return image
        .withPixels(join(results, image.pixels().dimensionsAsLongArray()))
        .withVoxelToWorld(results.get(0).voxelToWorld());
  }

  private static List<Volume> parts(Volume image) {
    final List<Volume> parts = new ArrayList<>();
    if (image.numDimensions() == 3) parts.add(image);
    else if (image.numDimensions() == 4)
      for (long t = 0; t < image.volumeCount(); t++) parts.add(image.volume(t));
    else
      for (long c = 0; c < image.pixels().dimension(4); c++) {
        final Volume component = image.withPixels(Views.hyperSlice(image.pixels(), 4, c));
        parts.addAll(parts(component));
      }
    return parts;
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static RandomAccessibleInterval<? extends RealType<?>> join(
      List<Volume> parts, long[] like) {
    if (like.length == 3) return parts.get(0).pixels();
    final List<RandomAccessibleInterval> images = new ArrayList<>();
    for (Volume p : parts) images.add(p.pixels());
    if (like.length == 4) return Views.stack((List) images);
    final List<RandomAccessibleInterval> components = new ArrayList<>();
    final int series = (int) like[3];
    for (int c = 0; c < like[4]; c++)
      components.add(Views.stack((List) images.subList(c * series, (c + 1) * series)));
    return Views.stack((List) components);
  }
}
