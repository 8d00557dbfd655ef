package org.myelon.segment.axial;

import java.util.Comparator;
import java.util.List;
import org.myelon.image.Affine;
import org.myelon.label.PointLabels;
import org.myelon.step.InputException;

/**
 * The way of the cord through axial slices.
 *
 * @param first lowest slice of the RPI view in which there is cord
 * @param x its place in mm in each slice from the first on, see {@link AxialSlices}
 * @param y likewise
 */
public record CordPath(int first, double[] x, double[] y) {

  /** Highest slice in which there is cord. */
  public int last() {
    return first + x.length - 1;
  }

  double x(int slice) {
    return x[slice - first];
  }

  double y(int slice) {
    return y[slice - first];
  }

  /**
   * Straight lines between places.
   *
   * @param slices increasing; may lie between two slices
   * @param from lowest slice of the path; below the lowest place the path goes straight down
   * @param to highest slice; likewise
   */
  static CordPath through(double[] slices, double[] x, double[] y, int from, int to) {
    final double[] px = new double[to - from + 1], py = new double[to - from + 1];
    int k = 0;
    for (int z = from; z <= to; z++) {
      while (k < slices.length - 2 && slices[k + 1] < z) k++;
      final int next = Math.min(k + 1, slices.length - 1);
      final double length = slices[next] - slices[k];
      final double u = length > 0 ? Math.max(0, Math.min(1, (z - slices[k]) / length)) : 0;
      px[z - from] = x[k] + u * (x[next] - x[k]);
      py[z - from] = y[k] + u * (y[next] - y[k]);
    }
    return new CordPath(from, px, py);
  }

  /**
   * Straight lines between points that a user gave.
   *
   * @param points one, or a centreline
   * @throws InputException if one lies outside the image
   */
  static CordPath through(PointLabels points, AxialSlices image, String name) {
    final Affine toSlices =
        image.grid().voxelToWorld().inverse().after(points.grid().voxelToWorld());
    final List<double[]> places =
        points.points().stream()
            .map(p -> toSlices.apply(p.voxel()))
            .sorted(Comparator.comparingDouble(p -> p[2]))
            .toList();
    for (double[] p : places) {
      for (int a = 0; a < 3; a++)
        if (!(p[a] >= -0.5 && p[a] <= image.grid().size(a) - 0.5))
          throw new InputException("A point of the start lies outside " + name + ".");
    }
    final double[][] xyz = new double[3][places.size()];
    for (int i = 0; i < places.size(); i++) {
      for (int a = 0; a < 3; a++) xyz[a][i] = places.get(i)[a];
      xyz[0][i] *= image.spacing(0);
      xyz[1][i] *= image.spacing(1);
    }
    return through(
        xyz[2],
        xyz[0],
        xyz[1],
        (int) Math.round(xyz[2][0]),
        (int) Math.round(xyz[2][places.size() - 1]));
  }
}
