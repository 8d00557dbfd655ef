package org.myelon.pipeline;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.myelon.centerline.Centerline;
import org.myelon.centerline.FitCenterline;
import org.myelon.image.NonZeroVoxels;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;
import org.myelon.label.LevelMap;
import org.myelon.morphology.CordProfile;
import org.myelon.morphology.MeasureShape;
import org.myelon.morphology.Region;
import org.myelon.report.CordPictures;
import org.myelon.report.QcEntry;
import org.myelon.segment.Contrast;
import org.myelon.segment.PropagateContour;
import org.myelon.segment.axial.CordNetworks;
import org.myelon.segment.axial.SegmentCordNetwork;
import org.myelon.segment.network.ComputeDevice;
import org.myelon.step.InputException;
import org.myelon.step.Methods;
import org.myelon.step.Progress;
import org.myelon.step.Table;

/**
 * From an image to the shape of its cord: the cord is found, its vertebral levels assigned, its
 * shape measured, and everything drawn for checking by eye. What is given is taken instead of
 * found.
 */
public final class AnalyzeCord {

  /** How the cord is found, if it is not given. */
  public enum Finder {
    /** Our own networks: any contrast. */
    NETWORK,
    /** A deformable tube, without weights. */
    PROPAGATION
  }

  /**
   * @param finder how the cord is found, if it has to be
   * @param contrast how it looks against the fluid, for the tube
   * @param device what the networks run on, see {@link ComputeDevice#open}
   */
  public record Settings(Finder finder, Contrast contrast, String device) {

    public static Settings defaults() {
      return new Settings(Finder.NETWORK, Contrast.T2, "auto");
    }

    public Settings withFinder(Finder other) {
      return new Settings(other, contrast, device);
    }
  }

  /**
   * All but the image may be absent (null).
   *
   * @param image 3-D, any orientation
   * @param segmentation the cord, on the grid of the image
   * @param discs disc labels (3 = C2/C3), on any grid of the same body
   * @param levels level map on the grid of the image, instead of discs
   */
  public record Inputs(Volume image, Volume segmentation, Volume discs, Volume levels) {

    public Inputs {
      image.require3D();
      if (discs != null && levels != null)
        throw new InputException("Give either discs= or levels=, not both.");
      for (Volume v : new Volume[] {segmentation, levels})
        if (v != null)
          image
              .grid()
              .reoriented(Orientation.RPI)
              .requireSame(
                  v.require3D().grid().reoriented(Orientation.RPI), image.name(), v.name());
    }
  }

  /**
   * @param segmentation the cord on the grid of the image
   * @param levels its vertebral levels, null if they are not known
   * @param profile its shape slice by slice
   * @param centerline the line along which it was measured
   * @param summary a row for every level from the highest down, or one for the whole cord
   * @param methods what was done, in order
   * @param entries what to show for checking
   */
  public record Result(
      Volume segmentation,
      Volume levels,
      CordProfile profile,
      Centerline centerline,
      Table summary,
      List<Methods> methods,
      List<QcEntry> entries) {

    public Result {
      methods = List.copyOf(methods);
      entries = List.copyOf(entries);
    }

    Result withEntries(List<QcEntry> other) {
      return new Result(segmentation, levels, profile, centerline, summary, methods, other);
    }
  }

  private AnalyzeCord() {}

