package org.myelon.phantom;

import java.util.List;
import org.myelon.image.Volume;

/**
 * A synthetic subject: an image and what is true of it, all on the grid of the image.
 *
 * @param image the image, 16-bit
 * @param cord the cord, 0 or 1: voxels of which at least half lies in it
 * @param cordFraction the part of each voxel that lies in the cord, 0 to 1
 * @param greyMatterFraction the part of each voxel that lies in the grey matter, 0 to 1
 * @param discs one voxel a disc at its posterior tip, with SCT's values (3 = C2/C3)
 * @param levels the vertebral level of each voxel of the cord (2 = C2, 8 = T1)
 * @param anatomy the spine it was drawn from, with all positions and sizes
 */
public record Subject(
    Volume image,
    Volume cord,
    Volume cordFraction,
    Volume greyMatterFraction,
    Volume discs,
    Volume levels,
    SpineAnatomy anatomy) {

  /** What is true of the cord at each level, from C1 down. */
  public List<SpineAnatomy.LevelTruth> truth() {
    return anatomy.levels();
  }
}
