package org.myelon.vertebra.network;

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
 * network of {@link FindDiscs}, up to {@value CordSlab#BEYOND} mm above the cord's mask.
 */
public final class DetectPmj {

  private DetectPmj() {}

  /**
   * @param least confidence that is enough, above 0 to 1
   */
  public record Settings(double least) {

    public Settings {
      if (!(least > 0 && least <= 1))
        throw new InputException(
            "The least confidence must be above 0 and at most 1, not " + least + ".");
    }

    public static Settings defaults() {
      return new Settings(FindDiscs.Settings.defaults().junction());
    }
  }

  /**
   * @param pmj one voxel of value {@value PmjDistance#LABEL} on the grid of the image
   * @param junction where it is in mm, and how sure that is
   * @param line of the cord
   */
  public record Result(Volume pmj, Junction junction, Centerline line, Methods methods) {}

  /**
   * @param image 3-D, any orientation and contrast
   * @param segmentation of the cord on the same grid
   * @param network finds it
   * @param settings how sure it must be
   * @param progress listens, and may cancel
   * @return the junction
   * @throws InputException if the image does not show it, is a series, or the mask is not on its
   *     grid or no cord
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
    final double[] voxel = image.voxelToWorld().inverse().apply(junction.point());
    for (int a = 0; a < 3; a++)
      voxel[a] = Math.max(0, Math.min(image.grid().size(a) - 1, Math.rint(voxel[a])));
    final Volume pmj =
        new PointLabels(List.of(new PointLabel(PmjDistance.LABEL, voxel)), image.grid())
            .toVolume(image.name() + "_pmj");
    return new Result(pmj, junction, found.line(), methods(network.model()));
  }

  private static Methods methods(DiscModel model) {
    return new Methods(
        String.format(
            "The pontomedullary junction was found by a two-dimensional U-Net that sees curved"
                + " sagittal planes along the cord and the brain stem (model %s, version %s).",
            model.name(), model.version()),
        NetworkCitations.UNET,
        "Bédard S, Cohen-Adad J. Automatic measure and normalization of spinal cord"
            + " cross-sectional area using the pontomedullary junction. Front Neuroimaging"
            + " 2022;1:1031253. doi:10.3389/fnimg.2022.1031253");
  }
}
