package org.myelon.label;

import java.util.List;
import org.myelon.image.Volume;
import org.myelon.step.Table;

/** The labels of an image as a table. */
public final class LabelTable {

  private LabelTable() {}

  /**
   * One row per labelled voxel, values ascending: value, its vertebra if it is one, voxel of the
   * stored axes, place in RAS mm, and "x,y,z,value" as text that makes the label again.
   *
   * @throws org.myelon.step.InputException if there is no label
   */
  public static Table of(Volume image) {
    final PointLabels labels = PointLabels.of(image);
    final Table.Builder rows =
        Table.withColumns(
            List.of("value", "vertebra", "x", "y", "z", "R [mm]", "A [mm]", "S [mm]", "label"));
    labels
        .byValue()
        .forEach(
            (value, group) -> {
              for (PointLabel p : group) {
                final double[] v = p.voxel(), w = labels.world(p);
                final String name = Vertebra.isVertebra(value) ? Vertebra.name(value) : "";
                rows.row(
                    List.of(
                        value,
                        name,
                        (long) v[0],
                        (long) v[1],
                        (long) v[2],
                        w[0],
                        w[1],
                        w[2],
                        p.toString()));
              }
            });
    return rows.build();
  }
}
