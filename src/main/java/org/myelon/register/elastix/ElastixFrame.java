package org.myelon.register.elastix;

import java.nio.file.Path;
import java.util.Arrays;
import org.myelon.image.Affine;
import org.myelon.image.DataType;
import org.myelon.image.DistanceTransform;
import org.myelon.image.Grid;
import org.myelon.image.Volume;
import org.myelon.image.nifti.Nifti;
import org.myelon.register.Kind;
import org.myelon.register.Pair;
import org.myelon.register.StepImages;
import org.myelon.register.lattice.Evidence;
import org.myelon.register.lattice.Lattice;
import org.myelon.register.lattice.Region;
import org.myelon.register.lattice.Scene;
import org.myelon.step.Progress;

/**
 * The images of a step as elastix sees them: the part of the slices in which there is something,
 * its axes parallel to those of the coordinates. An axis along which less shall move is stretched:
 * by f, and the gradient of the metric along it is 1/f as large, and so is what a shift means in
 * voxels, so that the displacement has a share of 1/f<sup>2</sup>.
 */
final class ElastixFrame {

  /** An axis along which nothing shall move has voxels so many times as large. */
  private static final double STILL = 1000;

  /** Objects on a background of zeros are compared up to so far from them. */
  private static final double NEAR_MM = 5;

  /** The filters of elastix need so many. */
  private static final int LEAST_SLICES = 4;

  private final Region region;
  private final Scene scene;
  private final boolean onZeros;
  private final double[] mm;
  private final Affine toWorld;

  /**
   * @param share of the displacement along each axis that is kept, 0 to 1
   */
  ElastixFrame(StepImages images, Kind kind, double[] share, Progress progress) {
    final Pair pair = images.pair(kind);
    final Evidence evidence = Evidence.of(images, pair, share[2] == 0);
    this.region = Region.around(images.grid(), evidence.columns());
    this.scene = region.scene(pair, evidence.weight(), new double[3], progress);
    this.onZeros = kind != Kind.IM;
    this.mm = images.grid().spacing();
    for (int a = 0; a < 3; a++) mm[a] *= Math.min(STILL, 1 / Math.sqrt(share[a]));
    this.toWorld =
        region.grid().voxelToWorld().after(Affine.scale(1 / mm[0], 1 / mm[1], 1 / mm[2]));
  }

  /** The part of the images that elastix gets. */
  Grid grid() {
    return region.grid();
  }

  Lattice lattice() {
    return scene.lattice();
  }

  /** Voxel sizes as elastix sees them. */
  double[] spacing() {
    return mm.clone();
  }

  /** Whether nothing moves along an axis. */
  boolean isStill(int axis) {
    return mm[axis] > STILL / 2 * grid().spacing()[axis];
  }

  /** From a place as elastix sees it to RAS mm. */
  Affine toWorld() {
    return toWorld;
  }

  /**
   * Writes the images.
   *
   * @return the number of voxels that are compared
   */
  int write(Path fixed, Path moving, Path mask) {
    final int slices = Math.max(LEAST_SLICES, lattice().nz());
    final Grid grid =
        new Grid(
            new long[] {lattice().nx(), lattice().ny(), slices}, Affine.scale(mm[0], mm[1], mm[2]));
    Nifti.write(Volume.ofFloats(repeated(scene.fixed(), slices), grid, "fixed"), fixed);
    Nifti.write(Volume.ofFloats(repeated(scene.moving(), slices), grid, "moving"), moving);
    final float[] counts = repeated(counts(), slices);
    Nifti.write(Volume.ofFloats(counts, grid, "mask"), mask, DataType.UINT8, Progress.NONE);
    int count = 0;
    for (float c : counts) if (c > 0) count++;
    return count;
  }

  /** The last slice once more, until there are enough of them. */
  private float[] repeated(float[] values, int slices) {
    final int plane = lattice().plane();
    final float[] more = Arrays.copyOf(values, slices * plane);
    for (int n = values.length; n < more.length; n++) more[n] = more[n - plane];
    return more;
  }

  private float[] counts() {
    final float[] counts = new float[lattice().count()];
    final float[] away = onZeros ? distance() : new float[counts.length];
    for (int n = 0; n < counts.length; n++)
      counts[n] = scene.fixedWeight()[n] > 0.5f && away[n] <= NEAR_MM ? 1 : 0;
    return counts;
  }

  /** How far each voxel is from the nearest that is not zero in one of the images, mm. */
  private float[] distance() {
    final float[] either = new float[lattice().count()];
    for (int n = 0; n < either.length; n++)
      either[n] = scene.fixed()[n] != 0 || scene.moving()[n] != 0 ? 1 : 0;
    return DistanceTransform.toObject(Volume.ofFloats(either, grid(), "either"), Progress.NONE)
        .toFloats();
  }
}
