package org.myelon.atlas;

import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.myelon.image.Grid;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;
import org.myelon.step.InputException;
import org.myelon.step.Parallel;
import org.myelon.step.Progress;
import org.myelon.template.InfoLabel;

/**
 * The part that each image of an atlas has in each voxel, voxel by voxel: only voxels that some
 * image reaches are kept, and of each only the images that reach it. Voxels ascend slice by slice
 * from the inferior end, images within a voxel in their own order.
 */
final class PartialVolumes {

  private final int[] voxels;
  private final int[] first;
  private final short[] column;
  private final float[] part;
  private final List<Integer> ids;
  private final int sliceSize;
  private final int[] sliceBegin;

  private PartialVolumes(
      int[] voxels, int[] first, short[] column, float[] part, List<Integer> ids, Grid grid) {
    this.voxels = voxels;
    this.first = first;
    this.column = column;
    this.part = part;
    this.ids = ids;
    this.sliceSize = grid.extent(0) * grid.extent(1);
    this.sliceBegin = sliceBegins(voxels, sliceSize, grid.extent(2));
  }

  /**
   * Reads images of an atlas, several at a time.
   *
   * @param image what they must be on the grid of, in any orientation
   * @param slices the axial slices to keep, from the inferior end
   * @throws InputException if one is missing, damaged, on another grid or no map of a region
   */
  static PartialVolumes read(
      Atlas atlas, List<InfoLabel.Image> images, Volume image, BitSet slices, Progress progress) {
    final SparseMap[] maps = new SparseMap[images.size()];
    final Grid grid = image.grid().reoriented(Orientation.RPI);
    final Progress cancel = cancelOnly(progress);
    Parallel.forEach(
        maps.length,
        "Reading the atlas",
        progress,
        i -> maps[i] = atlas.read(images.get(i), image, slices, cancel));
    return of(maps, images.stream().map(InfoLabel.Image::id).toList(), grid);
  }

  private static Progress cancelOnly(Progress progress) {
    return new Progress() {
      @Override
      public void update(String stage, double fraction) {}

      @Override
      public boolean isCancelled() {
        return progress.isCancelled();
      }
    };
  }

  /** Sorts the entries of all maps by voxel, by counting. */
  private static PartialVolumes of(SparseMap[] maps, List<Integer> ids, Grid grid) {
    grid.requireFits("The image");
    final int[] next = new int[(int) grid.voxelCount()];
    for (SparseMap map : maps) {
      for (int e = 0; e < map.count(); e++) next[map.voxel(e)]++;
    }
    final int[] voxels = IntStream.range(0, next.length).filter(v -> next[v] > 0).toArray();
    final int[] first = new int[voxels.length + 1];
    for (int i = 0; i < voxels.length; i++) {
      first[i + 1] = first[i] + next[voxels[i]];
      next[voxels[i]] = first[i];
    }
    final short[] column = new short[first[voxels.length]];
    final float[] part = new float[column.length];
    for (short c = 0; c < maps.length; c++)
      for (int e = 0; e < maps[c].count(); e++) {
        final int at = next[maps[c].voxel(e)]++;
        column[at] = c;
        part[at] = maps[c].part(e);
      }
    return new PartialVolumes(voxels, first, column, part, ids, grid);
  }

  private static int[] sliceBegins(int[] voxels, int sliceSize, int slices) {
    final int[] begin = new int[slices + 1];
    for (int v : voxels) begin[v / sliceSize + 1]++;
    for (int z = 1; z < begin.length; z++) begin[z] += begin[z - 1];
    return begin;
  }

  /** Number of images. */
  int columnCount() {
    return ids.size();
  }

  /** Position of an image. */
  int columnOf(int id) {
    return ids.indexOf(id);
  }

  int voxelCount() {
    return voxels.length;
  }

  /** RPI index of a voxel in the whole image, x fastest. */
  int voxel(int i) {
    return voxels[i];
  }

  /** First entry of a voxel; its last one is before the first of the next voxel. */
  int first(int voxel) {
    return first[voxel];
  }

  /** The image that an entry is of, by position. */
  int column(int entry) {
    return column[entry];
  }

  /** The part of its voxel that an entry says, 0 to 1. */
  double part(int entry) {
    return part[entry];
  }

  /** Number of voxels of a whole slice. */
  int sliceSize() {
    return sliceSize;
  }

  /** First voxel of a slice. */
  int begin(int slice) {
    return sliceBegin[slice];
  }

  /** One past the last voxel of a slice. */
  int end(int slice) {
    return sliceBegin[slice + 1];
  }

  /** The part of a voxel that belongs to a label. */
  double partOf(int voxel, boolean[] members) {
    double sum = 0;
    for (int e = first[voxel]; e < first[voxel + 1]; e++) if (members[column[e]]) sum += part[e];
    return sum;
  }

  /** Which images a label is made of. */
  boolean[] membersOf(AtlasLabel label) {
    final boolean[] members = new boolean[columnCount()];
    for (int id : label.images()) members[columnOf(id)] = true;
    return members;
  }
}
