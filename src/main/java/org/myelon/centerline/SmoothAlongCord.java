package org.myelon.centerline;

import java.util.Arrays;
import java.util.Locale;
import org.myelon.image.Affine;
import org.myelon.image.GaussianFilter;
import org.myelon.image.Grid;
import org.myelon.image.Interpolation;
import org.myelon.image.Sampler;
import org.myelon.image.Volume;
import org.myelon.step.InputException;
import org.myelon.step.Methods;
import org.myelon.step.Parallel;
import org.myelon.step.Progress;
import org.myelon.transform.ApplyTransform;
import org.myelon.transform.Transform;

/**
 * Smooths an image along the cord, so that noise goes and the borders of the cord stay: it is
 * straightened, smoothed by a Gaussian, and bent back. What lies outside the image does not count
 * in the Gaussian, and what lies outside the straight space stays as it is.
 */
public final class SmoothAlongCord {

  /**
   * @param sigmaMm standard deviation of the Gaussian in mm from right to left, from back to front,
   *     and along the cord
   * @param straighten how far to the sides and beyond the ends of the cord is smoothed
   */
  public record Settings(double[] sigmaMm, Straighten.Settings straighten) {

    public Settings {
      if (sigmaMm.length != 3)
        throw new InputException(
            "Three sigmas are needed: right-left, back-front, along the cord.");
      sigmaMm = sigmaMm.clone();
    }

    /** SCT's: 3 mm along the cord. */
    public static Settings defaults() {
      return new Settings(
          new double[] {0, 0, 3},
          Straighten.Settings.defaults().withBeyondMm(CordCoordinates.BEYOND_MM));
    }

    @Override
    public double[] sigmaMm() {
      return sigmaMm.clone();
    }

    public Settings withSigmaMm(double... other) {
      return new Settings(other, straighten);
    }
  }

  /** A value with less of it inside the image is not known. */
  private static final float LEAST_WEIGHT = 0.3f;

  private SmoothAlongCord() {}

  /**
   * @param image 3-D, any orientation
   * @param line of the cord on the RPI-oriented grid of the image
   * @param settings how much is smoothed, and where
   * @param progress listens, and may cancel
   * @return float32 on the grid of the image, under its name
   * @throws InputException if the image is no single volume, or see {@link Straighten#run}
   * @implNote op names='myelon.centerline.smoothAlongCord'
   */
  public static Volume run(Volume image, Centerline line, Settings settings, Progress progress) {
    final float[] out = image.require3D().toFloats();
    final Straightening s = Straighten.run(line, settings.straighten, progress.part(0, 0.1));
    final Straight smooth =
        Straight.of(image, s, progress.part(0.1, 0.4))
            .smoothed(settings.sigmaMm, progress.part(0.4, 0.6));
    final Progress bending = progress.part(0.6, 1);
    final Sampler values = Sampler.of(smooth.values, Interpolation.CUBIC, bending.part(0, 0.1));
    final Sampler weights = Sampler.of(smooth.weights, Interpolation.CUBIC, bending.part(0.1, 0.2));
    final Bending bend = new Bending(s, image.grid(), values, weights);
    Parallel.forEach(
        image.grid().extent(2), "bending back", bending.part(0.2, 1), k -> bend.slice(k, out));
    return Volume.ofFloats(out, image.grid(), image.name());
  }

  /** What was done. */
  public static Methods methods(Settings s) {
    return new Methods(
        String.format(
            Locale.ROOT,
            "The image was smoothed along the straightened cord by a Gaussian with standard"
                + " deviations of %s, %s and %s mm (right-left, back-front, along the cord).",
            s.sigmaMm[0],
            s.sigmaMm[1],
            s.sigmaMm[2]),
        Straighten.methods(false).citations());
  }

  /** Reads the straight image where the voxels of the curved one lie in it. */
  private record Bending(Straightening s, Grid grid, Sampler values, Sampler weights) {

    /** What cannot be read stays as it is. */
    void slice(int k, float[] out) {
      final Transform back = s.transform().inverse();
      final Affine toWorld = grid.voxelToWorld(), toVoxel = s.grid().voxelToWorld().inverse();
      final int nx = grid.extent(0), count = nx * grid.extent(1);
      final double[] p = new double[3];
      for (int n = 0; n < count; n++) {
        p[0] = n % nx;
        p[1] = n / nx;
        p[2] = k;
        toWorld.apply(p, p);
        if (!back.apply(p, p)) continue;
        toVoxel.apply(p, p);
        if (!values.contains(p[0], p[1], p[2])) continue;
        final float weight = weights.at(p[0], p[1], p[2]);
        if (weight > LEAST_WEIGHT) out[k * count + n] = values.at(p[0], p[1], p[2]) / weight;
      }
    }
  }

  /**
   * A straight image.
   *
   * @param values 0 outside the curved image
   * @param weights 1 inside it and 0 outside
   */
  private record Straight(Volume values, Volume weights) {

    static Straight of(Volume image, Straightening s, Progress progress) {
      return new Straight(
          ApplyTransform.run(
              image, s.grid(), s.transform(), Interpolation.CUBIC, progress.part(0, 0.8)),
          ApplyTransform.run(
              ones(image.grid()),
              s.grid(),
              s.transform(),
              Interpolation.NEAREST,
              progress.part(0.8, 1)));
    }

    /** The Gaussian divided by its part inside the image; it reaches somewhat beyond it. */
    Straight smoothed(double[] sigmaMm, Progress progress) {
      final float[] sum = GaussianFilter.smooth(values, sigmaMm, progress.part(0, 0.5)).toFloats();
      final float[] part =
          GaussianFilter.smooth(weights, sigmaMm, progress.part(0.5, 1)).toFloats();
      for (int i = 0; i < sum.length; i++) {
        final boolean known = part[i] > LEAST_WEIGHT;
        sum[i] = known ? sum[i] / part[i] : 0;
        part[i] = known ? 1 : 0;
      }
      return new Straight(
          Volume.ofFloats(sum, values.grid(), values.name()),
          Volume.ofFloats(part, values.grid(), "inside"));
    }

    private static Volume ones(Grid grid) {
      final byte[] ones = new byte[(int) grid.voxelCount()];
      Arrays.fill(ones, (byte) 1);
      return Volume.ofBytes(ones, grid, "inside");
    }
  }
}
