package org.myelon.vertebra.network;

import java.util.Comparator;
import java.util.List;
import org.myelon.centerline.Centerline;
import org.myelon.centerline.FitCenterline;
import org.myelon.image.Volume;
import org.myelon.segment.network.NetworkCitations;
import org.myelon.step.InputException;
import org.myelon.step.Methods;
import org.myelon.step.Progress;
import org.myelon.vertebra.DiscCandidate;
import org.myelon.vertebra.network.HeatMaps.Peak;

/**
 * Finds what looks like an intervertebral disc, and the pontomedullary junction, with a network
 * that sees curved sagittal planes along the cord ({@link CordSlab}). Any contrast, orientation and
 * field of view. Which numbers the discs have is not decided here.
 */
public final class FindDiscs {

  /** Discs lie no closer together, mm. */
  private static final double APART = 7;

  /** How far from a disc the heat of C2/C3 may lie, pixels. */
  private static final int SAME = 3;

  private FindDiscs() {}

  /**
   * @param disc least heat of a disc, above 0 to 1
   * @param junction least heat of the pontomedullary junction, above 0 to 1
   */
  public record Settings(double disc, double junction) {

    public Settings {
      if (!(disc > 0 && disc <= 1 && junction > 0 && junction <= 1))
        throw new InputException("The least heat of a disc or junction lies between 0 and 1.");
    }

    public static Settings defaults() {
      return new Settings(0.25, 0.25);
    }

    public Settings withJunction(double least) {
      return new Settings(disc, least);
    }
  }

  /**
   * @param discs from below upwards
   * @param junction null if the image does not show it
   * @param line of the cord, along which they were looked for
   */
  public record Result(
      List<DiscCandidate> discs, Junction junction, Centerline line, Methods methods) {

    public Result {
      discs = List.copyOf(discs);
    }
  }

  /**
   * @param image 3-D, any orientation and contrast
   * @param segmentation of the cord on the same grid
   * @param network finds them
   * @param settings how sure it must be
   * @param progress listens, and may cancel
   * @return candidates and the junction; there may be none
   * @throws InputException if the image is a series, or the mask is not on its grid or no cord
   * @implNote op names='myelon.vertebra.findDiscs'
   */
  public static Result run(
      Volume image,
      Volume segmentation,
      DiscNetwork network,
      Settings settings,
      Progress progress) {
    image.require3D().grid().requireSame(segmentation.grid(), image.name(), segmentation.name());
    final Centerline line =
        FitCenterline.ofCord(
            segmentation, FitCenterline.Settings.defaults(), progress.part(0, 0.1));
    return along(image, line, network, settings, progress.part(0.1, 1));
  }

  /**
   * The same along a line that is known already.
   *
   * @param line of the cord in the image, in RAS mm of the same space
   */
  public static Result along(
      Volume image, Centerline line, DiscNetwork network, Settings settings, Progress progress) {
    final CordSlab slab = CordSlab.along(line, network.model().window());
    final float[] planes = slab.read(image, progress.part(0, 0.3));
    final HeatMaps heat = network.heat(planes, progress.part(0.3, 1));
    final double apart = APART / network.model().window().spacing();
    final List<DiscCandidate> discs =
        heat.peaks(DiscModel.DISC, settings.disc, apart).stream()
            .map(p -> candidate(p, heat, slab))
            .sorted(Comparator.comparingDouble(DiscCandidate::arc))
            .toList();
    final Junction junction =
        heat.peaks(DiscModel.PMJ, settings.junction, apart).stream()
            .findFirst()
            .map(p -> junction(p, image, slab))
            .orElse(null);
    return new Result(discs, junction, line, methods(network.model()));
  }

  /** The line beyond the mask may run beside the middle of the body: symmetry tells how far. */
  private static Junction junction(Peak p, Volume image, CordSlab slab) {
    final double right = new MiddlePlane(image, slab).right(p.row(), slab.front(p.column()));
    return new Junction(
        slab.arc(p.row()), slab.point(p.row(), p.column(), right), Math.min(1, p.heat()));
  }

  private static DiscCandidate candidate(Peak p, HeatMaps heat, CordSlab slab) {
    return new DiscCandidate(
        slab.arc(p.row()),
        slab.point(p.row(), p.column()),
        Math.min(1, p.heat()),
        Math.min(1, heat.near(DiscModel.C2_C3, p, SAME)));
  }

  /** What was done, for the methods section of a paper. */
  public static Methods methods(DiscModel model) {
    return new Methods(
        String.format(
            "Intervertebral discs and the pontomedullary junction were looked for by a"
                + " two-dimensional U-Net that sees curved sagittal planes along the cord (model %s,"
                + " version %s).",
            model.name(), model.version()),
        NetworkCitations.UNET,
        "Rouhier L, et al. Spine intervertebral disc labeling using a fully convolutional redundant"
            + " counting model. MIDL 2020. arXiv:2003.04387");
  }
}
