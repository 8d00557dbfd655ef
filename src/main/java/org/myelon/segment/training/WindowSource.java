package org.myelon.segment.training;

import java.util.random.RandomGenerator;
import org.myelon.segment.axial.AxialModel;
import org.myelon.segment.axial.AxialWindow;
import org.myelon.step.InputException;

/**
 * Windows of a model from an anatomy: a specimen is drawn, the window laid into it, imaged, spoiled
 * and normalised as inference does.
 *
 * <p>Geometry is drawn first and applied once, so nothing is interpolated twice except what a
 * scanner of larger pixels would have measured.
 *
 * <p>A sample of a labelled image takes 2.5 ms for the cord (80 x 80), 4 ms for grey matter (96 x
 * 96) and 7 ms for a whole field (128 x 128), one of a drawn body 7, 8 and 13 ms, on one core of a
 * machine that was busy with other things (2026).
 */
public final class WindowSource implements SampleSource {

  /** Slices at the end of a volume, whose missing neighbour is the slice itself, come so often. */
  private static final double AT_END = 0.06;

  /** So many other windows are tried if one shows hardly anything of a small image. */
  private static final int ATTEMPTS = 3;

  private final Anatomy anatomy;
  private final int pixels;
  private final double spacing;
  private final Augmentation settings;

  /**
   * @param anatomy for instance a {@link LabelledImage}
   * @param pixels of the window along each side
   * @param spacing of the window's pixels in mm
   * @param settings how samples are varied
   * @throws InputException if the window is empty
   */
  public WindowSource(Anatomy anatomy, int pixels, double spacing, Augmentation settings) {
    if (pixels < 2 || !(spacing > 0)) throw new InputException("The window of samples is empty.");
    this.anatomy = anatomy instanceof LabelledImage image ? image.inPlane(spacing) : anatomy;
    this.pixels = pixels;
    this.spacing = spacing;
    this.settings = settings;
  }

  /** Windows of a model, varied as suits it. */
  public static WindowSource of(Anatomy anatomy, AxialModel model) {
    return new WindowSource(
        anatomy, model.pixels(), model.spacing(), Augmentation.of(model.side()));
  }

  /** Windows of a model. */
  public static WindowSource of(Anatomy anatomy, AxialModel model, Augmentation settings) {
    return new WindowSource(anatomy, model.pixels(), model.spacing(), settings);
  }

  @Override
  public Sample draw(RandomGenerator random) {
    final Specimen specimen = anatomy.draw(random);
    final Acquisition scan =
        new Acquisition(pixels, spacing, specimen.sliceDistance(), settings, random);
    Placement placement = Placement.draw(specimen, pixels * spacing, settings, random);
    for (int i = 0; i < ATTEMPTS && scan.isMostlyOutside(specimen, placement); i++)
      placement = Placement.draw(specimen, pixels * spacing, settings, random);
    final Frame frame = scan.image(specimen, placement);
    Effects.apply(frame, settings, random);
    final float[] input = scan.window(frame);
    if (settings.artefacts() > 0 && Chance.once(random, AT_END))
      System.arraycopy(
          input,
          pixels * pixels,
          input,
          random.nextBoolean() ? 0 : 2 * pixels * pixels,
          pixels * pixels);
    final float[] target = scan.target(specimen, placement);
    endField(input, target, settings.artefacts() > 0 && random.nextBoolean());
    AxialWindow.normalise(input);
    return new Sample(input, target);
  }

  /** Nothing is to be found where there is no image; files may have zeros there. */
  private static void endField(float[] input, float[] target, boolean zeros) {
    for (int i = 0; i < target.length; i++)
      if (Float.isNaN(input[target.length + i])) target[i] = 0;
    if (zeros) for (int i = 0; i < input.length; i++) if (Float.isNaN(input[i])) input[i] = 0;
  }
}
