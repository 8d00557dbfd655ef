package org.myelon.transform;

import java.util.BitSet;
import net.imglib2.img.array.ArrayImgs;
import org.myelon.image.Affine;
import org.myelon.image.Grid;
import org.myelon.image.PlaneReader;
import org.myelon.image.Volume;
import org.myelon.step.InputException;

/**
 * Warps of FSL (FNIRT): a NIfTI image of x, y, z, 3 on the grid of the fixed image. Absolute: the
 * place in the moving image, in mm of its {@link FslSpace}. Relative: that place less the voxel's
 * place in the fixed image's FSL space. The file does not say which; see {@link #isAbsolute}.
 *
 * <p>The format has no mask: as in {@link ItkField}, what is not finite or beyond {@link
 * ItkField#FARTHEST_MM} is masked. Written is {@link #NOWHERE_MM}, outside every image.
 */
public final class FslField {

  /** Written where a field is not valid. */
  private static final float NOWHERE_MM = 1e5f;

  private static final int FIELD = 2006, FIRST_COEFFICIENTS = 2007, LAST_COEFFICIENTS = 2009;

  private FslField() {}

  /** Whether an image has the size of such a warp. */
  static boolean hasItsShape(Volume file) {
    return file.numDimensions() == 4 && file.pixels().dimension(3) == 3;
  }

  /**
   * @param file what was read from the file
   * @param moving the grid of the image that it moves
   * @throws InputException if it is no such warp, holds spline coefficients, or nothing valid
   */
  public static DisplacementField of(Volume file, Grid moving) {
    refuseOthers(file);
    final Grid fixed = file.grid();
    final float[][] mm = values(file);
    final BitSet valid = valid(mm);
    if (valid.isEmpty())
      throw new InputException(
          file.name() + " has no valid displacement: it is damaged or empty. Make it again.");
    final boolean absolute = isAbsolute(fixed, mm, valid);
    final Affine toFsl = FslSpace.voxelToMm(fixed), toWorld = FslSpace.worldToMm(moving).inverse();
    final double[] fsl = new double[3], p = new double[3], q = new double[3];
    for (int i = valid.nextSetBit(0); i >= 0; i = valid.nextSetBit(i + 1)) {
      voxel(fixed, i, p);
      toFsl.apply(p, fsl);
      for (int c = 0; c < 3; c++) q[c] = mm[c][i] + (absolute ? 0 : fsl[c]);
      toWorld.apply(q, q);
      fixed.voxelToWorld().apply(p, p);
      for (int c = 0; c < 3; c++) mm[c][i] = (float) (q[c] - p[c]);
    }
    return new DisplacementField(fixed, mm, valid);
  }

  private static void refuseOthers(Volume file) {
    final int intent = file.header().intentCode();
    if (intent >= FIRST_COEFFICIENTS && intent <= LAST_COEFFICIENTS)
      throw new InputException(
          file.name()
              + " holds spline coefficients of FNIRT, not a field: make one of them with"
              + " fnirtfileutils.");
    if (!hasItsShape(file) || intent != FIELD && intent != 0 && intent != 1006 && intent != 1007)
      throw new InputException(
          file.name() + " is no warp of FSL: its size must be x, y, z, 3. Give another file.");
    file.grid().requireFits(file.name());
  }

  private static float[][] values(Volume file) {
    final float[][] mm = new float[3][(int) file.grid().voxelCount()];
    final PlaneReader planes = new PlaneReader(file.pixels());
    final double[] plane = new double[planes.planeSize()];
    final int depth = file.grid().extent(2);
    for (int p = 0; p < 3 * depth; p++) {
      planes.read(p, plane);
      final int at = p % depth * plane.length;
      for (int i = 0; i < plane.length; i++) mm[p / depth][at + i] = (float) plane[i];
    }
    return mm;
  }

  private static BitSet valid(float[][] mm) {
    final BitSet valid = new BitSet(mm[0].length);
    valid.set(0, mm[0].length);
    for (int c = 0; c < 3; c++)
      for (int i = 0; i < mm[c].length; i++)
        if (!(Math.abs(mm[c][i]) <= ItkField.FARTHEST_MM)) valid.clear(i);
    return valid;
  }

  private static void voxel(Grid grid, int i, double[] p) {
    final int nx = grid.extent(0), ny = grid.extent(1);
    p[0] = i % nx;
    p[1] = i / nx % ny;
    p[2] = i / nx / ny;
  }

  /**
   * Whether the numbers are places, not displacements: the reading is taken whose nearest affine
   * map keeps volumes better. Displacements taken for places shrink everything to nearly a point,
   * places taken for displacements double all lengths; so a scale between 0.6 and 1.6 is not
   * mistaken.
   */
  private static boolean isAbsolute(Grid fixed, float[][] mm, BitSet valid) {
    final Affine toFsl = FslSpace.voxelToMm(fixed);
    final Grid flat = new Grid(fixed.size(), toFsl);
    final float[][] moved = new float[3][mm[0].length];
    final double[] p = new double[3];
    for (int i = 0; i < mm[0].length; i++) {
      voxel(fixed, i, p);
      toFsl.apply(p, p);
      for (int c = 0; c < 3; c++) moved[c][i] = (float) (mm[c][i] - p[c]);
    }
    return distortion(new DisplacementField(flat, moved, valid))
        < distortion(new DisplacementField(flat, mm, valid));
  }

  private static double distortion(DisplacementField field) {
    return Math.abs(Math.log(Math.abs(NearestAffine.determinant(field))));
  }

  /**
   * A field as an image to be written.
   *
   * @param field on the grid of the fixed image
   * @param moving the grid of the image that it moves
   * @param absolute whether to write places or displacements
   */
  public static Volume toVolume(
      DisplacementField field, Grid moving, boolean absolute, String name) {
    final Grid fixed = field.grid();
    final int count = (int) fixed.voxelCount();
    final float[] values = new float[Math.multiplyExact(3, count)];
    final Affine toFsl = FslSpace.voxelToMm(fixed), movingToFsl = FslSpace.worldToMm(moving);
    final double[] fsl = new double[3], p = new double[3], q = new double[3];
    for (int i = 0; i < count; i++) {
      voxel(fixed, i, p);
      toFsl.apply(p, fsl);
      fixed.voxelToWorld().apply(p, p);
      for (int c = 0; c < 3; c++) q[c] = p[c] + field.displacement(c, i);
      movingToFsl.apply(q, q);
      for (int c = 0; c < 3; c++)
        values[c * count + i] =
            field.isValid(i) ? (float) (q[c] - (absolute ? 0 : fsl[c])) : NOWHERE_MM;
    }
    return Volume.of(
        ArrayImgs.floats(values, fixed.size(0), fixed.size(1), fixed.size(2), 3),
        fixed.voxelToWorld(),
        name);
  }
}
