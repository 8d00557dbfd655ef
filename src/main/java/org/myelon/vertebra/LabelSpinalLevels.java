package org.myelon.vertebra;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.myelon.centerline.Centerline;
import org.myelon.centerline.FitCenterline;
import org.myelon.image.Grid;
import org.myelon.image.NonZeroVoxels;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;
import org.myelon.label.DiscPlaces;
import org.myelon.label.PmjDistance;
import org.myelon.label.PointLabel;
import org.myelon.label.PointLabels;
import org.myelon.label.SliceLevels;
import org.myelon.label.SpinalLevel;
import org.myelon.step.InputException;
import org.myelon.step.Methods;
import org.myelon.step.Progress;
import org.myelon.step.Table;

/**
 * Finds the spinal levels (the segments of the cord, {@link SpinalLevel}) along a cord mask: from
 * its nerve rootlets, see {@link RootletExtents}, or, where there are none, from discs or vertebral
 * levels by the mean relation of both, see {@link FrostellExtents}.
 */
public final class LabelSpinalLevels {

  /**
   * @param reach how far from the cord, in mm, a voxel of a rootlet may lie to count
   * @param closed whether a level begins where the rootlets of the level above end (A. Mendez et
   *     al., Mayo Clin Proc 2021), instead of where its own begin; only between rootlets of levels
   *     that follow each other
   * @param centerline how the centreline is fitted
   */
  public record Settings(double reach, boolean closed, FitCenterline.Settings centerline) {

    public Settings {
      if (!(reach > 0) || Double.isInfinite(reach))
        throw new InputException("The reach must be more than 0 mm, not " + reach + ".");
    }

    public static Settings defaults() {
      return new Settings(3, false, FitCenterline.Settings.defaults());
    }

    public Settings withReach(double other) {
      return new Settings(other, closed, centerline);
    }

    public Settings withClosed(boolean other) {
      return new Settings(reach, other, centerline);
    }
  }

  /**
   * The cord and one of three kinds of labels; the others are null.
   *
   * @param cord 3-D mask, any orientation
   * @param rootlets label image of the rootlets on any grid, values as in {@link SpinalLevel}
   * @param discs disc labels on any grid, 3 is C2/C3
   * @param vertebral map of the vertebral levels on the grid of the cord
   * @param pmj label of the pontomedullary junction on any grid, or null
   */
  public record Inputs(Volume cord, Volume rootlets, Volume discs, Volume vertebral, Volume pmj) {

    public Inputs {
      if (Stream.of(rootlets != null, discs != null, vertebral != null).filter(g -> g).count() != 1)
        throw new InputException(
            "Spinal levels come from one kind of labels: give rootlets=, discs= or vertebral=.");
    }
  }

  /**
   * @param levels the level map, 8-bit, on the grid of the cord; 0 where no level is known
   * @param midpoints one voxel per level, on the centreline, whose middle lies in the cord
   * @param table one row per level, from above: number, name, ends and middle along the centreline
   *     in mm from the lowest slice of the cord, length, whether all of it lies in the cord, and
   *     with a PMJ the distances from it
   * @param line the centreline
   * @param methods what was done
   */
  public record Result(
      Volume levels, Volume midpoints, Table table, Centerline line, List<Methods> methods) {

    public Result {
      methods = List.copyOf(methods);
    }
  }

  private LabelSpinalLevels() {}

