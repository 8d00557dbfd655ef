package org.myelon.atlas;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.myelon.step.InputException;

/** How one value is found for a label. */
public enum Method {
  /** Mean of the voxels of which at least half belongs to the label. */
  BIN("binary mean of the voxels of which at least half belongs to the label"),
  /** Mean weighted by the part of each voxel that belongs to the label. */
  WA("mean weighted by partial volume"),
  /** Maximum likelihood: least squares with one value for every image of the atlas. */
  ML("maximum likelihood"),
  /** Maximum a posteriori: the same with a prior from the tissues. */
  MAP("maximum a posteriori"),
  /** Median weighted by the part of each voxel. */
  MEDIAN("median weighted by partial volume"),
  /** Largest value of the voxels that belong to the label. */
  MAX("maximum");

  private final String words;

  Method(String words) {
    this.words = words;
  }

  /** Whether all images of the atlas explain the voxels together. */
  public boolean isModel() {
    return this == ML || this == MAP;
  }

  /** What it is, for a sentence. */
  String words() {
    return words;
  }

  /**
   * Reads the value of a command's key.
   *
   * @throws InputException if there is no such method
   */
  public static Method parse(String text) {
    for (Method m : values()) if (m.name().equals(text.strip().toUpperCase(Locale.ROOT))) return m;
    throw new InputException(
        "method is '"
            + text
            + "'; give one of "
            + Arrays.stream(values())
                .map(m -> m.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "))
            + ".");
  }
}