  /**
   * @param in the image, and what is known already
   * @param settings how the rest is found
   * @param progress hears how far it is
   * @return results, tables and pictures
   * @throws InputException if the grids differ, no cord is found, or discs are out of order
   * @implNote op names='myelon.pipeline.analyzeCord'
   */
  public static Result run(Inputs in, Settings settings, Progress progress) {
    final List<Methods> segmented = new ArrayList<>();
    final Volume cord = cord(in, settings, segmented, progress.part(0, 0.55));
    final List<Methods> levelled = new ArrayList<>();
    final Volume levels = levels(in, cord, levelled, progress.part(0.55, 0.7));
    final MeasureShape.Result shape =
        MeasureShape.run(
            levels == null
                ? MeasureShape.Inputs.of(cord)
                : MeasureShape.Inputs.of(cord).withLevels(levels),
            MeasureShape.Settings.defaults(),
            progress.part(0.7, 0.95));
    final List<Region> regions = ShapeSummary.regions(shape.profile());
    final Table summary = ShapeSummary.of(shape.profile(), regions);
    progress.check("Drawing the pictures", 0.95);

    final String subject = in.image.name();
    final CordPictures pictures = CordPictures.of(in.image, cord, shape.centerline());
    final List<QcEntry> entries = new ArrayList<>();
    entries.add(
        pictures.addTo(QcEntry.of("segment-cord", "Spinal cord", subject).withMethods(segmented)));
    if (levels != null) {
      final CordPictures coloured = pictures.withLevels(levels);
      entries.add(
          (in.discs == null ? coloured : coloured.withDiscs(in.discs))
              .addTo(
                  QcEntry.of("label-levels", "Vertebral levels", subject).withMethods(levelled)));
    }
    entries.add(
        QcEntry.of("measure-shape", "Shape of the cord", subject)
            .withPlots(ShapePlots.of(shape.profile(), shape.centerline()))
            .withSheet(levels == null ? "Mean shape" : "Shape per level", summary, false)
            .withSheet("Shape per slice", ShapeSummary.perSlice(shape.profile()), true)
            .withMethods(shape.methods()));
    final List<Methods> methods = new ArrayList<>(segmented);
    methods.addAll(levelled);
    methods.addAll(shape.methods());
    progress.check("Drawing the pictures", 1);
    return new Result(cord, levels, shape.profile(), shape.centerline(), summary, methods, entries);
  }

  private static Volume cord(Inputs in, Settings settings, List<Methods> methods, Progress p) {
    if (in.segmentation != null) {
      methods.add(new Methods("A segmentation of the spinal cord was given."));
      return in.segmentation;
    }
    if (settings.finder == Finder.NETWORK) return byNetwork(in.image, settings, methods, p);
    final PropagateContour.Result result =
        PropagateContour.run(
            in.image, PropagateContour.Settings.defaults().withContrast(settings.contrast), p);
    methods.add(result.methods());
    return result.segmentation();
  }

  private static Volume byNetwork(
      Volume image, Settings settings, List<Methods> methods, Progress p) {
    final ComputeDevice device = ComputeDevice.open(settings.device, p.part(0, 0.1));
    try (CordNetworks networks = CordNetworks.builtIn(device)) {
      final SegmentCordNetwork.Result result =
          SegmentCordNetwork.run(
              image, networks, SegmentCordNetwork.Settings.defaults(), p.part(0.1, 1));
      methods.add(result.methods());
      return result.segmentation();
    }
  }

  private static Volume levels(Inputs in, Volume cord, List<Methods> methods, Progress p) {
    if (in.levels != null) {
      requireMap(in.levels);
      methods.add(new Methods("A map of the vertebral levels was given."));
      return in.levels;
    }
    if (in.discs == null) return null;
    final Centerline line =
        FitCenterline.run(cord, FitCenterline.Settings.defaults(), p.part(0, 0.7));
    final LevelMap.Result result =
        LevelMap.run(cord, in.discs, line, LevelMap.Settings.defaults(), p.part(0.7, 1));
    methods.add(result.methods());
    return result.levels();
  }

  /** Disc labels given as levels would pass as a map of single slices. */
  private static void requireMap(Volume levels) {
    final Set<Double> values = new HashSet<>();
    final int[] voxels = {0};
    NonZeroVoxels.visit(
        levels,
        levels.orientation(),
        Progress.NONE,
        (x, y, z, value) -> {
          values.add(value);
          voxels[0]++;
        });
    if (voxels[0] > 0 && voxels[0] == values.size())
      throw new InputException(
          levels.name()
              + " holds one voxel for each value, so it is no map of levels; if these are discs,"
              + " give them as discs=.");
  }
}