  /**
   * @param in the cord and its rootlets, discs or vertebral levels
   * @param settings see there
   * @param progress listens, and may cancel
   * @return the spinal levels
   * @throws InputException if the labels do not fit the cord, are out of order or of the wrong kind
   * @implNote op names='myelon.vertebra.spinalLevels'
   */
  public static Result run(Inputs in, Settings settings, Progress progress) {
    final Centerline line =
        FitCenterline.ofCord(in.cord, settings.centerline, progress.part(0, 0.3));
    final Known known = known(in, settings, line, progress.part(0.3, 0.7));
    final PmjDistance pmj =
        in.pmj == null ? null : PmjDistance.of(in.cord, in.pmj, progress.part(0.7, 0.8));
    final List<Methods> methods = new ArrayList<>();
    methods.add(FitCenterline.methods(settings.centerline));
    methods.add(in.rootlets == null ? MAPPED : settings.closed ? CLOSED_ROOTLETS : ROOTLETS);
    if (pmj != null) methods.add(pmj.methods());
    return new Result(
        map(in.cord, known, line, progress.part(0.8, 1)),
        midpoints(in.cord, known, line),
        SpinalTable.of(known.extents, known.lowest, known.highest, line, pmj),
        line,
        methods);
  }

  /** Extents from the top down, and between which lengths along the line they are known. */
  private record Known(List<SpinalExtent> extents, double lowest, double highest) {

    /** The level at a place, 0 if none; where two overlap, the one whose middle is nearer. */
    int at(double arc) {
      if (arc < lowest || arc > highest) return 0;
      int level = 0;
      double least = Double.POSITIVE_INFINITY;
      for (SpinalExtent e : extents)
        if (e.holds(arc) && Math.abs(e.middle() - arc) < least) {
          least = Math.abs(e.middle() - arc);
          level = e.level();
        }
      return level;
    }
  }

  private static Known known(Inputs in, Settings settings, Centerline line, Progress progress) {
    if (in.rootlets != null) {
      final List<SpinalExtent> found =
          new RootletExtents(in.rootlets, in.cord, line, settings.reach).find(progress);
      return new Known(settings.closed ? closed(found) : found, 0, line.length());
    }
    final FrostellExtents mapped =
        new FrostellExtents(in.discs == null ? borders(in, line) : discs(in.discs, line));
    final double half = line.grid().spacing()[2] / 2;
    final double low = Math.max(-half, mapped.lowest());
    final double high = Math.min(line.length() + half, mapped.highest());
    final List<SpinalExtent> inside =
        mapped.all().stream().filter(e -> e.lower() < high && e.upper() > low).toList();
    if (inside.isEmpty())
      throw new InputException(
          in.cord
              + " has no cord near the labels of "
              + (in.discs == null ? in.vertebral : in.discs)
              + ": are both of the same subject?");
    return new Known(inside, low, high);
  }

  private static List<SpinalExtent> closed(List<SpinalExtent> levels) {
    final List<SpinalExtent> closed = new ArrayList<>(levels);
    for (int i = 1; i < closed.size(); i++) {
      final SpinalExtent above = levels.get(i - 1), own = levels.get(i);
      if (own.level() == above.level() + 1) closed.set(i, own.withUpper(above.lower()));
    }
    return closed;
  }

  private static SortedMap<Integer, Double> discs(Volume discs, Centerline line) {
    final DiscPlaces places = DiscPlaces.of(discs, line);
    final SortedMap<Integer, Double> arcs = new TreeMap<>();
    for (int disc : places.places().keySet())
      if (disc <= FrostellExtents.LAST_DISC) arcs.put(disc, places.arc(disc, line));
    if (arcs.isEmpty())
      throw new InputException(
          discs
              + " has only discs below L1/L2, where the cord has ended: give the disc L1/L2 ("
              + FrostellExtents.LAST_DISC
              + ") or one above it.");
    return arcs;
  }

