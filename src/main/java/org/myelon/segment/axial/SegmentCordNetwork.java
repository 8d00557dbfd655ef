package org.myelon.segment.axial;

import java.util.Locale;
import java.util.Map;
import org.myelon.image.Box;
import org.myelon.image.Connectivity;
import org.myelon.image.Crop;
import org.myelon.image.Grid;
import org.myelon.image.Morphology;
import org.myelon.image.Volume;
import org.myelon.label.PointLabels;
import org.myelon.segment.network.ComputeDevice;
import org.myelon.segment.network.NetworkCitations;
import org.myelon.step.InputException;
import org.myelon.step.Methods;
import org.myelon.step.Progress;

/**
 * Segments the spinal cord with our own networks: one finds its way through the image ({@link
 * LocateCord}), the other outlines it in a window around it in every axial slice. Any contrast, any
 * orientation and spacing; the mask is on the image's own grid.
 */
public final class SegmentCordNetwork {

  /** Mean probability of the cord's pixels in a slice that counts as found. */
  private static final double LEAST_CONFIDENCE = 0.65;

  /** How far in mm the cord is followed beyond where the localiser saw it. */
  private static final double BEYOND = 6;

  private SegmentCordNetwork() {}

  /**
   * @param threshold a voxel with this probability or more is cord, 0 to 1; 0 gives the
   *     probabilities, which are about the part of the voxel that is cord
   * @param largest keep one object in each slice
   * @param start points in the cord (one, or a centreline), from where it is followed up and down;
   *     null to find it
   * @param box where to look, null for everywhere
   */
  public record Settings(double threshold, boolean largest, PointLabels start, Box box) {

    public Settings {
      if (!(threshold >= 0 && threshold <= 1))
        throw new InputException("The threshold must be 0 to 1, not " + threshold + ".");
    }

    public static Settings defaults() {
      return new Settings(0.5, true, null, null);
    }

    public Settings withThreshold(double other) {
      return new Settings(other, largest, start, box);
    }

    public Settings withLargest(boolean other) {
      return new Settings(threshold, other, start, box);
    }

    public Settings withStart(PointLabels other) {
      return new Settings(threshold, largest, other, box);
    }

    public Settings withBox(Box other) {
      return new Settings(threshold, largest, start, other);
    }
  }

  /**
   * @param segmentation on the grid of the image: 0 and 1 in unsigned 8 bit, or float32
   *     probabilities
   * @param confidence mean probability of the cord's pixels over all slices with cord
   * @param models their names and versions
   */
  public record Result(
      Volume segmentation, double confidence, Methods methods, Map<String, Object> models) {}

  /**
   * {@link #run} with the networks that come with Myelon.
   *
   * @throws InputException as {@link #run}, or if a network is missing
   */
  public static Result byBuiltIn(
      Volume image, ComputeDevice device, Settings settings, Progress progress) {
    try (CordNetworks networks = CordNetworks.builtIn(device)) {
      return run(image, networks, settings, progress);
    }
  }

  /**
   * @param image one 3-D volume, also a single slice; values that are not finite count as 0
   * @param networks that find the cord; with a start the localiser is not asked
   * @param settings what to look for, and where
   * @param progress listens, and may cancel
   * @return the mask
   * @throws InputException if the image is a series or flat, a setting does not fit it, or no cord
   *     is found
   * @implNote op names='myelon.segment.cordNetwork'
   */
  public static Result run(
      Volume image, CordNetworks networks, Settings settings, Progress progress) {
    if (settings.box == null) return whole(image, networks, settings, progress);
    final Box box = settings.box;
    final Result result =
        whole(Crop.to(image.require3D(), box), networks, settings.withBox(null), progress);
    final long[] after = new long[3];
    for (int a = 0; a < 3; a++) after[a] = image.grid().size(a) - 1 - box.max()[a];
    return new Result(
        Crop.pad(result.segmentation, box.min(), after, 0),
        result.confidence,
        result.methods,
        result.models);
  }

  private static Result whole(
      Volume image, CordNetworks networks, Settings settings, Progress progress) {
    final AxialSlices slices = AxialSlices.toSearch(image);
    final CordSlices cord = new CordSlices(slices, networks.cord(), LEAST_CONFIDENCE);
    if (settings.start == null) {
      final LocateCord.Result located =
          LocateCord.run(
              slices,
              image.name(),
              networks.localiser(),
              LocateCord.Settings.defaults(),
              progress.part(0, 0.3));
      cord.look(located.path(), progress.part(0.3, 0.85));
      cord.follow(BEYOND, progress.part(0.85, 0.9));
    } else {
      cord.look(CordPath.through(settings.start, slices, image.name()), progress.part(0, 0.3));
      cord.follow(Double.POSITIVE_INFINITY, progress.part(0.3, 0.9));
    }
    if (cord.first() > cord.last())
      throw new InputException(
          "No spinal cord was found in "
              + image
              + (settings.start == null
                  ? ". If there is one, give start= (a point in the cord) or a box around it."
                  : " at the start; is it a point in the cord?"));
    final Volume soft =
        Volume.ofFloats(cord.toVoxels(settings.largest), slices.grid(), image.name() + "_seg");
    return new Result(
        mask(soft, settings.threshold, progress.part(0.9, 1)).reoriented(image.orientation()),
        cord.confidence(),
        methods(networks, settings),
        networks.versions());
  }

  /** Probabilities, or the voxels above the threshold without holes. */
  private static Volume mask(Volume soft, double threshold, Progress progress) {
    if (threshold == 0) return soft;
    final float[] p = soft.toFloats();
    final byte[] on = new byte[p.length];
    for (int i = 0; i < p.length; i++) on[i] = (byte) (p[i] >= threshold ? 1 : 0);
    final Grid grid = soft.grid();
    return Morphology.fillHoles(
        Volume.ofBytes(on, grid, soft.name()), Connectivity.inPlane4(2), progress);
  }

  private static Methods methods(CordNetworks networks, Settings settings) {
    final AxialModel cord = networks.cord().model();
    final String found =
        settings.start == null
            ? String.format(
                "found by a two-dimensional U-Net on coarse axial slices (model %s, version %s)",
                networks.localiser().model().name(), networks.localiser().model().version())
            : "followed from a given start";
    return new Methods(
        String.format(
            Locale.ROOT,
            "The spinal cord was %s and segmented by a two-dimensional U-Net in axial windows of"
                + " %.3g mm with pixels of %.3g mm (model %s, version %s, %s).",
            found,
            cord.side(),
            cord.spacing(),
            cord.name(),
            cord.version(),
            settings.threshold == 0
                ? "probabilities kept"
                : String.format(Locale.ROOT, "threshold %.3g", settings.threshold)),
        NetworkCitations.UNET,
        NetworkCitations.NNUNET);
  }
}
