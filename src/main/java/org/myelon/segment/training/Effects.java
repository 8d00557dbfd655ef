package org.myelon.segment.training;

import java.util.random.RandomGenerator;

/** What happens to the grey values of a frame, in the order in which a scanner does it. */
final class Effects {

  private Effects() {}

  /** Applies each effect as often as the settings say. */
  static void apply(Frame frame, Augmentation settings, RandomGenerator random) {
    final boolean[] outside = fillOutside(frame);
    if (Chance.once(random, settings.contrast())) GreyValues.remap(frame, random);
    if (Chance.once(random, 0.3 * settings.contrast())) GreyValues.invert(frame, random);
    if (Chance.once(random, 0.5 * settings.contrast())) GreyValues.gamma(frame, random);
    if (Chance.once(random, settings.contrast())) Receiver.bias(frame, random);
    final double often = settings.artefacts();
    if (Chance.once(random, often)) Receiver.dropOut(frame, random);
    if (Chance.once(random, often)) Receiver.uneven(frame, random);
    if (Chance.once(random, often)) Artefacts.ghosts(frame, random);
    if (Chance.once(random, often)) Artefacts.ringing(frame, random);
    if (Chance.once(random, settings.noise())) Noise.add(frame, random);
    if (Chance.once(random, often)) Artefacts.stripes(frame, random);
    if (Chance.once(random, 0.5 * often)) Artefacts.spikes(frame, random);
    if (Chance.once(random, 4 * often)) Sharpness.change(frame, random);
    for (int i = 0; i < outside.length; i++) if (outside[i]) frame.values[i] = Float.NaN;
    if (Chance.once(random, often)) Artefacts.lostField(frame, random);
  }

  /** Effects see 0 where there is no image. */
  private static boolean[] fillOutside(Frame frame) {
    final boolean[] outside = new boolean[frame.values.length];
    for (int i = 0; i < outside.length; i++)
      if (Float.isNaN(frame.values[i])) {
        outside[i] = true;
        frame.values[i] = 0;
      }
    return outside;
  }
}
