package org.myelon.report.study;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.myelon.report.QcEntry;

/**
 * A run of a command, as its entries tell of it.
 *
 * @param command name, such as "segment-cord"
 * @param commandLine what to type to have it again
 * @param image the image that was worked on
 * @param parameters all with their values, as text
 * @param inputs the files that were read: parameter to absolute path
 * @param outputs the files and folders that were written, likewise
 */
public record QcRun(
    String command,
    String commandLine,
    ImageOrigin image,
    Map<String, String> parameters,
    Map<String, String> inputs,
    Map<String, String> outputs) {

  public QcRun {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
    outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
  }

  /** The run as an entry tells of it that has files of its own. */
  QcRun of(QcEntry.Source source) {
    if (source == null) return this;
    final Map<String, String> in = new LinkedHashMap<>(inputs);
    if (source.image() != null) in.put("image", absolute(source.image()));
    return new QcRun(
        command,
        commandLine,
        source.image() == null ? image : ImageOrigin.of(source.image()),
        parameters,
        in,
        Map.of("result", absolute(source.result())));
  }

  private static String absolute(Path file) {
    return file.toAbsolutePath().normalize().toString();
  }
}
