package org.myelon.vertebra;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.myelon.centerline.Centerline;
import org.myelon.centerline.FitCenterline;
import org.myelon.image.Affine;
import org.myelon.image.Grid;
import org.myelon.image.Volume;
import org.myelon.label.LevelBodies;
import org.myelon.label.LevelMap;
import org.myelon.label.PointLabel;
import org.myelon.label.PointLabels;
import org.myelon.label.Vertebra;
import org.myelon.step.InputException;
import org.myelon.step.Methods;
import org.myelon.step.Progress;
import org.myelon.step.Table;

/** Images and table of discs that have been numbered. */
final class DiscResult {

  private static final List<String> COLUMNS =
      List.of("disc", "name", "R [mm]", "A [mm]", "S [mm]", "along [mm]", "confidence", "seen");

  private DiscResult() {}

  static LabelDiscs.Result of(
      LabelDiscs.Inputs in,
      List<NumberedDisc> all,
      List<Methods> found,
      Centerline line,
      boolean fill,
      String reason,
      Progress progress) {
    final List<NumberedDisc> inside = inside(all, in.image().grid());
    if (inside.isEmpty())
      throw new InputException(
          "No disc lies within "
              + in.image()
              + ": give an image that shows the vertebrae, or correct start=.");
    final Volume discs = points(inside, in.image().grid()).toVolume(in.image().name() + "_discs");
    final LevelMap.Result map =
        LevelMap.run(in.segmentation(), discs, line, LevelMap.Settings.defaults(), progress);
    final Volume levels = fill ? FillLevels.run(map.levels(), in.segmentation()) : map.levels();
    final LevelBodies.Result bodies = LevelBodies.run(levels, List.of());
    final List<Methods> methods = new ArrayList<>();
    methods.add(FitCenterline.methods(FitCenterline.Settings.defaults()));
    methods.addAll(found);
    methods.add(
        new Methods(
            "They were numbered by what is most plausible of their distances, of missing discs and"
                + " of the image as a whole."));
    methods.add(map.methods());
    methods.add(bodies.methods());
    return new LabelDiscs.Result(discs, levels, bodies.labels(), table(inside), methods, reason);
  }

  private static List<NumberedDisc> inside(List<NumberedDisc> discs, Grid grid) {
    final Affine toVoxel = grid.voxelToWorld().inverse();
    return discs.stream()
        .filter(d -> grid.holds(toVoxel.apply(d.candidate().point())))
        .sorted(Comparator.comparingInt(NumberedDisc::value))
        .toList();
  }

  private static PointLabels points(List<NumberedDisc> discs, Grid grid) {
    final Affine toVoxel = grid.voxelToWorld().inverse();
    return new PointLabels(
        discs.stream()
            .map(d -> new PointLabel(d.value(), toVoxel.apply(d.candidate().point())))
            .toList(),
        grid);
  }

  private static Table table(List<NumberedDisc> discs) {
    final Table.Builder rows = Table.withColumns(COLUMNS);
    for (NumberedDisc d : discs) {
      final double[] p = d.candidate().point();
      rows.row(
          List.of(
              d.value(),
              Vertebra.discName(d.value()),
              p[0],
              p[1],
              p[2],
              d.candidate().arc(),
              d.candidate().confidence(),
              d.seen() ? "yes" : "no"));
    }
    return rows.build();
  }
}