  /** The discs between the levels of a map: where one level ends and the next begins. */
  private static SortedMap<Integer, Double> borders(Inputs in, Centerline line) {
    final Volume map = in.vertebral;
    line.grid().requireSame(map.grid().reoriented(Orientation.RPI), in.cord.name(), map.name());
    final SliceLevels levels = SliceLevels.of(map, false);
    final SortedMap<Integer, Double> arcs = new TreeMap<>();
    double above = Double.POSITIVE_INFINITY;
    for (int disc = 2; disc <= FrostellExtents.LAST_DISC; disc++) {
      final List<Integer> upper = levels.slicesOf(disc - 1), lower = levels.slicesOf(disc);
      if (upper.isEmpty() || lower.isEmpty()) continue;
      final double arc = line.extendedArcLength((upper.get(0) + lower.get(lower.size() - 1)) / 2.0);
      if (arc >= above)
        throw new InputException(
            map
                + " has its levels out of order: level "
                + disc
                + " does not lie below its upper"
                + " neighbour. Correct the map.");
      arcs.put(disc, arc);
      above = arc;
    }
    if (arcs.isEmpty())
      throw new InputException(
          map
              + " has no two levels that follow each other: give a map of at least two vertebral"
              + " levels between 1 and "
              + FrostellExtents.LAST_DISC
              + ", or discs=.");
    return arcs;
  }

  private static Volume map(Volume cord, Known known, Centerline line, Progress progress) {
    final Grid rpi = line.grid();
    final int nx = rpi.extent(0), ny = rpi.extent(1);
    final int[] levels = new int[rpi.extent(2)];
    for (int s = 0; s < levels.length; s++) levels[s] = known.at(line.extendedArcLength(s));
    final byte[] values = new byte[Math.toIntExact(rpi.voxelCount())];
    NonZeroVoxels.visit(
        cord,
        Orientation.RPI,
        progress,
        (x, y, z, value) -> values[(z * ny + y) * nx + x] = (byte) levels[z]);
    return Volume.ofBytes(values, rpi, cord.name() + "_spinal").reoriented(cord.orientation());
  }

  private static Volume midpoints(Volume cord, Known known, Centerline line) {
    final List<PointLabel> points = new ArrayList<>();
    for (SpinalExtent e : known.extents)
      if (e.middle() >= Math.max(0, known.lowest)
          && e.middle() <= Math.min(line.length(), known.highest)) {
        final double[] p = line.pointAt(line.placeAt(e.middle()));
        points.add(new PointLabel(e.level(), cord.voxelToWorld().inverse().apply(p)));
      }
    return new PointLabels(points, cord.grid()).toVolume(cord.name() + "_spinal_midpoints");
  }

  private static final String VALOSEK =
      "Valošek J, Mathieu T, Schlienger R, Kowalczyk OS, Cohen-Adad J. Automatic segmentation of"
          + " the spinal cord nerve rootlets. Imaging Neurosci 2024;2:1-14."
          + " doi:10.1162/imag_a_00218";

  private static final Methods ROOTLETS =
      new Methods(
          "Spinal levels were where nerve rootlets enter the cord, projected on its centreline.",
          VALOSEK);

  private static final Methods CLOSED_ROOTLETS =
      new Methods(
          "Spinal levels reached from the caudal end of the rootlets of the level above to the"
              + " caudal end of their own rootlets, projected on the centreline of the cord.",
          VALOSEK,
          "Mendez A, et al. Segment-specific orientation of the dorsal and ventral roots for"
              + " precise therapeutic targeting of human spinal cord. Mayo Clin Proc"
              + " 2021;96:1426-1437. doi:10.1016/j.mayocp.2020.07.039");

  private static final Methods MAPPED =
      new Methods(
          "Spinal levels were estimated from the vertebral ones by their mean relation: relative"
              + " lengths of the segments of the cord, beside the discs of the PAM50 template.",
          "Frostell A, Hakim R, Thelin EP, Mattsson P, Svensson M. A review of the segmental"
              + " diameter of the healthy human spinal cord. Front Neurol 2016;7:238."
              + " doi:10.3389/fneur.2016.00238",
          "De Leener B, et al. PAM50: Unbiased multimodal template of the brainstem and spinal"
              + " cord aligned with the ICBM152 space. NeuroImage 2018;165:170-179."
              + " doi:10.1016/j.neuroimage.2017.10.041");
}
