package org.myelon.segment.inference;

import java.util.Arrays;
import java.util.Optional;
import org.myelon.image.Box;
import org.myelon.image.Volume;
import org.myelon.step.Progress;

/** The part of an image that a network sees. Immutable. */
public final class Focus {

  /** Everything. */
  public static final Focus WHOLE = new Focus(null, null, false, 0);

  private final Box box;
  private final Volume cord;
  private final boolean search;
  private final double margin;

  private Focus(Box box, Volume cord, boolean search, double margin) {
    this.box = box;
    this.cord = cord;
    this.search = search;
    this.margin = margin;
  }

  /** A box of voxels of the image's stored axes. */
  public static Focus on(Box box) {
    return new Focus(box, null, false, 0);
  }

  /**
   * The surroundings of the cord.
   *
   * @param cord mask or centreline, on the grid of the image
   * @param margin how far they reach beyond it, mm
   */
  public static Focus around(Volume cord, double margin) {
    return new Focus(null, cord, false, margin);
  }

  /**
   * The surroundings of the cord, which the built-in localiser finds first.
   *
   * @param margin how far they reach beyond its middle, mm
   */
  public static Focus onFoundCord(double margin) {
    return new Focus(null, null, true, margin);
  }

  /**
   * The same once the cord is known.
   *
   * @throws org.myelon.step.InputException if no cord is found
   */
  Focus known(Volume image, String device, Progress progress) {
    return search ? around(FoundCord.in(image, device, progress), margin) : this;
  }

  /** The mask or centreline that was given. */
  Optional<Volume> cord() {
    return Optional.ofNullable(cord);
  }

  /**
   * @throws org.myelon.step.InputException if the cord is empty or on another grid
   */
  Box box(Volume image) {
    if (box != null) return box;
    if (cord == null) return Box.of(image.grid());
    image.grid().requireSame(cord.grid(), image.name(), cord.name());
    final long[] voxels =
        Arrays.stream(image.grid().spacing())
            .mapToLong(mm -> (long) Math.ceil(margin / mm))
            .toArray();
    return Box.around(cord).grown(voxels, image.grid());
  }
}
