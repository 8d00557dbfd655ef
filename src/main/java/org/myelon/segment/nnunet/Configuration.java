package org.myelon.segment.nnunet;

import java.util.List;
import org.myelon.segment.network.UNetArchitecture;

/**
 * One of the networks that plans describe, and what an image goes through on its way there and
 * back. Axes are nnU-Net's: those of the array z, y, x after {@link Plans#transposeForward()}.
 *
 * @param name such as 3d_fullres
 * @param spacing that an image is brought to, in mm; two entries for 2d: the slices stay as they
 *     are
 * @param patchSize voxels that the network sees at once; two entries for 2d
 * @param normalisations of the intensities of each image
 * @param data how an image is resampled
 * @param probabilities how the network's outputs are resampled back
 * @param architecture of the network
 */
public record Configuration(
    String name,
    List<Double> spacing,
    List<Integer> patchSize,
    List<Normalisation> normalisations,
    Resampling data,
    Resampling probabilities,
    UNetArchitecture architecture) {

  public Configuration {
    spacing = List.copyOf(spacing);
    patchSize = List.copyOf(patchSize);
    normalisations = List.copyOf(normalisations);
  }

  /** Spatial axes of the network: 2 or 3. */
  public int dimensions() {
    return patchSize.size();
  }
}
