package org.myelon.command;

import ij.Prefs;
import java.io.File;
import org.myelon.template.Template;
import org.myelon.template.TemplateFinder;

/**
 * The template folder that a user has chosen for good, among ImageJ's preferences: Fiji and ImageJ
 * load and save them, the shell has none and looks at the environment variable instead.
 */
final class TemplatePreference {

  private static final String KEY = "myelon.template";

  /** How commands describe their folder {@code template}, without the full stop. */
  static final String DESCRIPTION =
      "Folder of the template (PAM50's layout); without it the preference, the environment"
          + " variable MYELON_TEMPLATE or the downloaded one";

  private TemplatePreference() {}

  static void set(Template template) {
    Prefs.set(KEY, template.folder().toString());
  }

  /**
   * The template for a call.
   *
   * @param given the folder that was given, may be null
   * @throws org.myelon.step.InputException if there is none
   */
  static Template find(File given) {
    return finder().find(given == null ? "" : given.getPath());
  }

  static TemplateFinder finder() {
    return TemplateFinder.ofThisMachine(Prefs.get(KEY, ""));
  }
}
