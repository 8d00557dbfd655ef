package org.myelon.morphology;

import java.util.LinkedHashMap;
import java.util.Map;
import org.myelon.step.InputException;
import org.myelon.step.Methods;

/**
 * Removes from the area what a linear model explains by sex and by the sizes of brain and thalamus:
 * area + Σ c (mean - subject). The coefficients and means are those of 804 adults of the UK Biobank
 * (Bédard and Cohen-Adad 2022), as SCT 7 uses them.
 */
public final class CsaNormalisation {

  /** Women 0, men 1. */
  public static final String SEX = "sex";

  /** In mm³. */
  public static final String BRAIN = "brain-volume";

  /** In mm³. */
  public static final String THALAMUS = "thalamus-volume";

  /** One term of the model. */
  private record Term(double coefficient, double mean) {

    double shift(double subject) {
      return coefficient * (mean - subject);
    }
  }

  private static final String PRODUCT = "brain-volume x sex";
  private static final double MEAN_SEX = 0.43656716417910446;
  private static final double MEAN_BRAIN = 1156171.0708955224;
  private static final double MEAN_PRODUCT = 530335.0410447761;

  private static final Map<String, Term> WITHOUT_THALAMUS =
      Map.of(
          SEX, new Term(-15.00753582193219, MEAN_SEX),
          BRAIN, new Term(2.3741962085478625e-05, MEAN_BRAIN),
          PRODUCT, new Term(1.2389409865349374e-05, MEAN_PRODUCT));

  private static final Map<String, Term> WITH_THALAMUS =
      Map.of(
          SEX, new Term(-15.000011679788948, MEAN_SEX),
          BRAIN, new Term(2.4534871223492782e-06, MEAN_BRAIN),
          THALAMUS, new Term(0.001980035083542038, 15265.63184079602),
          PRODUCT, new Term(1.2553560383488494e-05, MEAN_PRODUCT));

  private final double shift;

  private CsaNormalisation(double shift) {
    this.shift = shift;
  }

  /**
   * Reads the subject, such as "sex=0,brain-volume=960606,thalamus-volume=13942" (also with blanks
   * between name and value, as SCT takes them).
   *
   * @throws InputException if a predictor is missing, unknown or out of range
   */
  public static CsaNormalisation parse(String subject) {
    final Map<String, Double> values = values(subject);
    require(values.containsKey(SEX) && values.containsKey(BRAIN), subject);
    require(values.get(SEX) == 0 || values.get(SEX) == 1, subject);
    require(values.values().stream().allMatch(v -> v >= 0 && v < 1e8), subject);
    values.put(PRODUCT, values.get(SEX) * values.get(BRAIN));
    final Map<String, Term> model = values.containsKey(THALAMUS) ? WITH_THALAMUS : WITHOUT_THALAMUS;
    double shift = 0;
    for (String name : new String[] {SEX, BRAIN, THALAMUS, PRODUCT})
      if (model.containsKey(name)) shift += model.get(name).shift(values.get(name));
    return new CsaNormalisation(shift);
  }

  private static Map<String, Double> values(String subject) {
    final String[] words = subject.strip().split("[\\s,;=]+");
    require(words.length % 2 == 0, subject);
    final Map<String, Double> values = new LinkedHashMap<>();
    for (int i = 0; i < words.length; i += 2) {
      require(words[i].equals(SEX) || words[i].equals(BRAIN) || words[i].equals(THALAMUS), subject);
      try {
        values.put(words[i], Double.valueOf(words[i + 1]));
      } catch (NumberFormatException e) {
        require(false, subject);
      }
    }
    return values;
  }

  private static void require(boolean fine, String subject) {
    if (!fine)
      throw new InputException(
          "normalize is '"
              + subject
              + "'; give sex (0 woman, 1 man) and brain-volume in mm3, and thalamus-volume in mm3 if"
              + " known, such as sex=0,brain-volume=1100000,thalamus-volume=14000.");
  }

  /** The profile with its areas corrected. */
  public CordProfile apply(CordProfile profile) {
    return profile.map(s -> s.with(Metric.AREA, s.get(Metric.AREA) + shift));
  }

  /** What was done, for the methods section of a paper. */
  public static Methods methods() {
    return new Methods(
        "Cross-sectional areas were normalised for sex and for the volumes of brain and thalamus.",
        "Bédard S, Cohen-Adad J. Automatic measure and normalization of spinal cord"
            + " cross-sectional area using the pontomedullary junction. Front Neuroimaging"
            + " 2022;1:1031253. doi:10.3389/fnimg.2022.1031253");
  }
}
