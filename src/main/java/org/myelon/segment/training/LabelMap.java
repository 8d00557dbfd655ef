package org.myelon.segment.training;

import java.util.ArrayList;
import java.util.List;
import org.myelon.image.Volume;
import org.myelon.step.InputException;

/**
 * Labels of a spine that runs straight along z, as in the PAM50 template (De Leener et al.,
 * NeuroImage 2018): what the cord, its grey matter and the bones look like at every height.
 */
public final class LabelMap {

  private final FractionBlock cord;
  private final FractionBlock grey;
  private final FractionBlock bone;
  private final List<Level> levels;

  /**
   * The cord at one height.
   *
   * @param x middle towards Left, mm
   * @param y middle towards Anterior, mm
   * @param z mm
   * @param halfRL half of its extent from right to left, mm
   * @param halfAP half of its extent from anterior to posterior, mm
   */
  record Level(double x, double y, double z, double halfRL, double halfAP) {}

  private LabelMap(FractionBlock cord, FractionBlock grey, FractionBlock bone, List<Level> levels) {
    this.cord = cord;
    this.grey = grey;
    this.bone = bone;
    this.levels = levels;
  }

  /**
   * @param cord mask of the cord
   * @param grey how much of each voxel is grey matter
   * @param bone mask of the vertebrae; where it lacks something before the canal there is a disc
   * @throws InputException if the grids differ or there is no cord
   */
  public static LabelMap of(Volume cord, Volume grey, Volume bone) {
    for (Volume v : List.of(grey, bone))
      cord.require3D().grid().requireSame(v.require3D().grid(), cord.name(), v.name());
    final VoxelBlock mask = VoxelBlock.of(cord);
    final List<Level> levels = levels(mask);
    if (levels.size() < 2) throw new InputException(cord.name() + " has no cord.");
    return new LabelMap(
        new FractionBlock(mask),
        new FractionBlock(VoxelBlock.of(grey)),
        new FractionBlock(VoxelBlock.of(bone)),
        levels);
  }

  private static List<Level> levels(VoxelBlock mask) {
    final List<Level> levels = new ArrayList<>();
    for (int z = 0; z < mask.nz; z++) {
      double sum = 0, mx = 0, my = 0, xx = 0, yy = 0;
      for (int y = 0; y < mask.ny; y++)
        for (int x = 0; x < mask.nx; x++)
          if (mask.values[(z * mask.ny + y) * mask.nx + x] > 0.5) {
            sum++;
            mx += x;
            my += y;
            xx += x * x;
            yy += y * y;
          }
      if (sum < 20) continue;
      mx /= sum;
      my /= sum;
      levels.add(
          new Level(
              mx * mask.sx,
              my * mask.sy,
              z * mask.sz,
              2 * mask.sx * Math.sqrt(xx / sum - mx * mx),
              2 * mask.sy * Math.sqrt(yy / sum - my * my)));
    }
    return List.copyOf(levels);
  }

  /** The cord at a part of its length, 0 its lower end, 1 the upper. */
  Level level(double part) {
    return levels.get((int) Math.round(Math.max(0, Math.min(1, part)) * (levels.size() - 1)));
  }

  /** The part of the cord's length at a height. */
  double part(double z) {
    final double low = levels.get(0).z(), high = levels.get(levels.size() - 1).z();
    return (z - low) / (high - low);
  }

  /** How much cord there is at a place, 0 to 1; above its upper end as there. */
  float cord(double x, double y, double z) {
    return cord.at(x, y, Math.min(z, levels.get(levels.size() - 1).z()));
  }

  float grey(double x, double y, double z) {
    return grey.at(x, y, Math.min(z, levels.get(levels.size() - 1).z()));
  }

  float bone(double x, double y, double z) {
    return bone.at(x, y, z);
  }
}
