package org.myelon.image;

import java.util.stream.IntStream;

/**
 * Which voxels count as neighbours.
 *
 * @param steps along how many axes two neighbours may differ: 1 faces, 2 also edges, 3 also corners
 * @param sliceAxis the axis across slices that are looked at each on its own, -1 for all of space
 */
public record Connectivity(int steps, int sliceAxis) {

  /** Voxels that share a face: 6 neighbours. */
  public static final Connectivity FACES = new Connectivity(1, -1);

  /** Voxels that share an edge: 18 neighbours. */
  public static final Connectivity EDGES = new Connectivity(2, -1);

  /** Voxels that share a corner: 26 neighbours. */
  public static final Connectivity CORNERS = new Connectivity(3, -1);

  /** 4 neighbours in the slice, none in other slices. */
  public static Connectivity inPlane4(int sliceAxis) {
    return new Connectivity(1, sliceAxis);
  }

  /** 8 neighbours in the slice, none in other slices. */
  public static Connectivity inPlane8(int sliceAxis) {
    return new Connectivity(2, sliceAxis);
  }

  /** The steps {dx, dy, dz} to the neighbours that come before a voxel, x fastest. */
  int[][] preceding() {
    return IntStream.range(0, 13)
        .mapToObj(n -> new int[] {n % 3 - 1, n / 3 % 3 - 1, n / 9 - 1})
        .filter(d -> Math.abs(d[0]) + Math.abs(d[1]) + Math.abs(d[2]) <= steps)
        .filter(d -> sliceAxis < 0 || d[sliceAxis] == 0)
        .toArray(int[][]::new);
  }
}
