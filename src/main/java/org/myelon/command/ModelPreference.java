package org.myelon.command;

import ij.Prefs;
import java.io.File;
import org.myelon.segment.catalogue.ModelStore;

/** The folder of models that a user has chosen for good, among ImageJ's preferences. */
final class ModelPreference {

  private static final String KEY = "myelon.models";

  private ModelPreference() {}

  static void set(ModelStore store) {
    Prefs.set(KEY, store.root().toString());
  }

  /**
   * Where models lie.
   *
   * @param given the folder that was given for this call, may be null
   */
  static ModelStore store(File given) {
    return ModelStore.find(given == null ? "" : given.getPath(), Prefs.get(KEY, ""));
  }
}
