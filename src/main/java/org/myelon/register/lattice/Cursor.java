package org.myelon.register.lattice;

/**
 * Reads arrays of a lattice between its voxels, linearly; a point outside is taken to the nearest
 * point of the outermost voxel centres. For one thread: where to read is set once for all arrays.
 */
public final class Cursor {

  private final int nx;
  private final int plane;
  private final double lastX;
  private final double lastY;
  private final double lastZ;
  private final boolean planar;
  private int corner;
  private double u;
  private double v;
  private double w;

  /**
   * @param lattice with two voxels or more along every axis that is interpolated
   * @param planar whether points keep to the slices, so that nothing is read between them
   */
  public Cursor(Lattice lattice, boolean planar) {
    this.nx = lattice.nx();
    this.plane = lattice.plane();
    this.lastX = lattice.nx() - 1;
    this.lastY = lattice.ny() - 1;
    this.lastZ = lattice.nz() - 1;
    this.planar = planar;
  }

  /** Goes to a place, in voxels. */
  public void set(double px, double py, double pz) {
    final double x = px > 0 ? Math.min(px, lastX) : 0, y = py > 0 ? Math.min(py, lastY) : 0;
    final int i = (int) Math.min(x, lastX - 1), j = (int) Math.min(y, lastY - 1);
    u = x - i;
    v = y - j;
    final double z = pz > 0 ? Math.min(pz, lastZ) : 0;
    final int k = (int) (planar ? z : Math.min(z, lastZ - 1));
    w = z - k;
    corner = k * plane + j * nx + i;
  }

  /** What an array of the lattice holds there. */
  public double read(float[] values) {
    final double near = inSlice(values, corner);
    return planar ? near : near + w * (inSlice(values, corner + plane) - near);
  }

  private double inSlice(float[] a, int n) {
    final double near = a[n] + u * (a[n + 1] - a[n]);
    return near + v * (a[n + nx] + u * (a[n + nx + 1] - a[n + nx]) - near);
  }
}
