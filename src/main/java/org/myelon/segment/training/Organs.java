package org.myelon.segment.training;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What lies in a body around the spine, drawn at random by region: airway, vessels, lungs, muscles
 * in sheaths, bones, organs, arms beside the body, and a few round things of any tissue anywhere,
 * which are not to be taken for a cord. Of two in one place the first is seen.
 */
final class Organs {

  private final double middleX;
  private final double middleY;
  private final double halfX;
  private final double halfY;
  private final double fat;
  private final List<Blob> organs = new ArrayList<>();
  private final List<Blob> arms = new ArrayList<>();

  /**
   * @param fat under the skin, mm
   * @param front where the spine ends in front, mm before the cord
   */
  Organs(Region region, BodyOutline outline, double fat, double front, RandomGenerator random) {
    middleX = outline.middleX;
    middleY = outline.middleY;
    halfX = outline.halfX;
    halfY = outline.halfY;
    this.fat = fat;
    distractors(random);
    switch (region) {
      case NECK -> neck(front, random);
      case SHOULDERS -> shoulders(front, random);
      case CHEST -> chest(front, random);
      default -> abdomen(front, random);
    }
  }

  /** Those in the body that are not too far from the cord. */
  List<Blob> inside(double reach) {
    return organs.stream().filter(b -> !b.isBeyond(reach)).toList();
  }

  /** Those beside it. */
  List<Blob> outside(double reach) {
    return arms.stream().filter(b -> !b.isBeyond(reach)).toList();
  }

  /** None to six round things; seldom one with a wall, as a cord in its fluid has. */
  private void distractors(RandomGenerator random) {
    final Tissue[] all = Tissue.values();
    for (int i = Chance.index(random, 7); i > 0; i--) {
      final double r = Chance.logBetween(random, 2, 14);
      final double angle = Chance.between(random, -Math.PI, Math.PI);
      final double away = Chance.between(random, 26, 26 + 0.8 * halfX);
      final Blob blob =
          Blob.of(
              away * Math.cos(angle),
              away * Math.sin(angle) * halfY / halfX,
              r,
              r * Chance.between(random, 0.6, 1.2),
              all[Chance.index(random, all.length)]);
      organs.add(
          Chance.once(random, 0.2)
              ? blob.walled(Chance.between(random, 0.1, 0.5), all[Chance.index(random, all.length)])
              : blob.leaning(Chance.around(random, 1), Chance.around(random, 1)));
    }
  }

  private void neck(double front, RandomGenerator random) {
    final double airX = Chance.around(random, 6), airY = front + Chance.between(random, 14, 32);
    final double air = Chance.between(random, 4, 11);
    organs.add(
        Blob.of(airX, airY, air * Chance.between(random, 0.8, 1.6), air, Tissue.AIR)
            .walled(Chance.between(random, 0.1, 0.3), Tissue.CORTICAL));
    if (random.nextBoolean())
      organs.add(Blob.of(airX, airY - air - 5, 6, 4, Tissue.MUSCLE).walled(0.3, Tissue.ORGAN));
    for (int side = -1; side <= 1; side += 2) {
      final double neck = side * Chance.between(random, 19, 34);
      final double before = Chance.between(random, front - 4, front + 20);
      vessel(neck, before, Chance.between(random, 2.4, 4.5), random);
      vessel(
          neck + side * Chance.between(random, 5, 11),
          before + Chance.around(random, 6),
          Chance.between(random, 2, 8),
          random);
      vessel(
          side * Chance.between(random, 12, 18),
          Chance.between(random, 2, 10),
          Chance.between(random, 1.2, 2.6),
          random);
      if (random.nextBoolean())
        organs.add(Blob.of(airX + side * (air + 9), airY, 8, 11, Tissue.ORGAN));
      pad(side, random);
      muscles(side, random);
    }
    if (Chance.once(random, 0.3)) jaw(random);
  }

  private void vessel(double x, double y, double r, RandomGenerator random) {
    final Blob blob =
        Blob.of(x, y, r, r * Chance.between(random, 0.7, 1.2), Tissue.BLOOD)
            .leaning(Chance.around(random, 0.4), Chance.around(random, 0.4));
    organs.add(random.nextBoolean() ? blob : blob.walled(0.25, Tissue.FAT));
  }

  /** Fat between the muscles of the neck's side. */
  private void pad(int side, RandomGenerator random) {
    organs.add(
        Blob.of(
            side * Chance.between(random, 28, 45),
            Chance.between(random, -20, 15),
            Chance.between(random, 4, 14),
            Chance.between(random, 4, 14),
            Tissue.FAT));
  }

  /** Muscles beside the spinous processes, in sheaths. */
  private void muscles(int side, RandomGenerator random) {
    for (int i = 1 + Chance.index(random, 3); i > 0; i--)
      organs.add(
          Blob.of(
                  side * Chance.between(random, 9, 32),
                  -Chance.between(random, 16, 38),
                  Chance.between(random, 6, 16),
                  Chance.between(random, 5, 14),
                  Tissue.MUSCLE)
              .walled(Chance.between(random, 0.03, 0.12), Tissue.FAT));
  }

  /** Teeth and bone of the jaw in front of the mouth. */
  private void jaw(RandomGenerator random) {
    final double width = Chance.between(random, 0.5, 0.75) * halfX;
    for (int i = -4; i <= 4; i++)
      organs.add(
          Blob.of(
                  middleX + width * Math.sin(i * 0.33),
                  middleY + 0.8 * halfY * Math.cos(i * 0.33),
                  Chance.between(random, 4, 8),
                  Chance.between(random, 5, 9),
                  Tissue.MARROW)
              .walled(0.3, Tissue.CORTICAL));
    organs.add(Blob.of(middleX, middleY + 0.4 * halfY, 0.4 * halfX, 14, Tissue.MUSCLE));
  }

