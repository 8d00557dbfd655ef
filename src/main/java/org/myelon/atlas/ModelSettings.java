package org.myelon.atlas;

import java.util.Map;
import java.util.TreeMap;
import org.myelon.step.InputException;

/**
 * What the methods that explain all voxels by all labels assume.
 *
 * @param sigmaNoise standard deviation of the noise of the image (map)
 * @param sigmaLabels standard deviation of the labels about the value of their tissue (map); only
 *     its ratio to the noise matters
 * @param fixed ids of images whose value is given (ml and map)
 * @param nonNegative whether no label may have a value below 0 (ml and map)
 */
public record ModelSettings(
    double sigmaNoise, double sigmaLabels, Map<Integer, Double> fixed, boolean nonNegative) {

  public ModelSettings {
    fixed = Map.copyOf(fixed);
    requirePositive(sigmaNoise, "sigmaNoise");
    requirePositive(sigmaLabels, "sigmaLabels");
  }

  /** Noise as large as the labels' differences, as SCT. */
  public static ModelSettings defaults() {
    return new ModelSettings(1, 1, Map.of(), false);
  }

  public ModelSettings withSigmas(double noise, double labels) {
    return new ModelSettings(noise, labels, fixed, nonNegative);
  }

  public ModelSettings withFixed(Map<Integer, Double> values) {
    return new ModelSettings(sigmaNoise, sigmaLabels, values, nonNegative);
  }

  public ModelSettings withNonNegative(boolean only) {
    return new ModelSettings(sigmaNoise, sigmaLabels, fixed, only);
  }

  private static void requirePositive(double sigma, String name) {
    if (!(sigma > 0) || Double.isInfinite(sigma))
      throw new InputException(name + " is " + sigma + "; give a positive number.");
  }

  /**
   * Reads known values as users write them: "36=0,30=45"; empty if blank.
   *
   * @throws InputException if the text is no such list
   */
  public static Map<Integer, Double> parseFixed(String text) {
    final Map<Integer, Double> fixed = new TreeMap<>();
    if (text.isBlank()) return fixed;
    for (String pair : text.split("[,;]")) {
      final String[] words = pair.split("[=:]", -1);
      try {
        final double value = Double.parseDouble(words[1].strip());
        if (!Double.isFinite(value)) throw new NumberFormatException("not finite");
        fixed.put(Integer.valueOf(words[0].strip()), value);
      } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
        throw new InputException(
            "fixed is '" + text + "'; give ids with their values, such as 36=0.", e);
      }
    }
    return fixed;
  }
}
