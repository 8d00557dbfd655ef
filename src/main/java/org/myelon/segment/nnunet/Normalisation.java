package org.myelon.segment.nnunet;

import java.util.BitSet;
import java.util.function.DoubleUnaryOperator;
import org.myelon.step.InputException;

/**
 * How nnU-Net scales the values of one channel before the network sees them.
 *
 * @param scheme which rule
 * @param masked for {@link Scheme#Z_SCORE}: mean and standard deviation are those of the voxels in
 *     the region that is not 0, and only these are scaled
 * @param intensities of the training images, {@code null} unless the rule is {@link Scheme#CT}
 */
public record Normalisation(Scheme scheme, boolean masked, Intensities intensities) {

  /** Standard deviations and ranges are taken as at least this. */
  private static final double LEAST = 1e-8;

  /** The rules, with the names of nnU-Net's classes. */
  public enum Scheme {
    /** Mean 0, standard deviation 1. */
    Z_SCORE("ZScoreNormalization"),
    /** Clipped to, and scaled by, what the training images had. */
    CT("CTNormalization"),
    /** Values as they are. */
    NONE("NoNormalization"),
    /** Smallest value 0, largest 1. */
    RESCALE_TO_01("RescaleTo01Normalization"),
    /** Divided by 255. */
    RGB_TO_01("RGBTo01Normalization");

    private final String className;

    Scheme(String className) {
      this.className = className;
    }

    /**
     * The rule of a class of nnU-Net.
     *
     * @throws InputException if it is none of them
     */
    public static Scheme of(String className) {
      for (Scheme s : values()) if (s.className.equals(className)) return s;
      throw new InputException(
          "The plans ask for the normalisation '"
              + className
              + "', which is none of nnU-Net's own; such a model cannot run here.");
    }
  }

  /**
   * What the foreground of the training images had.
   *
   * @param mean of the values
   * @param deviation standard
   * @param low the 0.5th percentile
   * @param high the 99.5th percentile
   */
  public record Intensities(double mean, double deviation, double low, double high) {}

  /**
   * @throws InputException if the rule needs intensities and there are none
   */
  public Normalisation {
    if (scheme == Scheme.CT && intensities == null)
      throw new InputException(
          "The plans ask for CTNormalization but say nothing of the intensities in the training"
              + " images; the model folder is incomplete.");
  }

  /** A rule that needs to know nothing more. */
  public static Normalisation of(Scheme scheme) {
    return new Normalisation(scheme, false, null);
  }

  /**
   * @param values of one channel, changed in place
   * @param inside which of them lie in the region that is not 0
   * @param name of the image, for messages
   * @throws InputException if the rule is for colours and values lie outside 0 to 255
   */
  void apply(float[] values, BitSet inside, String name) {
    switch (scheme) {
      case Z_SCORE -> zScore(values, masked ? inside : null);
      case CT -> {
        final double scale = Math.max(intensities.deviation, LEAST);
        map(
            values,
            v ->
                (Math.max(intensities.low, Math.min(intensities.high, v)) - intensities.mean)
                    / scale);
      }
      case RESCALE_TO_01 -> {
        final double least = least(values), range = Math.max(most(values) - least, LEAST);
        map(values, v -> (v - least) / range);
      }
      case RGB_TO_01 -> {
        if (least(values) < 0 || most(values) > 255)
          throw new InputException(
              "The model takes colours from 0 to 255, but "
                  + name
                  + " holds values outside that range.");
        map(values, v -> v / 255);
      }
      case NONE -> {}
    }
  }

  private static void zScore(float[] values, BitSet mask) {
    double sum = 0, squares = 0;
    int count = 0;
    for (int i = 0; i < values.length; i++)
      if (mask == null || mask.get(i)) {
        sum += values[i];
        count++;
      }
    final double mean = sum / Math.max(1, count);
    for (int i = 0; i < values.length; i++)
      if (mask == null || mask.get(i)) squares += (values[i] - mean) * (values[i] - mean);
    final double scale = Math.max(Math.sqrt(squares / Math.max(1, count)), LEAST);
    for (int i = 0; i < values.length; i++)
      if (mask == null || mask.get(i)) values[i] = (float) ((values[i] - mean) / scale);
  }

  private static void map(float[] values, DoubleUnaryOperator rule) {
    for (int i = 0; i < values.length; i++) values[i] = (float) rule.applyAsDouble(values[i]);
  }

  private static double least(float[] values) {
    double least = Double.POSITIVE_INFINITY;
    for (float v : values) least = Math.min(least, v);
    return least;
  }

  private static double most(float[] values) {
    double most = Double.NEGATIVE_INFINITY;
    for (float v : values) most = Math.max(most, v);
    return most;
  }
}
