package org.myelon.segment.axial;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.myelon.step.Progress;

/**
 * What the network finds slice by slice along the cord. Of thin slices it sees some only, as far
 * apart as the neighbours that it sees with them; between these the cord changes evenly.
 */
final class CordSlices {

  /** Slices that are looked at together when the cord is followed beyond the known path, mm. */
  private static final double STRIDE = 6;

  /** Slices on the path that are looked at lie at most so far apart, mm, if they are thinner. */
  private static final double APART = AxialWindow.LEAST_NEIGHBOUR_MM;

  /** Of the confidence of the surest slice, a run of slices must come so near in one of them. */
  private static final double SURE = 0.9;

  private final AxialSlices image;
  private final AxialNetwork network;
  private final double least;
  private final AxialWindow[] windows;
  private final float[][] found;
  private final WindowObject[] objects;

  /**
   * @param least confidence of a slice in which there is cord
   */
  CordSlices(AxialSlices image, AxialNetwork network, double least) {
    this.image = image;
    this.network = network;
    this.least = least;
    windows = new AxialWindow[image.depth()];
    found = new float[image.depth()][];
    objects = new WindowObject[image.depth()];
  }

  /** Looks along a path, at slices some mm apart and at both ends. */
  void look(CordPath path, Progress progress) {
    final int step = (int) Math.max(1, Math.floor(APART / image.spacing(2) + 1e-6));
    look(
        path,
        IntStream.rangeClosed(path.first(), path.last())
            .filter(z -> (z - path.first()) % step == 0 || z == path.last())
            .toArray(),
        progress);
  }

  /** Looks at slices of a path, and once more where the cord is not in the window's middle. */
  private void look(CordPath path, int[] slices, Progress progress) {
    for (int z : slices) windows[z] = AxialWindow.of(network.model(), z, path.x(z), path.y(z));
    run(slices, progress.part(0, 0.9));
    final int[] again = Arrays.stream(slices).filter(z -> objects[z].isOffCentre()).toArray();
    for (int z : again)
      windows[z] = AxialWindow.of(network.model(), z, objects[z].x(), objects[z].y());
    run(again, progress.part(0.9, 1));
  }

  private void run(int[] slices, Progress progress) {
    final List<AxialWindow> list = new ArrayList<>();
    for (int z : slices) list.add(windows[z]);
    final float[][] all = network.probabilities(image, list, progress);
    for (int k = 0; k < slices.length; k++) {
      found[slices[k]] = all[k];
      objects[slices[k]] = WindowObject.of(list.get(k), all[k]);
    }
  }

  /**
   * Follows the cord up and down beyond what was looked at, until there is none.
   *
   * @param most mm
   */
  void follow(double most, Progress progress) {
    if (first() > last()) return;
    follow(last(), 1, most, progress.part(0, 0.5));
    follow(first(), -1, most, progress.part(0.5, 1));
  }

  private void follow(int from, int direction, double most, Progress progress) {
    final int stride = (int) Math.max(1, Math.round(STRIDE / image.spacing(2)));
    final double limit = Math.min(image.depth(), Math.ceil(most / image.spacing(2)));
    int end = from;
    for (int away = stride; away < limit + stride; away += stride) {
      final int near = end + direction;
      final int far =
          Math.max(0, Math.min(image.depth() - 1, from + direction * (int) Math.min(away, limit)));
      if ((far - near) * direction < 0) return;
      final int a = Math.min(near, far), b = Math.max(near, far);
      final double[] x = new double[b - a + 1], y = new double[b - a + 1];
      Arrays.fill(x, objects[end].x());
      Arrays.fill(y, objects[end].y());
      look(new CordPath(a, x, y), IntStream.rangeClosed(a, b).toArray(), progress);
      final int reached = direction > 0 ? last() : first();
      if (reached == end) return;
      end = reached;
      if (end != far) return;
    }
  }

  /** How sure the network is in a slice; 0 where it saw no cord. */
  private double confidence(int slice) {
    return objects[slice] == null ? 0 : objects[slice].confidence();
  }

  /** How sure the network is, mean over the slices that it saw from the first to the last. */
  double confidence() {
    return IntStream.rangeClosed(first(), last())
        .filter(z -> objects[z] != null)
        .mapToDouble(this::confidence)
        .average()
        .orElse(0);
  }

  /** Lowest slice with cord; beyond the last where there is none. */
  int first() {
    return runs().stream().mapToInt(Run::first).min().orElse(1);
  }

  /** Highest slice with cord. */
  int last() {
    return runs().stream().mapToInt(Run::last).max().orElse(0);
  }

  /** Slices one after the other in which there may be cord, and the most that it is sure of one. */
  private record Run(int first, int last, double surest) {

    Run to(int slice, double sure) {
      return new Run(first, slice, Math.max(surest, sure));
    }
  }

  /**
   * The runs that count. Where the cord has ended, roots or fluid may look a little like it over
   * many slices, but never as much as the cord itself: a run counts if one of its slices does.
   */
  private List<Run> runs() {
    final List<Run> all = new ArrayList<>();
    boolean goesOn = false;
    for (int z = 0; z < image.depth(); z++) {
      if (objects[z] == null) continue;
      final double sure = confidence(z);
      if (sure >= least && goesOn) all.add(all.remove(all.size() - 1).to(z, sure));
      else if (sure >= least) all.add(new Run(z, z, sure));
      goesOn = sure >= least;
    }
    final double surest = all.stream().mapToDouble(Run::surest).max().orElse(0);
    all.removeIf(r -> r.surest < SURE * surest);
    return all;
  }

  /**
   * The probabilities in the voxels of the RPI view, x fastest, from the lowest to the highest
   * slice with cord.
   *
   * @param alone only the cord in each slice, not what else was taken for one
   */
  float[] toVoxels(boolean alone) {
    final float[] values = new float[Math.toIntExact(image.grid().voxelCount())];
    final int first = first(), last = last();
    int below = first;
    for (int z = first; z <= last; z++) {
      if (objects[z] != null) {
        below = z;
        if (!objects[z].isEmpty()) windows[z].putBack(seen(z, alone), image, values);
      } else between(below, z, above(z), alone, values);
    }
    return values;
  }

  private int above(int slice) {
    int z = slice;
    while (objects[z] == null) z++;
    return z;
  }

  private float[] seen(int slice, boolean alone) {
    return alone ? objects[slice].alone(found[slice]) : found[slice];
  }

  /** A slice that the network did not see: the mean of its neighbours, moved to one centre. */
  private void between(int below, int slice, int above, boolean alone, float[] values) {
    final WindowObject a = objects[below], b = objects[above];
    if (a.isEmpty() || b.isEmpty()) return;
    final double u = (slice - below) / (double) (above - below);
    final AxialWindow window =
        AxialWindow.of(
            network.model(), slice, a.x() + u * (b.x() - a.x()), a.y() + u * (b.y() - a.y()));
    final float[] p = windows[below].moved(seen(below, alone), a.x(), a.y());
    final float[] q = windows[above].moved(seen(above, alone), b.x(), b.y());
    for (int i = 0; i < p.length; i++) p[i] += (float) (u * (q[i] - p[i]));
    window.putBack(p, image, values);
  }
}
