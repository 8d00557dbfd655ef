package org.myelon.segment.nnunet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.myelon.Npy;
import org.myelon.SharedData;
import org.myelon.step.Json;

/** What nnU-Net itself computed; a test is skipped where it is missing. */
final class Reference {

  private final Path folder;

  private Reference(Path folder) {
    this.folder = folder;
  }

  /** A folder such as "units/crop". */
  static Reference of(String folder) {
    return new Reference(SharedData.path("reference/nnunet/" + folder));
  }

  Path path(String file) {
    return folder.resolve(file);
  }

  Npy array(String file) {
    try {
      return Npy.read(path(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Object json(String file) {
    try {
      return Json.read(Files.readString(path(file)), file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A list of objects. */
  @SuppressWarnings("unchecked")
  List<Map<String, Object>> cases(String file) {
    return (List<Map<String, Object>>) json(file);
  }

  static double[] doubles(Object list) {
    return ((List<?>) list).stream().mapToDouble(n -> ((Number) n).doubleValue()).toArray();
  }

  static int[] ints(Object list) {
    return ((List<?>) list).stream().mapToInt(n -> ((Number) n).intValue()).toArray();
  }
}
