package org.myelon.segment.nnunet;

import java.util.List;
import org.myelon.image.Volume;

/**
 * What a network says about an image, on the image's own grid.
 *
 * @param labels the value of each voxel, 0 for background
 * @param probabilities one image of 0 to 1 for each output of the network (label maps: the
 *     background first); empty if they were not asked for
 */
public record Restored(Volume labels, List<Volume> probabilities) {

  public Restored {
    probabilities = List.copyOf(probabilities);
  }
}
