package org.myelon.segment.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.myelon.segment.axial.StoredModel;
import org.myelon.segment.catalogue.CatalogueModel.Kind;
import org.myelon.step.Table;

/** Which models there are, and which of them are on this computer. */
public final class ListModels {

  private static final List<String> COLUMNS =
      List.of(
          "name",
          "title",
          "contrast",
          "classes",
          "installed",
          "version",
          "MB",
          "kind",
          "crop first",
          "description",
          "citation",
          "source");

  private ListModels() {}

  /**
   * @param search words that must all occur in a row; empty for all
   * @param installed whether only those are listed that can be run now
   */
  public record Settings(String search, boolean installed) {

    /** All. */
    public static Settings defaults() {
      return new Settings("", false);
    }
  }

  /**
   * @param store where models lie
   * @param settings which to list
   * @return one row for each: those of the catalogue, then others that were installed
   * @implNote op names='myelon.segment.listModels'
   */
  public static Table run(ModelStore store, Settings settings) {
    final Catalogue catalogue = Catalogue.builtIn();
    final List<CatalogueModel> all = new ArrayList<>(catalogue.models());
    for (InstalledModel other : store.installed())
      if (catalogue.find(other.name()).isEmpty()) all.add(CatalogueModel.unknown(other.name()));
    final Table.Builder table = Table.withColumns(COLUMNS);
    for (CatalogueModel model : all) {
      if (!settings.search.isBlank() && !model.matches(settings.search)) continue;
      final String state = state(model, store);
      if (!settings.installed || !state.equals("no")) table.row(row(model, state, store));
    }
    return table.build();
  }

  private static String state(CatalogueModel model, ModelStore store) {
    if (model.kind() == Kind.BUILT_IN)
      return StoredModel.builtIn(model.resource()).exists() ? "built in" : "no";
    return store.find(model.name()).isPresent() ? "yes" : "no";
  }

  private static List<?> row(CatalogueModel model, String state, ModelStore store) {
    final Optional<InstalledModel> there = store.find(model.name());
    final List<Object> cells = new ArrayList<>();
    cells.add(model.name());
    cells.add(model.title());
    cells.add(String.join(", ", model.contrasts()));
    cells.add(String.join(", ", model.classes()));
    cells.add(state);
    cells.add(model.version());
    cells.add(there.map(m -> Math.ceil(m.bytes() / 1e5) / 10).orElse(null));
    cells.add(model.kind().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
    cells.add(model.cropFirst() ? "yes" : "no");
    cells.add(model.description());
    cells.add(model.citation());
    cells.add(
        there
            .map(m -> String.join(" ", m.archives().stream().map(a -> a.source()).toList()))
            .orElse(String.join(" ", model.addresses())));
    return cells;
  }
}
