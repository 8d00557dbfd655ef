package org.myelon.register;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.myelon.image.Affine;
import org.myelon.image.Box;
import org.myelon.image.Grid;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;
import org.myelon.step.InputException;
import org.myelon.step.Methods;
import org.myelon.step.Progress;
import org.myelon.transform.AffineTransform;
import org.myelon.transform.PairedTransform;
import org.myelon.transform.Transform;

/**
 * Registers two images of the same body, of any contrasts, by steps: the frame of
 * sct_register_multimodal (B. De Leener et al., NeuroImage 2017).
 */
public final class RegisterImages {

  private static final String CITATION =
      "De Leener B, et al. SCT: Spinal Cord Toolbox, an open-source software for processing spinal"
          + " cord MRI data. NeuroImage 2017;145:24-43. doi:10.1016/j.neuroimage.2016.10.009";

  /** SCT's. */
  public static final String STEPS = "step=1,type=im,algo=syn,metric=MeanSquares,iter=10";

  /** What the steps see around the mask of the metric. */
  private static final double MARGIN_MM = 10;

  /**
   * What is registered; all but the images may be null.
   *
   * @param moving 3-D
   * @param fixed 3-D, on any other grid
   * @param movingCord cord mask on the grid of the moving image
   * @param fixedCord cord mask on the grid of the fixed image
   * @param movingLabels point labels
   * @param fixedLabels point labels with the same values
   * @param mask where the fixed image is compared, values above 0.5
   */
  public record Inputs(
      Volume moving,
      Volume fixed,
      Volume movingCord,
      Volume fixedCord,
      Volume movingLabels,
      Volume fixedLabels,
      Volume mask) {

    /** Two images and nothing else. */
    public static Inputs of(Volume moving, Volume fixed) {
      return new Inputs(moving, fixed, null, null, null, null, null);
    }

    public Inputs withCords(Volume ofMoving, Volume ofFixed) {
      return new Inputs(moving, fixed, ofMoving, ofFixed, movingLabels, fixedLabels, mask);
    }

    public Inputs withLabels(Volume ofMoving, Volume ofFixed) {
      return new Inputs(moving, fixed, movingCord, fixedCord, ofMoving, ofFixed, mask);
    }

    public Inputs withMask(Volume other) {
      return new Inputs(moving, fixed, movingCord, fixedCord, movingLabels, fixedLabels, other);
    }
  }

  private RegisterImages() {}

  /**
   * @param in the images and what helps
   * @param initial where to begin: from points of the fixed to points of the moving image; it must
   *     know its inverse, see {@link PairedTransform}; null: the positions in the files
   * @param steps in the order in which they run
   * @param engine does them
   * @param progress listens, and may cancel
   * @return the transform that moves the moving onto the fixed image
   * @throws InputException if the grids of an image and its mask differ, the images do not overlap
   *     and there are no labels, or a step lacks its data
   * @implNote op names='myelon.register.images'
   */
  public static Registration run(
      Inputs in, Transform initial, List<StepSettings> steps, Engine engine, Progress progress) {
    if (in.movingCord != null) CordMask.requireOn(in.moving, in.movingCord);
    if (in.fixedCord != null) CordMask.requireOn(in.fixed, in.fixedCord);
    final boolean labels = in.fixedLabels != null || in.movingLabels != null;
    if (initial != null && labels)
      throw new InputException(
          "Labels and an initial transform were given: registration can begin with one of them"
              + " only.");
    if (initial == null && !labels) requireOverlap(in);
    final Transform start = initial == null ? new AffineTransform(Affine.IDENTITY) : initial;
    final RunSteps.Result found =
        new RunSteps(data(in), in.mask, grid(in), engine)
            .run(start, labels ? withLabels(steps) : steps, progress.part(0, 0.9));
    final Volume region = in.fixedCord != null ? in.fixedCord : in.mask;
    return new Registration(
        found.transform(),
        found.reports(),
        Quality.of(
            region != null ? region : everywhere(in.fixed),
            in.fixedCord == null ? null : in.movingCord,
            start,
            found.transform(),
            progress.part(0.9, 1)),
        methods(in, steps, engine));
  }

  /** Labels that are given are used, also where no step asks for them. */
  private static List<StepSettings> withLabels(List<StepSettings> steps) {
    if (steps.stream().anyMatch(s -> s.kind() == Kind.LABEL)) return steps;
    final List<StepSettings> all =
        new ArrayList<>(RegistrationSteps.parse("step=0,type=label,algo=affine"));
    all.addAll(steps);
    return all;
  }

  private static void requireOverlap(Inputs in) {
    try {
      Box.seenBy(in.moving.grid(), in.fixed.grid());
    } catch (InputException e) {
      throw new InputException(
          in.moving
              + " and "
              + in.fixed
              + " do not overlap in space: give an initial transform, or labels of both.",
          e);
    }
  }

  private static Map<Kind, Pair> data(Inputs in) {
    final Map<Kind, Pair> data = new EnumMap<>(Kind.class);
    data.put(Kind.IM, new Pair(in.fixed.require3D(), in.moving.require3D()));
    if (in.fixedCord != null && in.movingCord != null)
      data.put(Kind.SEG, new Pair(in.fixedCord, in.movingCord));
    if (in.fixedLabels != null && in.movingLabels != null)
      data.put(Kind.LABEL, new Pair(in.fixedLabels, in.movingLabels));
    return data;
  }

  /** The grid of the fixed image; with a mask, what lies around it. */
  private static Grid grid(Inputs in) {
    final Grid grid = in.fixed.grid().reoriented(Orientation.RPI);
    if (in.mask == null) return grid;
    final Volume mask = in.mask.require3D().reoriented(Orientation.RPI);
    grid.requireSame(mask.grid(), in.fixed.name(), in.mask.name());
    final double[] mm = grid.spacing();
    final long[] margin = {
      (long) Math.ceil(MARGIN_MM / mm[0]), (long) Math.ceil(MARGIN_MM / mm[1]), grid.size(2)
    };
    return grid.cut(Box.around(mask).grown(margin, grid));
  }

  private static Volume everywhere(Volume image) {
    final byte[] on = new byte[Math.toIntExact(image.grid().voxelCount())];
    Arrays.fill(on, (byte) 1);
    return Volume.ofBytes(on, image.grid(), image.name());
  }

  private static List<Methods> methods(Inputs in, List<StepSettings> steps, Engine engine) {
    final List<Methods> methods = new ArrayList<>();
    methods.add(
        new Methods(
            in.moving + " was registered to " + in.fixed + " by " + StepWording.of(steps) + ".",
            CITATION));
    methods.addAll(engine.methods(steps));
    return methods;
  }
}
