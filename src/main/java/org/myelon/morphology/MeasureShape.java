package org.myelon.morphology;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.myelon.centerline.Centerline;
import org.myelon.centerline.FitCenterline;
import org.myelon.image.Grid;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;
import org.myelon.label.LevelMap;
import org.myelon.label.PmjDistance;
import org.myelon.label.SliceLevels;
import org.myelon.step.InputException;
import org.myelon.step.Methods;
import org.myelon.step.Parallel;
import org.myelon.step.Progress;

/**
 * Measures the shape of the cord in every axial slice of a mask: area, diameters, lengths, angles,
 * and with an image its symmetry.
 *
 * <p>Every slice is seen along the cord: the angle between the centreline and the normal of the
 * slice is corrected, and the result is sampled on pixels of 0.1 mm by linear interpolation. Area
 * and anteroposterior diameter come from these soft values, the rest from the pixels above one
 * half. "Axial" is the plane of the two image axes closest to right-left and posterior-anterior;
 * slices count from the inferior end.
 */
public final class MeasureShape {

  /**
   * @param angleCorrection whether the angle between cord and slice is corrected; if not, both
   *     angles are 0
   * @param centerline how the centreline is fitted
   * @param excludeMissing whether slices that the centreline does not reach are left out instead of
   *     being an error
   * @param allObjects whether all objects of a slice are measured as one instead of only the cord
   *     (see {@link SliceObjects}); for grey matter, whose horns may be apart
   * @param compatibility whose rules are followed where SCT is wrong
   */
  public record Settings(
      boolean angleCorrection,
      FitCenterline.Settings centerline,
      boolean excludeMissing,
      boolean allObjects,
      Compatibility compatibility) {

    public static Settings defaults() {
      return new Settings(
          true, FitCenterline.Settings.defaults(), false, false, Compatibility.MYELON);
    }

    public Settings withAngleCorrection(boolean other) {
      return new Settings(other, centerline, excludeMissing, allObjects, compatibility);
    }

    public Settings withCenterline(FitCenterline.Settings other) {
      return new Settings(angleCorrection, other, excludeMissing, allObjects, compatibility);
    }

    public Settings withExcludeMissing(boolean other) {
      return new Settings(angleCorrection, centerline, other, allObjects, compatibility);
    }

    public Settings withAllObjects(boolean other) {
      return new Settings(angleCorrection, centerline, excludeMissing, other, compatibility);
    }

    public Settings withCompatibility(Compatibility other) {
      return new Settings(angleCorrection, centerline, excludeMissing, allObjects, other);
    }

    boolean asSct() {
      return compatibility == Compatibility.SCT;
    }
  }

  /**
   * What is measured; all but the mask may be absent (null). Discs and PMJ may lie on another grid,
   * the others lie on that of the mask (in any orientation).
   *
   * @param mask the cord, 0 to 1
   * @param levels level map
   * @param discs disc labels, instead of a level map
   * @param image anatomical image, for symmetry
   * @param centerlineMask the mask to which the centreline is fitted, if not {@code mask}
   * @param pmj label of the pontomedullary junction
   */
  public record Inputs(
      Volume mask, Volume levels, Volume discs, Volume image, Volume centerlineMask, Volume pmj) {

    public Inputs {
      if (levels != null && discs != null)
        throw new InputException("Give either discs= or levels=, not both.");
      mask.require3D();
      for (Volume v : new Volume[] {levels, image, centerlineMask})
        if (v != null)
          mask.grid()
              .reoriented(Orientation.RPI)
              .requireSame(v.require3D().grid().reoriented(Orientation.RPI), mask.name(), v.name());
    }

    public static Inputs of(Volume mask) {
      return new Inputs(mask, null, null, null, null, null);
    }

    public Inputs withLevels(Volume other) {
      return new Inputs(mask, other, discs, image, centerlineMask, pmj);
    }

    public Inputs withDiscs(Volume other) {
      return new Inputs(mask, levels, other, image, centerlineMask, pmj);
    }

    public Inputs withImage(Volume other) {
      return new Inputs(mask, levels, discs, other, centerlineMask, pmj);
    }

    public Inputs withCenterlineMask(Volume other) {
      return new Inputs(mask, levels, discs, image, other, pmj);
    }

    public Inputs withPmj(Volume other) {
      return new Inputs(mask, levels, discs, image, centerlineMask, other);
    }
  }

  /**
   * @param profile the shape slice by slice
   * @param centerline the line whose angles were corrected, on the RPI-oriented grid of the mask
   * @param pmj distances from the PMJ, if one was given
   * @param severalObjects slices in which the mask has more than one object, ascending
   * @param methods what was done
   */
  public record Result(
      CordProfile profile,
      Centerline centerline,
      Optional<PmjDistance> pmj,
      List<Integer> severalObjects,
      List<Methods> methods) {}

  private final Inputs in;
  private final Settings settings;
  private final Progress progress;
  private final SliceObjects objects;
  private final CordSlices cord;