  private void shoulders(double front, RandomGenerator random) {
    neck(front, random);
    for (int side = -1; side <= 1; side += 2) {
      final double r = Chance.between(random, 16, 25);
      organs.add(
          Blob.of(side * 0.72 * halfX, Chance.around(random, 20), r, r, Tissue.MARROW)
              .walled(0.12, Tissue.CORTICAL));
      if (random.nextBoolean())
        organs.add(
            Blob.of(
                side * Chance.between(random, 35, 60),
                front + Chance.between(random, 0, 25),
                Chance.between(random, 18, 32),
                Chance.between(random, 18, 35),
                Tissue.AIR));
    }
  }

  private void chest(double front, RandomGenerator random) {
    final double r = Chance.between(random, 7, 15);
    organs.add(
        Blob.of(
                Chance.between(random, 8, 28),
                front + Chance.between(random, -8, 14) + r,
                r,
                r * Chance.between(random, 0.85, 1.1),
                Tissue.BLOOD)
            .walled(Chance.between(random, 0, 0.2), Tissue.MUSCLE));
    vessel(Chance.around(random, 15), front + 8, Chance.between(random, 2, 5), random);
    organs.add(Blob.of(Chance.around(random, 12), front + r + 12, 8, 5, Tissue.MUSCLE));
    final double heart = Chance.between(random, 25, 55);
    if (Chance.once(random, 0.7))
      organs.add(
          Blob.of(Chance.between(random, 0, 40), front + 40 + heart, heart, heart, Tissue.BLOOD)
              .walled(0.3, Tissue.ORGAN));
    else organs.add(Blob.of(0, front + 35, 12, 9, Tissue.AIR).walled(0.15, Tissue.CORTICAL));
    for (int side = -1; side <= 1; side += 2) {
      organs.add(
          Blob.of(
              side * 0.55 * halfX,
              middleY + Chance.around(random, 15),
              halfX * Chance.between(random, 0.28, 0.36),
              halfY * Chance.between(random, 0.5, 0.75),
              Tissue.AIR));
      muscles(side, random);
    }
    ribs(random);
    arms(random);
  }

  private void ribs(RandomGenerator random) {
    final double start = Chance.between(random, 0, 0.5);
    for (int i = 0; i < 12; i++) {
      final double angle = start + i * 2 * Math.PI / 12;
      organs.add(
          0,
          Blob.of(
                  middleX + 0.88 * (halfX - fat) * Math.cos(angle),
                  middleY + 0.88 * (halfY - fat) * Math.sin(angle),
                  Chance.between(random, 4, 9),
                  Chance.between(random, 3, 7),
                  Tissue.MARROW)
              .walled(0.3, Tissue.CORTICAL));
    }
  }

  private void abdomen(double front, RandomGenerator random) {
    final double r = Chance.between(random, 6, 13);
    vessel(Chance.between(random, 2, 14), front + r, r, random);
    vessel(-Chance.between(random, 8, 22), front + r, Chance.between(random, 7, 14), random);
    for (int side = -1; side <= 1; side += 2) {
      organs.add(
          Blob.of(
              side * Chance.between(random, 26, 42),
              front - Chance.between(random, 8, 22),
              Chance.between(random, 10, 24),
              Chance.between(random, 12, 25),
              Tissue.MUSCLE));
      organs.add(
          Blob.of(
              side * Chance.between(random, 22, 38),
              -Chance.between(random, 22, 38),
              Chance.between(random, 16, 28),
              Chance.between(random, 12, 22),
              Tissue.MUSCLE));
      if (Chance.once(random, 0.7))
        organs.add(
            Blob.of(
                    side * Chance.between(random, 50, 75),
                    front + Chance.between(random, -25, 15),
                    Chance.between(random, 18, 30),
                    Chance.between(random, 22, 36),
                    Tissue.ORGAN)
                .walled(0.25, Tissue.BLOOD));
    }
    if (random.nextBoolean())
      organs.add(Blob.of(-0.5 * halfX, middleY + 15, 0.38 * halfX, 0.6 * halfY, Tissue.ORGAN));
    bowel(front, random);
    arms(random);
  }

  private void bowel(double front, RandomGenerator random) {
    final Tissue[] fillings = {Tissue.AIR, Tissue.ORGAN, Tissue.CSF, Tissue.MUSCLE, Tissue.FAT};
    for (int i = 4 + Chance.index(random, 8); i > 0; i--)
      organs.add(
          Blob.of(
                  Chance.between(random, -0.75, 0.75) * halfX,
                  front + Chance.between(random, 25, 100),
                  Chance.between(random, 8, 26),
                  Chance.between(random, 8, 22),
                  fillings[Chance.index(random, fillings.length)])
              .walled(Chance.between(random, 0.1, 0.3), Tissue.MUSCLE));
  }

  private void arms(RandomGenerator random) {
    if (!Chance.once(random, 0.4)) return;
    for (int side = -1; side <= 1; side += 2) {
      final double r = Chance.between(random, 28, 48);
      final double x = side * (halfX + r + Chance.between(random, -4, 12));
      final double y = Chance.between(random, -20, 40);
      arms.add(Blob.of(x, y, 11, 11, Tissue.MARROW).walled(0.35, Tissue.CORTICAL));
      arms.add(Blob.of(x, y, r, r, Tissue.MUSCLE).walled(0.2, Tissue.FAT));
    }
  }
}
