package org.myelon.register;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.myelon.image.Affine;
import org.myelon.image.Grid;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;
import org.myelon.label.PointLabel;
import org.myelon.label.PointLabels;
import org.myelon.step.InputException;
import org.myelon.transform.LandmarkPairs;
import org.myelon.transform.Transform;

/**
 * Points that two images have in common, to be corrected by hand.
 *
 * @param names of the pairs
 * @param pairs from points of the fixed to points of the moving image, RAS mm
 */
public record PairedLandmarks(List<String> names, LandmarkPairs pairs) {

  /** More landmarks than this nobody moves by hand, and a spline through them is slow. */
  private static final int MOST = 1000;

  /** Beside the middle of the cord, so that the points do not lie on a line, mm. */
  private static final double ASIDE_MM = 10;

  public PairedLandmarks {
    names = List.copyOf(names);
  }

  /**
   * The labels that both images have; of several voxels with one value the mean.
   *
   * @param moving labels of the moving image, on any grid of its space
   * @param fixed labels of the fixed image, on any grid of its space
   * @throws InputException if no value is in both, or one is a fraction
   */
  public static PairedLandmarks ofLabels(Volume moving, Volume fixed) {
    final PointLabels m = PointLabels.of(moving).meanPerValue();
    final PointLabels f = PointLabels.of(fixed).meanPerValue();
    final Builder found = new Builder();
    for (PointLabel p : f.points())
      for (PointLabel q : m.points())
        if (p.value() == q.value()) found.add("label " + p.value(), f.world(p), m.world(q));
    if (found.names.isEmpty())
      throw new InputException(
          described(moving, m)
              + " and "
              + described(fixed, f)
              + " have no label in common: give both at least one with the same value.");
    return found.build();
  }

  private static String described(Volume image, PointLabels labels) {
    return image.name()
        + " (labels "
        + labels.points().stream().map(p -> "" + p.value()).collect(Collectors.joining(", "))
        + ")";
  }

  /**
   * What a transform does to points of the fixed image, a lattice about its middle.
   *
   * @param transform from points of the fixed to points of the moving image
   * @param spacing distance of the points in mm
   */
  public static PairedLandmarks onLattice(
      Transform transform, Grid moving, Grid fixed, double spacing) {
    requireSpacing(spacing);
    final Grid lattice = fixed.withSpacing(new double[] {spacing, spacing, spacing});
    final Builder found = new Builder();
    for (long k = 0; k < lattice.size(2); k++)
      for (long j = 0; j < lattice.size(1); j++)
        for (long i = 0; i < lattice.size(0); i++)
          found.addMapped("point", lattice.voxelToWorld().apply(i, j, k), transform, moving);
    return found.buildFrom(spacing);
  }

  /**
   * What a transform does to points along the cord of the fixed image: the middle of the cord and
   * four points beside it in the same slice.
   *
   * @param transform from points of the fixed to points of the moving image
   * @param cord a mask in the space of the fixed image
   * @param spacing distance of the slices in mm
   */
  public static PairedLandmarks alongCord(
      Transform transform, Grid moving, Volume cord, double spacing) {
    requireSpacing(spacing);
    final Volume mask = cord.reoriented(Orientation.RPI);
    final float[] on = mask.toFloats();
    final Grid grid = mask.grid();
    final Affine world = grid.voxelToWorld();
    final double dx = ASIDE_MM / grid.spacing()[0], dy = ASIDE_MM / grid.spacing()[1];
    final int step = (int) Math.max(1, Math.round(spacing / grid.spacing()[2]));
    final Builder found = new Builder();
    for (int k = step / 2; k < grid.size(2); k += step) {
      final double[] c = middle(on, grid, k);
      if (c == null) continue;
      for (int[] d : new int[][] {{0, 0}, {-1, 0}, {1, 0}, {0, -1}, {0, 1}})
        found.addMapped(
            "slice " + k, world.apply(c[0] + d[0] * dx, c[1] + d[1] * dy, k), transform, moving);
    }
    return found.buildFrom(spacing);
  }

  /** The centre of mass of a slice, null if it is empty. */
  private static double[] middle(float[] on, Grid grid, int k) {
    final int nx = grid.extent(0), plane = nx * grid.extent(1);
    double x = 0, y = 0, count = 0;
    for (int n = 0; n < plane; n++)
      if (on[k * plane + n] > 0.5) {
        x += n % nx;
        y += n / nx;
        count++;
      }
    return count == 0 ? null : new double[] {x / count, y / count};
  }

  private static void requireSpacing(double mm) {
    if (!(mm > 0) || Double.isInfinite(mm))
      throw new InputException("A spacing of landmarks of " + mm + " mm is not possible.");
  }

  /** Collects pairs. */
  private static final class Builder {

    private final List<String> names = new ArrayList<>();
    private final List<double[]> from = new ArrayList<>();
    private final List<double[]> to = new ArrayList<>();

    void add(String name, double[] fixed, double[] moving) {
      names.add(name);
      from.add(fixed);
      to.add(moving);
    }

    /** Adds a point of the fixed image if the transform takes it into the moving image. */
    void addMapped(String name, double[] point, Transform transform, Grid moving) {
      final double[] q = new double[3];
      if (!transform.apply(point, q)) return;
      final double[] voxel = moving.voxelToWorld().inverse().apply(q);
      for (int a = 0; a < 3; a++)
        if (!(voxel[a] >= -0.5 && voxel[a] <= moving.size(a) - 0.5)) return;
      add(name, point, q);
      if (names.size() > MOST)
        throw new InputException(
            "There would be more than " + MOST + " landmarks: give a larger spacing.");
    }

    PairedLandmarks buildFrom(double spacing) {
      if (names.isEmpty())
        throw new InputException(
            "The transform takes no landmark into the moving image: give a spacing smaller than "
                + spacing
                + " mm, or check the transform and its direction.");
      return build();
    }

    PairedLandmarks build() {
      return new PairedLandmarks(
          names, new LandmarkPairs(from.toArray(double[][]::new), to.toArray(double[][]::new)));
    }
  }
}
