package org.myelon.atlas;

import java.util.Arrays;
import java.util.BitSet;
import org.myelon.image.Grid;
import org.myelon.image.NonZeroVoxels;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;
import org.myelon.image.nifti.NiftiPlanes;
import org.myelon.step.InputException;
import org.myelon.step.Progress;

/** The voxels of one image of an atlas that belong to its region, in some slices. */
final class SparseMap {

  /** Larger values are no overshoot of an interpolation. */
  private static final double LARGEST = 1.5;

  private int[] voxels = new int[1 << 10];
  private float[] parts = new float[1 << 10];
  private int count;
  private double most;
  private boolean constant = true;

  private SparseMap() {}

  /**
   * Reads the voxels of a file, plane by plane; where the planes are slices, only those to keep.
   *
   * @param file stands at its first plane
   * @param name of the image, for an error message
   * @param slices axial slices to keep, from the inferior end
   * @throws InputException if its values are no parts, see {@link #of(Volume, BitSet, Progress)}
   */
  static SparseMap of(NiftiPlanes file, String name, BitSet slices, Progress progress) {
    final Grid grid = file.grid();
    final RpiIndex index = RpiIndex.of(grid);
    final int nx = grid.extent(0), ny = grid.extent(1);
    final Grid rpi = grid.reoriented(Orientation.RPI);
    final int sliceSize = rpi.extent(0) * rpi.extent(1);
    final boolean axial = Math.abs(index.steps()[2]) == sliceSize;
    final SparseMap map = new SparseMap();
    final float[] plane = new float[nx * ny];
    for (int k = 0; k < grid.extent(2); k++) {
      progress.check("Reading " + name, k / (double) grid.extent(2));
      if (axial && !slices.get(index.ofPlane(k) / sliceSize)) continue;
      file.read(k, plane);
      for (int i = 0; i < plane.length; i++) {
        if (!(plane[i] > 0)) continue;
        final int voxel = index.ofPlane(k) + i % nx * index.steps()[0] + i / nx * index.steps()[1];
        if (slices.get(voxel / sliceSize)) map.add(voxel, plane[i]);
      }
    }
    map.toParts(name);
    return map;
  }

  /**
   * Reads the voxels of an image. Negative values, as interpolation leaves them, count as 0, values
   * a little above 1 as 1; an image of one single value above 1 is a mask (ImageJ's hold 255).
   *
   * @param image 3-D, any orientation, parts of voxels
   * @param slices axial slices to keep, from the inferior end
   * @throws InputException if it is not 3-D or its values are no parts
   */
  static SparseMap of(Volume image, BitSet slices, Progress progress) {
    final SparseMap map = new SparseMap();
    final Grid grid = image.grid().reoriented(Orientation.RPI);
    final int nx = grid.extent(0), ny = grid.extent(1);
    NonZeroVoxels.visit(
        image,
        Orientation.RPI,
        progress,
        (x, y, z, value) -> {
          if (value > 0 && slices.get(z)) map.add(x + nx * (y + ny * z), value);
        });
    map.toParts(image.name());
    return map;
  }

  private void add(int voxel, double value) {
    if (count == voxels.length) {
      voxels = Arrays.copyOf(voxels, 2 * count);
      parts = Arrays.copyOf(parts, 2 * count);
    }
    constant &= count == 0 || value == most;
    most = Math.max(most, value);
    voxels[count] = voxel;
    parts[count++] = (float) value;
  }

  private void toParts(String name) {
    if (most > LARGEST && !constant || Double.isInfinite(most))
      throw new InputException(
          name
              + " is no map of a region: its values go up to "
              + most
              + ". Give a mask of 0 and 1, or the part of each voxel from 0 to 1.");
    if (most > 1) for (int i = 0; i < count; i++) parts[i] = Math.min(1, parts[i]);
  }

  int count() {
    return count;
  }

  /** RPI index of an entry, x fastest. */
  int voxel(int entry) {
    return voxels[entry];
  }

  float part(int entry) {
    return parts[entry];
  }
}
