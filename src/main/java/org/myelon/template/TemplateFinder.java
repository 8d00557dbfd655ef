package org.myelon.template;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.myelon.step.InputException;
import org.myelon.step.UserCache;

/**
 * Finds the template a user means. The first of these that says something decides: what was given,
 * the preference, the environment variable {@value #VARIABLE}, the cache where Download Template
 * puts it. What is said wrongly is an error; the next one is not tried then.
 *
 * @param preference folder from the user's preferences; empty if none
 * @param variable value of {@value #VARIABLE}; empty if not set
 * @param cache folder of the downloaded template, whether or not it is there
 */
public record TemplateFinder(String preference, String variable, Path cache) {

  /** Environment variable that names a template folder. */
  public static final String VARIABLE = "MYELON_TEMPLATE";

  /**
   * Looks where this user's machine says.
   *
   * @param preference folder from the user's preferences; empty if none
   */
  public static TemplateFinder ofThisMachine(String preference) {
    return new TemplateFinder(
        preference == null ? "" : preference,
        System.getenv().getOrDefault(VARIABLE, ""),
        UserCache.folder("template"));
  }

  /**
   * The template.
   *
   * @param given folder that the user gave for this call; empty if none
   * @throws InputException if there is none, or what was found is no template
   */
  public Template find(String given) {
    if (given != null && !given.isBlank()) return Template.open(Path.of(given.strip()));
    if (!preference.isBlank()) return open(preference, "the preference");
    if (!variable.isBlank()) return open(variable, "the environment variable " + VARIABLE);
    if (Files.isDirectory(cache)) return Template.open(cache);
    throw new InputException(
        "No template is known: give template=FOLDER, set the preference or the environment variable "
            + VARIABLE
            + ", or use Download Template, which puts PAM50 into "
            + cache
            + ".");
  }

  /**
   * The template, if one is known.
   *
   * @param given folder that the user gave for this call; empty if none
   * @throws InputException if what is known is no template
   */
  public Optional<Template> findAny(String given) {
    final boolean known =
        given != null && !given.isBlank()
            || !preference.isBlank()
            || !variable.isBlank()
            || Files.isDirectory(cache);
    return known ? Optional.of(find(given)) : Optional.empty();
  }

  private static Template open(String folder, String from) {
    try {
      return Template.open(Path.of(folder.strip()));
    } catch (InputException e) {
      throw new InputException(e.getMessage() + " (The folder comes from " + from + ".)", e);
    }
  }
}
