package org.myelon.transform;

import java.util.BitSet;
import net.imglib2.img.array.ArrayImgs;
import org.myelon.image.Grid;
import org.myelon.image.Header;
import org.myelon.image.PlaneReader;
import org.myelon.image.Volume;
import org.myelon.step.InputException;
import org.myelon.step.Parallel;
import org.myelon.step.Progress;

/**
 * Displacement fields as ITK, ANTs and SCT keep them: a NIfTI image of x, y, z, 1, 3 with intent
 * 1007, the components in mm to the Left, to Posterior and to Superior (LPS).
 *
 * <p>The format has no mask: ITK marks a voxel about which nothing is known with the largest float,
 * other programs with NaN or 1e5. Here all displacements that are not finite or beyond {@link
 * #FARTHEST_MM} are masked. They are written as the largest float again, so that ITK takes such a
 * point outside every image, too; zero would say that the point stays where it is.
 */
public final class ItkField {

  /** No displacement in a body is longer. */
  static final double FARTHEST_MM = 10_000;

  private ItkField() {}

  /**
   * @param file what was read from the file
   * @throws InputException if it is no displacement field, or none of its voxels is valid
   */
  public static DisplacementField of(Volume file) {
    final long[] size = file.pixels().dimensionsAsLongArray();
    final int intent = file.header().intentCode();
    if (size.length != 5 || size[3] != 1 || size[4] != 3 || intent != 1007 && intent != 1006)
      throw new InputException(
          file.name()
              + " is no displacement field: its size must be x, y, z, 1, 3 and its intent 1007"
              + " (vector). Give a warp of SCT or ANTs.");
    file.grid().requireFits(file.name());
    final int count = (int) file.grid().voxelCount();
    final float[][] mm = new float[3][count];
    final BitSet valid = new BitSet(count);
    valid.set(0, count);
    final PlaneReader planes = new PlaneReader(file.pixels());
    final double[] plane = new double[planes.planeSize()];
    final int depth = file.grid().extent(2);
    for (int p = 0; p < 3 * depth; p++) {
      planes.read(p, plane);
      final int component = p / depth, at = p % depth * plane.length;
      for (int i = 0; i < plane.length; i++) {
        mm[component][at + i] = (float) (component < 2 ? -plane[i] : plane[i]);
        if (!(Math.abs(plane[i]) <= FARTHEST_MM)) valid.clear(at + i);
      }
    }
    if (valid.isEmpty())
      throw new InputException(
          file.name() + " has no valid displacement: it is damaged or empty. Make it again.");
    return new DisplacementField(file.grid(), mm, valid);
  }

  /** The field as an image to be written. */
  public static Volume toVolume(DisplacementField field, String name) {
    final Grid grid = field.grid();
    final int count = (int) grid.voxelCount();
    final float[] values = new float[Math.multiplyExact(3, count)];
    Parallel.forEach(
        3,
        "making the file",
        Progress.NONE,
        c -> {
          for (int i = 0; i < count; i++) {
            final float u = field.isValid(i) ? field.displacement(c, i) : Float.MAX_VALUE;
            values[c * count + i] = c < 2 && field.isValid(i) ? -u : u;
          }
        });
    return Volume.of(
            ArrayImgs.floats(values, grid.size(0), grid.size(1), grid.size(2), 1, 3),
            grid.voxelToWorld(),
            name)
        .withHeader(Header.NONE.withIntent(Header.Intent.VECTOR));
  }
}
