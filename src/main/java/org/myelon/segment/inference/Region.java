package org.myelon.segment.inference;

import java.util.List;
import org.myelon.image.Box;
import org.myelon.image.Crop;
import org.myelon.image.Grid;
import org.myelon.image.Volume;

/**
 * The part of an image that a network sees.
 *
 * @param whole grid of the image
 * @param box of voxels that are seen
 */
record Region(Grid whole, Box box) {

  /**
   * @throws org.myelon.step.InputException if the cord is empty or on another grid
   */
  static Region of(Volume image, Focus focus) {
    return new Region(image.grid(), focus.box(image));
  }

  /**
   * @throws org.myelon.step.InputException if the box leaves an image
   */
  List<Volume> cut(List<Volume> images) {
    if (isWhole()) return images;
    return images.stream().map(image -> Crop.to(image, box)).toList();
  }

  /** The part in its place in the whole image, with a value around it. */
  Volume back(Volume part, double outside) {
    if (isWhole()) return part;
    final long[] after = new long[3];
    for (int a = 0; a < 3; a++) after[a] = whole.size(a) - 1 - box.max()[a];
    return Crop.pad(part, box.min(), after, outside);
  }

  private boolean isWhole() {
    return box.equals(Box.of(whole));
  }
}
