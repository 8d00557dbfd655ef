package org.myelon.segment.ivadomed;

import java.util.List;
import java.util.Optional;

/**
 * What the description of a package says about running its network.
 *
 * @param axis across which its slices lie
 * @param channels contrasts of the images it takes, in order
 * @param outputs what it finds, in order; they may overlap
 * @param volumes whether it sees volumes, else slices
 * @param length of its windows: height, width and for volumes depth; empty for whole slices
 * @param stride from a window to the next along the same axes
 * @param changes of the images, in order
 * @param normalised whether each image gets the mean 0 and the standard deviation 1 (slices: each
 *     window on its own)
 * @param skipsEmpty whether slices of one value are not looked at
 * @param postprocessing of what it finds
 * @param detection factors that the box of the cord grows by along height, width and depth, if the
 *     network wants images cropped to it
 */
public record Configuration(
    SliceAxis axis,
    List<String> channels,
    List<String> outputs,
    boolean volumes,
    List<Integer> length,
    List<Integer> stride,
    List<Change> changes,
    boolean normalised,
    boolean skipsEmpty,
    Postprocessing postprocessing,
    Optional<List<Double>> detection) {

  public Configuration {
    channels = List.copyOf(channels);
    outputs = List.copyOf(outputs);
    length = List.copyOf(length);
    stride = List.copyOf(stride);
    changes = List.copyOf(changes);
    detection = detection.map(List::copyOf);
  }

  /** Whether images are cropped round a region, where one is given. */
  public boolean cropsToRegion() {
    return changes.stream().anyMatch(c -> c instanceof Change.Crop crop && crop.region());
  }

  /** The axes of a block that are height, width and depth. */
  int[] axes() {
    return volumes ? new int[] {0, 1, 2} : new int[] {1, 2, 0};
  }
}
