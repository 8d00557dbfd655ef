package org.myelon.pipeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.myelon.label.Vertebra;
import org.myelon.morphology.CordProfile;
import org.myelon.morphology.Metric;
import org.myelon.morphology.Region;
import org.myelon.morphology.Regions;
import org.myelon.morphology.SliceShape;
import org.myelon.step.Table;

/** The numbers a person looks at first, from the upper end of the cord down. */
public final class ShapeSummary {

  private ShapeSummary() {}

  /** Every level a region, from the highest down; the whole cord if levels are not known. */
  static List<Region> regions(CordProfile profile) {
    final List<Region> regions = new ArrayList<>(regionsAsked(profile).of(profile));
    regions.sort(Comparator.comparing((Region r) -> r.slices().get(0)).reversed());
    return regions;
  }

  private static Regions regionsAsked(CordProfile profile) {
    return profile.hasLevels()
        ? Regions.eachLevel()
        : new Regions(List.of(), List.of(), Regions.Per.REGION);
  }

  /** A row for each level from the highest down, or one for the whole cord. */
  public static Table of(CordProfile profile) {
    return of(profile, regions(profile));
  }

  private static Table of(CordProfile profile, List<Region> regions) {
    final Table.Builder table =
        Table.withColumns(
            List.of(
                "Level", "Slices", "Area [mm²]", "AP [mm]", "RL [mm]", "Solidity", "Length [mm]"));
    for (Region region : regions) {
      final List<Integer> measured =
          region.slices().stream().filter(z -> profile.shape(z) != null).toList();
      table.row(
          Arrays.asList(
              level(profile, region),
              measured.get(0) + ":" + measured.get(measured.size() - 1),
              mean(profile, region, Metric.AREA),
              mean(profile, region, Metric.DIAMETER_AP),
              mean(profile, region, Metric.DIAMETER_RL),
              mean(profile, region, Metric.SOLIDITY),
              measured.stream().mapToDouble(z -> profile.shape(z).length()).sum()));
    }
    return table.build();
  }

  static String level(CordProfile profile, Region region) {
    final int level = profile.level(region.slices().get(0));
    return level == 0 ? "all" : Vertebra.name(level);
  }

  /** The mean over the slices of a region that have a value, NaN if none has. */
  static double mean(CordProfile profile, Region region, Metric metric) {
    return region.slices().stream()
        .map(profile::shape)
        .filter(s -> s != null && !Double.isNaN(s.get(metric)))
        .mapToDouble(s -> s.get(metric))
        .average()
        .orElse(Double.NaN);
  }

  /** A row for each slice, from the highest down. */
  public static Table perSlice(CordProfile profile) {
    final List<String> columns = new ArrayList<>(List.of("Slice", "Level"));
    for (Metric m : Metric.OF_MASK) columns.add(m.column());
    final Table.Builder table = Table.withColumns(columns);
    for (int i = profile.shapes().size() - 1; i >= 0; i--) {
      final SliceShape shape = profile.shapes().get(i);
      final int level = profile.level(shape.slice());
      final List<Object> row = new ArrayList<>();
      row.add(shape.slice());
      row.add(level == 0 ? "" : Vertebra.name(level));
      for (Metric m : Metric.OF_MASK) row.add(shape.get(m));
      table.row(row);
    }
    return table.build();
  }
}
