package org.myelon.segment.axial;

import java.util.ArrayList;
import java.util.List;

/** The middle of a cord mask in each slice of the RPI view, in mm; NaN where there is none. */
record CordMiddle(double[] x, double[] y) {

  /**
   * @param mask values of the RPI view, x fastest; those of one half or more count
   */
  static CordMiddle of(float[] mask, AxialSlices image) {
    final int nx = image.width(), ny = image.height(), nz = image.depth();
    final double[] x = new double[nz], y = new double[nz];
    for (int z = 0; z < nz; z++) {
      double sum = 0;
      for (int j = 0; j < ny; j++)
        for (int i = 0; i < nx; i++) {
          final float v = mask[(z * ny + j) * nx + i];
          if (!(v >= 0.5)) continue;
          sum += v;
          x[z] += v * i * image.spacing(0);
          y[z] += v * j * image.spacing(1);
        }
      x[z] /= sum;
      y[z] /= sum;
    }
    return new CordMiddle(x, y);
  }

  /** A window around the middle in each slice with cord. */
  List<AxialWindow> windows(AxialModel model) {
    final List<AxialWindow> windows = new ArrayList<>();
    for (int z = 0; z < x.length; z++)
      if (!Double.isNaN(x[z])) windows.add(AxialWindow.of(model, z, x[z], y[z]));
    return windows;
  }
}
