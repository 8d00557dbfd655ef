package org.myelon.label;

import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.myelon.image.Volume;
import org.myelon.step.InputException;
import org.myelon.step.Methods;
import org.myelon.step.Table;

/** How far the labels of one image lie from those of another, value by value. */
public final class CompareLabels {

  /**
   * @param table one row per value and a last one with the root mean squares; distances in mm, from
   *     the reference to the labels
   * @param methods what was done
   */
  public record Result(Table table, Methods methods) {}

  private CompareLabels() {}

  /**
   * @param labels 3-D label image; several voxels of a value count as one point, their mean
   * @param reference 3-D label image, on any grid
   * @return the distances
   * @throws InputException if the two have not the same values
   * @implNote op names='myelon.label.compare'
   */
  public static Result run(Volume labels, Volume reference) {
    final PointLabels a = PointLabels.of(labels).meanPerValue();
    final PointLabels b = PointLabels.of(reference).meanPerValue();
    requireSameValues(a, b, labels, reference);
    final Table.Builder rows =
        Table.withColumns(
            List.of("value", "right [mm]", "anterior [mm]", "superior [mm]", "distance [mm]"));
    final double[] squares = new double[4];
    for (int i = 0; i < a.points().size(); i++) {
      final double[] p = a.world(a.points().get(i)), q = b.world(b.points().get(i));
      final double[] d = {p[0] - q[0], p[1] - q[1], p[2] - q[2], 0};
      d[3] = Math.sqrt(d[0] * d[0] + d[1] * d[1] + d[2] * d[2]);
      for (int k = 0; k < 4; k++) squares[k] += d[k] * d[k];
      rows.row(List.of(a.points().get(i).value(), d[0], d[1], d[2], d[3]));
    }
    final double[] rms =
        Arrays.stream(squares).map(s -> Math.sqrt(s / a.points().size())).toArray();
    rows.row(List.of("RMS", rms[0], rms[1], rms[2], rms[3]));
    return new Result(
        rows.build(), new Methods("Labels were compared with a reference by their distances."));
  }

  private static void requireSameValues(
      PointLabels a, PointLabels b, Volume labels, Volume reference) {
    final TreeSet<Integer> onlyA = new TreeSet<>(a.byValue().keySet());
    final TreeSet<Integer> onlyB = new TreeSet<>(b.byValue().keySet());
    onlyA.removeAll(b.byValue().keySet());
    onlyB.removeAll(a.byValue().keySet());
    if (!onlyA.isEmpty() || !onlyB.isEmpty())
      throw new InputException(
          "The labels differ: "
              + (onlyA.isEmpty()
                  ? reference + " alone has " + onlyB
                  : labels + " alone has " + onlyA)
              + ". Match the labels first.");
  }
}
