package org.myelon.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class AffineTest {

  private static Affine random(Random r) {
    final double[] m = new double[12];
    for (int i = 0; i < 12; i++) m[i] = r.nextGaussian() * (i % 4 == 3 ? 50 : 1);
    return new Affine(m);
  }

  @Test
  void inverseUndoesTheMap() {
    final Random r = new Random(1);
    for (int i = 0; i < 100; i++) {
      final Affine a = random(r);
      final double[] p = {r.nextDouble(), r.nextDouble(), r.nextDouble()};
      assertArrayEquals(p, a.inverse().apply(a.apply(p)), 1e-8 / Math.abs(a.determinant()));
    }
  }

  @Test
  void compositionAppliesTheRightHandMapFirst() {
    final Random r = new Random(2);
    final Affine a = random(r), b = random(r);
    final double[] p = {1, 2, 3};
    assertArrayEquals(a.apply(b.apply(p)), a.after(b).apply(p), 1e-10);
    assertEquals(a.determinant() * b.determinant(), a.after(b).determinant(), 1e-9);
  }

  @Test
  void directionsIgnoreTheTranslation() {
    assertArrayEquals(
        new double[] {2, 3, 4},
        Affine.translation(9, 9, 9).after(Affine.scale(2, 3, 4)).applyToVector(1, 1, 1));
  }

  @Test
  void spacingIsTheLengthOfAColumnAndShearIsSeen() {
    final double c = Math.cos(0.5), s = Math.sin(0.5);
    final Affine oblique = new Affine(2 * c, -3 * s, 0, 5, 2 * s, 3 * c, 0, 6, 0, 0, 4, 7);
    assertEquals(2, oblique.spacing(0), 1e-12);
    assertEquals(3, oblique.spacing(1), 1e-12);
    assertEquals(4, oblique.spacing(2), 1e-12);
    assertFalse(oblique.isSheared());
    assertTrue(new Affine(1, 0.01, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0).isSheared());
  }

  @Test
  void singularMapsHaveNoInverse() {
    final Affine flat = new Affine(1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0);
    assertFalse(flat.isUsable());
    assertThrows(ArithmeticException.class, flat::inverse);
    assertFalse(new Affine(1, 0, 0, Double.NaN, 0, 1, 0, 0, 0, 0, 1, 0).isUsable());
  }
}
