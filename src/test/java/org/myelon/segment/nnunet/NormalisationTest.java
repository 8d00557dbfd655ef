package org.myelon.segment.nnunet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.myelon.segment.nnunet.Normalisation.Scheme;
import org.myelon.step.InputException;

class NormalisationTest {

  @Test
  void agreesWithNnUNetOnItsUnitVectors() {
    final Reference folder = Reference.of("units/normalization");
    final Map<?, ?> p = (Map<?, ?>) folder.json("intensityproperties.json");
    final Normalisation.Intensities ct =
        new Normalisation.Intensities(
            number(p, "mean"),
            number(p, "std"),
            number(p, "percentile_00_5"),
            number(p, "percentile_99_5"));
    final float[] seg = folder.array("seg_minus1_outside.npy").values();
    final BitSet inside = new BitSet();
    for (int i = 0; i < seg.length; i++) inside.set(i, seg[i] >= 0);
    check(folder, "in", "zscore", Normalisation.of(Scheme.Z_SCORE), inside);
    check(folder, "in", "zscore_mask", new Normalisation(Scheme.Z_SCORE, true, null), inside);
    check(folder, "in", "ct", new Normalisation(Scheme.CT, false, ct), inside);
    check(folder, "in", "nonorm", Normalisation.of(Scheme.NONE), inside);
    check(folder, "in", "rescale01", Normalisation.of(Scheme.RESCALE_TO_01), inside);
    check(folder, "in_rgb", "rgb01", Normalisation.of(Scheme.RGB_TO_01), inside);
  }

  private static double number(Map<?, ?> map, String key) {
    return ((Number) map.get(key)).doubleValue();
  }

  private static void check(
      Reference folder, String in, String out, Normalisation rule, BitSet mask) {
    final float[] values = folder.array(in + ".npy").values();
    rule.apply(values, mask, in);
    assertArrayEquals(folder.array(out + ".npy").values(), values, 2e-6f, out);
  }

  @Test
  void zScoreByHandWithAndWithoutMask() {
    final BitSet mask = new BitSet();
    mask.set(0, 2);
    final float[] all = {1, 3, 8, 0};
    Normalisation.of(Scheme.Z_SCORE).apply(all, mask, "t2");
    final double deviation = Math.sqrt((4 + 0 + 25 + 9) / 4.0);
    assertArrayEquals(
        new float[] {
          (float) (-2 / deviation), 0, (float) (5 / deviation), (float) (-3 / deviation)
        },
        all,
        1e-6f);
    final float[] masked = {1, 3, 8, 0};
    new Normalisation(Scheme.Z_SCORE, true, null).apply(masked, mask, "t2");
    assertArrayEquals(new float[] {-1, 1, 8, 0}, masked, 1e-6f);
  }

  @Test
  void aConstantChannelBecomesZero() {
    for (Scheme scheme : new Scheme[] {Scheme.Z_SCORE, Scheme.RESCALE_TO_01}) {
      final float[] values = {4, 4, 4};
      Normalisation.of(scheme).apply(values, new BitSet(), "t2");
      assertArrayEquals(new float[3], values);
    }
  }

  @Test
  void saysWhatItDoesNotKnow() {
    assertMessage("'MyNormalization'", () -> Scheme.of("MyNormalization"));
    assertMessage("incomplete", () -> Normalisation.of(Scheme.CT));
    assertMessage(
        "colour.png holds values",
        () ->
            Normalisation.of(Scheme.RGB_TO_01)
                .apply(new float[] {0, 256}, new BitSet(), "colour.png"));
  }

  private static void assertMessage(String part, org.junit.jupiter.api.function.Executable body) {
    final String message = assertThrows(InputException.class, body).getMessage();
    assertTrue(message.contains(part), message);
  }
}
