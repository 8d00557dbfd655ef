package org.myelon.segment.training;

import java.util.random.RandomGenerator;

/**
 * How bright each tissue is. Half of the time as in one of the usual sequences with each tissue
 * changed a little, else wholly random (Billot et al., Med Image Anal 2023), but with a cord that
 * can be told from the fluid around it.
 */
final class TissueContrast {

  /** One row a sequence, one column a {@link Tissue}. */
  private static final double[][] SEQUENCES = {
    // air, fat, muscle, marrow, cortical, disc, ligament, CSF, white, grey, blood, organ
    {0.01, 0.95, 0.45, 0.55, 0.08, 0.38, 0.15, 0.15, 0.58, 0.50, 0.35, 0.50}, // T1w
    {0.01, 0.80, 0.42, 0.45, 0.05, 0.40, 0.15, 0.22, 0.66, 0.58, 0.75, 0.50}, // MPRAGE
    {0.01, 0.70, 0.22, 0.42, 0.05, 0.45, 0.10, 1.00, 0.36, 0.44, 0.08, 0.40}, // T2w
    {0.01, 0.08, 0.25, 0.12, 0.04, 0.45, 0.10, 1.00, 0.42, 0.50, 0.10, 0.45}, // STIR
    {0.01, 0.60, 0.50, 0.15, 0.05, 0.45, 0.25, 0.90, 0.56, 0.68, 0.95, 0.50}, // T2*w
    {0.01, 0.85, 0.55, 0.45, 0.06, 0.45, 0.25, 0.52, 0.56, 0.60, 0.75, 0.55}, // MT off
    {0.01, 0.95, 0.32, 0.50, 0.06, 0.35, 0.20, 0.55, 0.40, 0.46, 0.75, 0.45}, // MT on
    {0.01, 0.12, 0.10, 0.08, 0.03, 0.10, 0.05, 0.12, 0.85, 0.80, 0.06, 0.15}, // mean DWI
    {0.01, 0.10, 0.28, 0.10, 0.03, 0.25, 0.08, 1.00, 0.52, 0.60, 0.20, 0.30}, // EPI
    {0.01, 0.75, 0.60, 0.50, 0.08, 0.50, 0.35, 0.80, 0.62, 0.68, 0.40, 0.60}, // proton density
    {0.01, 0.60, 0.40, 0.45, 0.08, 0.35, 0.15, 0.02, 0.95, 0.55, 0.30, 0.45}, // PSIR, UNI
  };

  /** Sequences in which grey matter is usually looked for. */
  private static final int[] GREY_SEQUENCES = {4, 4, 4, 6, 9, 10};

  private final float[] means = new float[Tissue.values().length];

  /** How much the grey values of a tissue vary within it, as a part of its mean. */
  private final float texture;

  private TissueContrast(float texture) {
    this.texture = texture;
  }

  /**
   * @param grey whether grey matter must be told from white: then mostly as in T2*w images
   */
  static TissueContrast draw(boolean grey, RandomGenerator random) {
    final TissueContrast contrast = new TissueContrast((float) Chance.between(random, 0.02, 0.12));
    do {
      if (Chance.once(random, grey ? 0.75 : 0.5)) contrast.usual(grey, random);
      else contrast.any(random);
    } while (!contrast.isVisible(grey));
    return contrast;
  }

  private void usual(boolean grey, RandomGenerator random) {
    final double[] row =
        SEQUENCES[
            grey
                ? GREY_SEQUENCES[Chance.index(random, GREY_SEQUENCES.length)]
                : Chance.index(random, SEQUENCES.length)];
    for (int t = 0; t < means.length; t++)
      means[t] =
          (float)
              Math.max(
                  0, row[t] * Chance.logBetween(random, 0.8, 1.25) + Chance.around(random, 0.06));
    // blood is bright or dark by inflow, discs by age, whatever the sequence
    if (Chance.once(random, 0.4)) means[Tissue.BLOOD.ordinal()] = random.nextFloat();
    if (Chance.once(random, 0.3)) means[Tissue.DISC.ordinal()] = random.nextFloat();
    // grey and white keep their small difference
    final double ratio = row[Tissue.GREY.ordinal()] / row[Tissue.WHITE.ordinal()];
    means[Tissue.GREY.ordinal()] =
        (float)
            (mean(Tissue.WHITE) * (1 + (ratio - 1) * Chance.between(random, grey ? 0.7 : 0.3, 2)));
  }

  private void any(RandomGenerator random) {
    for (int t = 0; t < means.length; t++) means[t] = random.nextFloat();
    means[Tissue.AIR.ordinal()] = Chance.once(random, 0.8) ? 0.02f : means[0];
    means[Tissue.CORTICAL.ordinal()] *= Chance.once(random, 0.7) ? 0.3f : 1;
    means[Tissue.GREY.ordinal()] = mean(Tissue.WHITE) + (float) Chance.around(random, 0.3);
  }

  private boolean isVisible(boolean grey) {
    final float white = mean(Tissue.WHITE), matter = mean(Tissue.GREY);
    if (grey && Math.abs(matter - white) < 0.07) return false;
    return matter >= 0 && Math.abs(0.7f * white + 0.3f * matter - mean(Tissue.CSF)) > 0.1;
  }

  float mean(Tissue tissue) {
    return means[tissue.ordinal()];
  }

  /** The tissue's grey value where the noise is so high. */
  float value(Tissue tissue, float noise) {
    return means[tissue.ordinal()] * (1 + texture * noise);
  }
}
