package org.myelon.centerline;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import org.myelon.image.Affine;
import org.myelon.image.EachVolume;
import org.myelon.image.Grid;
import org.myelon.image.Interpolation;
import org.myelon.image.Sampler;
import org.myelon.image.Volume;
import org.myelon.image.Voxels;
import org.myelon.step.InputException;
import org.myelon.step.Methods;
import org.myelon.step.Parallel;
import org.myelon.step.Progress;

/**
 * Curved planar reformation: cuts an image along its cord or straight across it. Each point of the
 * result is one place of the image, and is interpolated once; the result carries the map of points
 * between the two ({@link CurvedLink}).
 *
 * <p>The result lies in a {@link CurvedSpace}: its affine gives mm to the right of the cord, in
 * front of it, and along it from its lower end. A point whose place lies outside the image, or
 * where the planes of a bend meet, becomes 0. Linear and cubic give float32, nearest and label the
 * data type of the image.
 */
public final class ResliceCurved {

  /** What a slice shows of its thickness. */
  public enum Projection {
    MEAN,
    MAX,
    MIN;

    float of(float[] values, int count) {
      if (count == 1) return values[0];
      double result = values[0];
      for (int i = 1; i < count; i++)
        result =
            switch (this) {
              case MEAN -> result + values[i];
              case MAX -> Math.max(result, values[i]);
              case MIN -> Math.min(result, values[i]);
            };
      return (float) (this == MEAN ? result / count : result);
    }
  }

  /**
   * @param view which planes
   * @param projection what a slice shows of its thickness
   * @param interpolation how values between voxels are found
   */
  public record Settings(CurvedView view, Projection projection, Interpolation interpolation) {

    public Settings {
      if (interpolation.keepsValues() && projection == Projection.MEAN && view.thickness() > 0)
        throw new InputException(
            "A mean over thick slices makes new values; with interpolation="
                + interpolation
                + " take projection=max, or thickness=0.");
    }

    /** The mean of each slice, linear interpolation. */
    public static Settings of(CurvedView view) {
      return new Settings(view, Projection.MEAN, Interpolation.LINEAR);
    }
  }

  private ResliceCurved() {}

  /**
   * @param image 3-D or series, any grid
   * @param line centreline of the cord in the image, fitted on any grid of the same body
   * @param settings which planes and how they are filled
   * @param progress listens, and may cancel
   * @return the planes, as slices, under the name of the image, with their link to it
   * @throws InputException if the image is a vector field, the planes have more pixels than fit
   *     into memory, the line is a single point or no point of the planes lies in the image
   * @implNote op names='myelon.centerline.resliceCurved'
   */
  public static Volume run(Volume image, Centerline line, Settings settings, Progress progress) {
    if (image.numDimensions() > 4)
      throw new InputException(
          image.name() + " is a vector field; only images and series can be resliced.");
    final CurvedSpace space = settings.view.space(line);
    final Grid grid = settings.view.grid(line, space);
    grid.requireFits(image.name());
    final Volume planes =
        EachVolume.map(image, (v, p) -> sample(v, grid, space, settings, p), progress);
    return new CurvedLink(space, image.grid()).attach(planes);
  }

  /** What was done, for the methods section of a paper. */
  public static Methods methods(Settings settings) {
    final CurvedView view = settings.view;
    final String planes =
        view.plane() == CurvedView.Plane.ORTHOGONAL
            ? "planes orthogonal to the cord"
            : String.format(Locale.ROOT, "%s %s curved planes", view.mode(), view.plane())
                .toLowerCase(Locale.ROOT);
    return new Methods(
        String.format(
            Locale.ROOT,
            "The image was reformatted along the centreline of the cord to %s (rotation %s°,"
                + " slices of %s mm, pixels of %s mm, frames of minimal twist, %s"
                + " interpolation).",
            planes,
            number(view.angle()),
            number(view.sliceDistance()),
            number(view.spacing()),
            settings.interpolation),
        "Kanitsar A, Fleischmann D, Wegenkittl R, Felkel P, Gröller ME. CPR - curved planar"
            + " reformation. IEEE Visualization 2002:37-44. doi:10.1109/VISUAL.2002.1183754",
        "Wang W, Jüttler B, Zheng D, Liu Y. Computation of rotation minimizing frames. ACM Trans"
            + " Graph 2008;27(1):2. doi:10.1145/1330511.1330513");
  }

  private static String number(double d) {
    return BigDecimal.valueOf(d).round(new MathContext(4)).stripTrailingZeros().toPlainString();
  }

  private static Volume sample(
      Volume image, Grid grid, CurvedSpace space, Settings settings, Progress progress) {
    final Interpolation how = settings.interpolation;
    final Sampler sampler = Sampler.of(image, how, progress.part(0, 0.3));
    final Affine worldToVoxel = image.voxelToWorld().inverse();
    final double[] depths = depths(settings.view);
    final int nx = grid.extent(0), ny = grid.extent(1), rows = ny * grid.extent(2);
    final float[] out = new float[(int) grid.voxelCount()];
    final LongAdder hits = new LongAdder();
    Parallel.forEach(
        rows,
        "reslicing",
        progress.part(how == Interpolation.CUBIC ? 0.3 : 0, 1),
        row -> {
          final double[] p = new double[3];
          final float[] values = new float[depths.length];
          int found = 0;
          for (int x = 0; x < nx; x++) {
            int count = 0;
            for (double depth : depths) {
              p[0] = x;
              p[1] = row % ny;
              p[2] = row / ny + depth;
              grid.voxelToWorld().apply(p, p);
              if (!space.apply(p, p)) continue;
              worldToVoxel.apply(p, p);
              if (sampler.contains(p[0], p[1], p[2]))
                values[count++] = sampler.at(p[0], p[1], p[2]);
            }
            if (count == 0) continue;
            out[row * nx + x] = settings.projection.of(values, count);
            found++;
          }
          hits.add(found);
        });
    if (hits.sum() == 0)
      throw new InputException(
          "No point of the planes lies in "
              + image.name()
              + ": the cord is somewhere else; check that both belong to the same body.");
    return how.keepsValues()
        ? Voxels.ofType(image, out, grid)
        : Volume.ofFloats(out, grid, image.name());
  }

  /** Where a slice is sampled across its thickness, in slices: at most one pixel apart. */
  private static double[] depths(CurvedView view) {
    final int count = (int) Math.max(1, Math.ceil(view.thickness() / view.spacing() - 1e-6));
    final double[] depths = new double[count];
    for (int i = 0; i < count; i++) depths[i] = (i + 0.5) / count - 0.5;
    return depths;
  }
}
