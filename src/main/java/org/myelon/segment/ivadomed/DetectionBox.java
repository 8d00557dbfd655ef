package org.myelon.segment.ivadomed;

import org.myelon.image.Box;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;

/**
 * The part of a resampled image that a network sees which wants the surroundings of the cord: the
 * box of the cord, made larger by the factors of the package, at least a window and such that
 * windows fill it.
 */
final class DetectionBox {

  private final Configuration configuration;
  private final double[] factor;

  /**
   * @param resample what is done to the image before; null for nothing
   */
  private DetectionBox(Configuration configuration, ResampleStep resample) {
    this.configuration = configuration;
    this.factor = resample == null ? new double[] {1, 1, 1} : resample.factor();
  }

  /**
   * @param box of the cord, in voxels of the stored axes of the image
   */
  static CropStep of(Box box, Volume image, Configuration configuration, ResampleStep resample) {
    return new DetectionBox(configuration, resample).step(box, image);
  }

  private CropStep step(Box box, Volume image) {
    final int[] world = configuration.axis().worldAxes(configuration.volumes());
    final int[] from = new int[3], size = new int[3];
    for (int dimension = 0; dimension < (configuration.volumes() ? 3 : 2); dimension++) {
      final int k = configuration.axes()[dimension];
      along(k, dimension, ends(box, image, world[k]), from, size);
    }
    return new CropStep(size, from);
  }

  /** The first and last voxel of the box along an axis of the world, from left, back or below. */
  private static long[] ends(Box box, Volume image, int worldAxis) {
    final Orientation stored = image.orientation();
    final int a = stored.axisOf(worldAxis);
    final long last = image.grid().size(a) - 1;
    return stored.growsPositive(a)
        ? new long[] {box.min()[a], box.max()[a]}
        : new long[] {last - box.max()[a], last - box.min()[a]};
  }

  /**
   * @param dimension 0 for the height, 1 for the width, 2 for the depth
   */
  private void along(int k, int dimension, long[] ends, int[] from, int[] size) {
    final double grow = configuration.detection().orElseThrow().get(dimension);
    final double extent = ends[1] - ends[0], grown = extent * grow;
    final double first = Math.rint(Math.max(0, ends[0] - Math.floor((grown - extent) / 2)));
    final double end = Math.floor(first + grown);
    from[k] = (int) Math.rint(first * factor[k]);
    size[k] = Math.max(1, (int) (end * factor[k] - first * factor[k]));
    if (configuration.length().isEmpty() || !configuration.volumes()) return;
    final int length = configuration.length().get(dimension);
    final int stride = configuration.stride().get(dimension);
    size[k] = Math.max(size[k], length);
    size[k] += (stride - (size[k] - length) % stride) % stride;
  }
}
