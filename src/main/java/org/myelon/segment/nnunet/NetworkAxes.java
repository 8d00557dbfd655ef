package org.myelon.segment.nnunet;

import java.util.stream.IntStream;
import org.myelon.image.Grid;
import org.myelon.image.Header;
import org.myelon.image.Orientation;
import org.myelon.image.Qform;
import org.myelon.image.Volume;

/**
 * Which voxel of a stored image each entry of a network's array is: the array has its axes in
 * another order, some reversed, and may be a part of the image. Entry (i, j, k) is voxel {@code
 * base + i stride[0] + j stride[1] + k stride[2]} of the image's array with x fastest. Immutable.
 *
 * @param base the voxel of the first entry
 * @param stride voxels from an entry to the next along each axis of the array
 * @param shape entries along each axis of the array
 * @param spacing voxel size in mm along each axis of the array
 */
public record NetworkAxes(int base, int[] stride, int[] shape, double[] spacing) {

  /** Takes a voxel of the image for an entry of the array. */
  public interface Pair {
    void accept(int entry, int voxel);
  }

  /**
   * The array that nnU-Net's readers make of an image: axes z, y, x.
   *
   * @param orientation that the image is brought to before, {@code null} to take it as it is stored
   */
  public static NetworkAxes ofReader(Volume image, Orientation orientation) {
    final Grid grid = image.grid();
    grid.requireFits(image.name());
    final boolean asStored = orientation == null || orientation.equals(grid.orientation());
    final int nx = grid.extent(0), ny = grid.extent(1);
    final NetworkAxes stored =
        new NetworkAxes(
            0,
            new int[] {1, nx, nx * ny},
            new int[] {nx, ny, grid.extent(2)},
            asStored ? storedSpacing(image) : inSinglePrecision(grid.spacing()));
    return (asStored ? stored : stored.oriented(grid.orientation(), orientation)).permuted(2, 1, 0);
  }

  /**
   * The voxel size that the file says beside its affine map (pixdim), which is what nibabel and ITK
   * report; else that of the map.
   */
  private static double[] storedSpacing(Volume image) {
    final Header.StoredGeometry geometry = image.header().geometry();
    final double[] own = inSinglePrecision(image.grid().spacing());
    if (geometry == null || !geometry.grid().equals(image.grid())) return own;
    final Qform qform = geometry.qform();
    final double mm = Header.StoredGeometry.millimetres(geometry.unit());
    for (int a = 0; a < 3; a++) {
      final double said = qform.spacing()[a] * mm;
      if (said > 0 && Double.isFinite(said)) own[a] = said;
    }
    return own;
  }

  /** NIfTI files hold voxel sizes in single precision, which decides where shapes are rounded. */
  private static double[] inSinglePrecision(double[] spacing) {
    for (int a = 0; a < 3; a++) spacing[a] = (float) spacing[a];
    return spacing;
  }

  private NetworkAxes oriented(Orientation own, Orientation target) {
    int first = base;
    final int[] order = new int[3];
    final int[] turned = stride.clone();
    for (int b = 0; b < 3; b++) {
      final int a = own.axisOf(target.worldAxis(b));
      order[b] = a;
      if (own.growsPositive(a) == target.growsPositive(b)) continue;
      first += stride[a] * (shape[a] - 1);
      turned[a] = -stride[a];
    }
    return new NetworkAxes(first, turned, shape, spacing).permuted(order);
  }

  /** The array whose axis i is axis {@code order[i]} of this one. */
  public NetworkAxes permuted(int... order) {
    return new NetworkAxes(
        base,
        IntStream.of(order).map(a -> stride[a]).toArray(),
        IntStream.of(order).map(a -> shape[a]).toArray(),
        IntStream.of(order).mapToDouble(a -> spacing[a]).toArray());
  }

  /** A part of the array. */
  NetworkAxes cropped(CropToNonzero box) {
    int first = base;
    for (int a = 0; a < 3; a++) first += box.from()[a] * stride[a];
    return new NetworkAxes(first, stride, box.shape(), spacing);
  }

  /** Number of entries. */
  public int size() {
    return shape[0] * shape[1] * shape[2];
  }

  /** Goes through all entries in order. */
  public void forEach(Pair pair) {
    for (int i = 0, entry = 0; i < shape[0]; i++)
      for (int j = 0; j < shape[1]; j++) {
        int voxel = base + i * stride[0] + j * stride[1];
        for (int k = 0; k < shape[2]; k++, entry++, voxel += stride[2]) pair.accept(entry, voxel);
      }
  }

  /** The array of an image given as stored, x fastest. */
  public float[] read(float[] image) {
    final float[] array = new float[size()];
    forEach((entry, voxel) -> array[entry] = image[voxel]);
    return array;
  }
}
