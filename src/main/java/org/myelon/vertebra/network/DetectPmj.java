package org.myelon.vertebra.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.myelon.centerline.Centerline;
import org.myelon.image.Volume;
import org.myelon.label.PmjDistance;
import org.myelon.label.PointLabel;
import org.myelon.label.PointLabels;
import org.myelon.segment.network.NetworkCitations;
import org.myelon.step.InputException;
import org.myelon.step.Methods;
import org.myelon.step.Progress;

/**
 * Marks the pontomedullary junction: the notch at the front between pons and medulla, from which
 * distances along the cord can be counted without knowing any vertebra. It is looked for by the
 * network of {@link FindDiscs}, up to {@value CordSlab#BEYOND} mm above the cord's mask. If asked
 * for, the groove below it is marked, too: where the fourth ventricle closes at the back of the
 * medulla, seen as a step in its outline.
 */
public final class DetectPmj {

  /** The value of the groove in a label image. */
  public static final int GROOVE = 49;

  private DetectPmj() {}

  /**
   * @param least confidence that is enough, above 0 to 1
   * @param groove whether the groove is marked, too
   */
  public record Settings(double least, boolean groove) {

    /** The junction alone. */
    public Settings(double least) {
      this(least, false);
    }

    public Settings {
      if (!(least > 0 && least <= 1))
        throw new InputException(
            "The least confidence must be above 0 and at most 1, not " + least + ".");
    }

    public static Settings defaults() {
      return new Settings(FindDiscs.Settings.defaults().junction());
    }

    public Settings withGroove(boolean other) {
      return new Settings(least, other);
    }
  }

  /**
   * @param pmj one voxel of value {@value PmjDistance#LABEL} on the grid of the image
   * @param junction where it is in mm, and how sure that is
   * @param pmg one voxel of value {@value #GROOVE}; null if the groove was not asked for
   * @param groove where it is in mm, and how deep; null likewise
   * @param line of the cord
   */
  public record Result(
      Volume pmj, Junction junction, Volume pmg, Groove groove, Centerline line, Methods methods) {

    /** All that was marked, in one label image. */
    public Volume marks() {
      final List<PointLabel> points = new ArrayList<>(PointLabels.of(pmj).points());
      if (pmg != null) points.addAll(PointLabels.of(pmg).points());
      return new PointLabels(points, pmj.grid()).toVolume(pmj.name());
    }
  }

  /**
   * @param image 3-D, any orientation and contrast
   * @param segmentation of the cord on the same grid
   * @param network finds it
   * @param settings how sure it must be, and whether the groove is marked
   * @param progress listens, and may cancel
   * @return the junction, and the groove if it was asked for
   * @throws InputException if the image does not show what was asked for, is a series, or the mask
   *     is not on its grid or no cord
   * @implNote op names='myelon.vertebra.detectPmj'
   */
  public static Result run(
      Volume image,
      Volume segmentation,
      DiscNetwork network,
      Settings settings,
      Progress progress) {
    final FindDiscs.Result found =
        FindDiscs.run(
            image,
            segmentation,
            network,
            FindDiscs.Settings.defaults().withJunction(settings.least),
            progress);
    final Junction junction = found.junction();
    if (junction == null)
      throw new InputException(
          String.format(
              Locale.ROOT,
              "No pontomedullary junction was found in %s: the image must show the brain stem up to"
                  + " the pons, at most %.0f mm above the cord's mask.",
              image,
              CordSlab.BEYOND));
    final Groove groove =
        settings.groove
            ? groove(image, CordSlab.along(found.line(), network.model().window()), junction)
            : null;
    return new Result(
        mark(image, PmjDistance.LABEL, junction.point(), "_pmj"),
        junction,
        groove == null ? null : mark(image, GROOVE, groove.point(), "_pmg"),
        groove,
        found.line(),
        methods(network.model(), groove));
  }

  private static Groove groove(Volume image, CordSlab slab, Junction junction) {
    return FindGroove.run(image, slab, junction)
        .orElseThrow(
            () ->
                new InputException(
                    "No groove was found below the pontomedullary junction of "
                        + image
                        + ": the image must show the back of the medulla up to the fourth"
                        + " ventricle; mark the junction alone."));
  }

  private static Volume mark(Volume image, int value, double[] point, String suffix) {
    final double[] voxel = image.voxelToWorld().inverse().apply(point);
    for (int a = 0; a < 3; a++)
      voxel[a] = Math.max(0, Math.min(image.grid().size(a) - 1, Math.rint(voxel[a])));
    return new PointLabels(List.of(new PointLabel(value, voxel)), image.grid())
        .toVolume(image.name() + suffix);
  }

  private static Methods methods(DiscModel model, Groove groove) {
    return new Methods(
        String.format(
            "The pontomedullary junction was found by a two-dimensional U-Net that sees curved"
                + " sagittal planes along the cord and the brain stem (model %s, version %s).%s",
            model.name(),
            model.version(),
            groove == null
                ? ""
                : " The groove below it is where the outline of the medulla's back steps forward in"
                    + " the middle plane, at the lower end of the fourth ventricle."),
        NetworkCitations.UNET,
        "Bédard S, Cohen-Adad J. Automatic measure and normalization of spinal cord"
            + " cross-sectional area using the pontomedullary junction. Front Neuroimaging"
            + " 2022;1:1031253. doi:10.3389/fnimg.2022.1031253");
  }
}
