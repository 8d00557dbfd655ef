package org.myelon.transform;

/** Rotations as unit quaternions. */
final class Quaternion {

  private Quaternion() {}

  /**
   * The matrix of a rotation.
   *
   * @param q real part first, of length 1
   */
  static double[][] toMatrix(double... q) {
    final double w = q[0], x = q[1], y = q[2], z = q[3];
    return new double[][] {
      {1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y)},
      {2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x)},
      {2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)},
    };
  }
}