  private MeasureShape(Inputs in, Settings settings, Progress progress) {
    this.in = in;
    this.settings = settings;
    this.progress = progress;
    final CordSlices all = CordSlices.of(in.mask);
    objects = SliceObjects.of(all);
    final CordSlices own = settings.asSct() || settings.allObjects ? all : objects.cord();
    cord = settings.asSct() ? own : MaskValues.toFractions(own, in.mask.name());
  }

  /**
   * @param in the mask, any orientation and voxel size, and what goes with it
   * @param settings how it is measured
   * @param progress hears how many slices are done
   * @return one shape for each slice that is not empty
   * @throws InputException if the mask is empty, is no mask, or an image lies on another grid; if
   *     the centreline does not reach all slices
   * @implNote op names='myelon.morphology.measureShape'
   */
  public static Result run(Inputs in, Settings settings, Progress progress) {
    return new MeasureShape(in, settings, progress).result();
  }

  private Result result() {
    final Centerline line = line();
    final int[] slices = slices(line);
    final SliceShape[] shapes = new SliceShape[slices.length];
    final CordAngles angles = new CordAngles(settings.angleCorrection ? line : null);
    final Optional<SliceSymmetry> symmetry =
        Optional.ofNullable(in.image)
            .map(i -> SliceSymmetry.of(i, cord, slices, angles, settings.asSct(), progress));
    final SliceMeasurement measurement =
        new SliceMeasurement(cord, settings.compatibility, angles, symmetry);
    Parallel.forEach(
        slices.length,
        "Measuring the cord",
        progress,
        i -> shapes[i] = measurement.measure(slices[i], count(slices[i])));
    final CordProfile profile = new CordProfile(List.of(shapes), levels(line), cord.grid.extent(2));
    return new Result(
        profile,
        line,
        Optional.ofNullable(in.pmj).map(p -> PmjDistance.of(in.mask, p, progress)),
        IntStream.of(slices).filter(z -> count(z) > 1).boxed().toList(),
        methods());
  }

  private int count(int z) {
    return objects.count(z);
  }

  private Centerline line() {
    if (in.centerlineMask != null)
      return FitCenterline.run(in.centerlineMask, settings.centerline, progress);
    final Centerline line =
        FitCenterline.run(cord.toVolume(in.mask.name()), settings.centerline, Progress.NONE);
    return shifted(line, cord.grid, cord.x0, cord.y0);
  }

  /** The same line, counted in the voxels of the whole image. */
  private static Centerline shifted(Centerline line, Grid grid, int x0, int y0) {
    final int from = line.firstSlice();
    final int[] z = IntStream.rangeClosed(from, line.lastSlice()).toArray();
    return Centerline.of(
        grid,
        from,
        IntStream.of(z).mapToDouble(s -> line.x(s) + x0).toArray(),
        IntStream.of(z).mapToDouble(s -> line.y(s) + y0).toArray(),
        IntStream.of(z).mapToDouble(line::dx).toArray(),
        IntStream.of(z).mapToDouble(line::dy).toArray());
  }

  /** The slices to measure. */
  private int[] slices(Centerline line) {
    final List<Integer> missing = new ArrayList<>();
    final IntStream.Builder slices = IntStream.builder();
    for (int z = cord.firstSlice; z <= cord.lastSlice(); z++) {
      if (cord.slice(z) == null) continue;
      if (line.contains(z)) slices.add(z);
      else missing.add(z);
    }
    if (!missing.isEmpty() && !settings.excludeMissing)
      throw new InputException(
          "The centreline of "
              + in.centerlineMask
              + " does not reach slice "
              + missing.get(0)
              + " of "
              + in.mask
              + "; extend it, or leave such slices out with excludeMissing=true.");
    final int[] reached = slices.build().toArray();
    if (reached.length == 0)
      throw new InputException(
          "The centreline of " + in.centerlineMask + " reaches no slice of " + in.mask + ".");
    return reached;
  }

  private List<Integer> levels(Centerline line) {
    if (in.levels == null && in.discs == null) return List.of();
    final Volume map =
        in.levels != null
            ? in.levels
            : LevelMap.run(
                    in.mask, in.discs, line, new LevelMap.Settings(settings.asSct()), progress)
                .levels();
    final SliceLevels levels = SliceLevels.of(map, settings.asSct());
    return IntStream.range(0, levels.sliceCount()).mapToObj(levels::level).toList();
  }

  private List<Methods> methods() {
    final List<Methods> methods = new ArrayList<>();
    methods.add(FitCenterline.methods(settings.centerline));
    final String angle =
        settings.angleCorrection
            ? "corrected for the angle between the cord and the slice"
            : "without correction for the angle between the cord and the slice";
    methods.add(
        new Methods(
            "Cross-sectional area and shape of the cord were measured in every axial slice, "
                + angle
                + (settings.asSct() ? ", by the rules of the Spinal Cord Toolbox." : "."),
            "De Leener B, et al. SCT: Spinal Cord Toolbox, an open-source software for processing"
                + " spinal cord MRI data. NeuroImage 2017;145:24-43."
                + " doi:10.1016/j.neuroimage.2016.10.009"));
    return methods;
  }
}
