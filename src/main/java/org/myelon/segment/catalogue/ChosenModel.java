package org.myelon.segment.catalogue;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A model that a user means, and what the catalogue says of it.
 *
 * @param folder of its files
 * @param known its entry in the catalogue, if it was chosen by a name that is there
 */
public record ChosenModel(Path folder, Optional<CatalogueModel> known) {

  /** Which networks of several are taken, empty for all. */
  public String folds() {
    return known.map(CatalogueModel::folds).orElse("");
  }

  /** Above which a probability counts; below 0 for what the model says. */
  public double threshold() {
    return known.flatMap(CatalogueModel::threshold).orElse(-1.);
  }

  /** Whether it was trained on images cropped round the cord. */
  public boolean cropFirst() {
    return known.filter(CatalogueModel::cropFirst).isPresent();
  }
}
