package org.myelon.segment.inference;

import java.util.List;
import org.myelon.segment.nnunet.Preprocess;
import org.myelon.segment.nnunet.Resampling;

/**
 * A model whose networks see windows of an image: how images get to them, and their outputs back.
 *
 * @param name in a paper's words
 * @param channels names of the images it takes
 * @param before the way to the network
 * @param windows what the networks see at once; with the axes along which images may be mirrored
 * @param networks whose outputs are averaged
 * @param outputs what each channel of the networks' outputs stands for; of labels the background
 *     comes first
 * @param regionOrder the value that each output gets where outputs are regions, which may overlap;
 *     empty where they are labels, of which each voxel has one
 * @param back how outputs are resampled to the image
 * @param threshold above which a probability counts, unless the user gives another; not positive to
 *     take the most probable label
 * @param citations the papers to cite
 */
record PatchModel(
    String name,
    List<String> channels,
    Preprocess.Settings before,
    SlidingWindow.Settings windows,
    List<NetworkFile> networks,
    List<String> outputs,
    List<Integer> regionOrder,
    Resampling back,
    double threshold,
    List<String> citations) {

  PatchModel {
    channels = List.copyOf(channels);
    networks = List.copyOf(networks);
    outputs = List.copyOf(outputs);
    regionOrder = List.copyOf(regionOrder);
    citations = List.copyOf(citations);
  }

  /** Outputs before this one are background. */
  int firstClass() {
    return regionOrder.isEmpty() ? 1 : 0;
  }

  /** The value of an output in a label map. */
  int value(int output) {
    return regionOrder.isEmpty() ? output : regionOrder.get(output);
  }
}
