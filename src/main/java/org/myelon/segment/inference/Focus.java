package org.myelon.segment.inference;

import java.util.Arrays;
import java.util.Optional;
import org.myelon.image.Box;
import org.myelon.image.Volume;

/** The part of an image that a network sees. Immutable. */
public final class Focus {

  /** Everything. */
  public static final Focus WHOLE = new Focus(null, null, 0);

  private final Box box;
  private final Volume cord;
  private final double margin;

  private Focus(Box box, Volume cord, double margin) {
    this.box = box;
    this.cord = cord;
    this.margin = margin;
  }

  /** A box of voxels of the image's stored axes. */
  public static Focus on(Box box) {
    return new Focus(box, null, 0);
  }

  /**
   * The surroundings of the cord.
   *
   * @param cord mask or centreline, on the grid of the image
   * @param margin how far they reach beyond it, mm
   */
  public static Focus around(Volume cord, double margin) {
    return new Focus(null, cord, margin);
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
