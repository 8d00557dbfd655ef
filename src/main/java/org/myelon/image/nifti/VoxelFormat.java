package org.myelon.image.nifti;

import java.io.InputStream;
import java.nio.ByteOrder;
import org.myelon.image.DataType;
import org.myelon.image.Header;
import org.myelon.image.PlaneReader;

/**
 * How the bytes of a file become voxels.
 *
 * @param stored type of the numbers in the file
 * @param scaling what they are scaled by, {@code null} if they are the values
 * @param plane size along the first two axes
 */
record VoxelFormat(DataType stored, Header.Scaling scaling, ByteOrder order, long[] plane) {

  /**
   * Type of the voxels: that of the file, or, of scaled numbers, float32, or float64 where float32
   * could not give the stored numbers back.
   */
  DataType type() {
    if (scaling == null) return stored;
    return isWide() ? DataType.FLOAT64 : DataType.FLOAT32;
  }

  /** Gives the planes that a stream holds from where it stands, as arrays of {@link #type}. */
  PlanarBuilder.PlaneSource planes(InputStream in) {
    final PlaneInput input = new PlaneInput(in, order);
    final int count = Math.toIntExact(plane[0] * plane[1]);
    final PlanarBuilder.PlaneSource numbers = () -> input.read(stored, count);
    if (scaling == null) return numbers;
    final boolean wide = isWide();
    return () -> {
      final double[] values = new double[count];
      new PlaneReader(PlanarBuilder.image(stored, plane, numbers)).read(0, values);
      for (int i = 0; i < count; i++) values[i] = scaling.slope() * values[i] + scaling.intercept();
      return wide ? values : toFloats(values);
    };
  }

  private boolean isWide() {
    return stored.bytes() > 2 || !survivesFloat(scaling);
  }

  private static boolean survivesFloat(Header.Scaling s) {
    final double largest =
        Math.max(
            Math.abs(s.slope() * s.type().min() + s.intercept()),
            Math.abs(s.slope() * s.type().max() + s.intercept()));
    return largest * 0x1p-24 < Math.abs(s.slope()) / 4;
  }

  private static float[] toFloats(double[] values) {
    final float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) floats[i] = (float) values[i];
    return floats;
  }
}
