package org.myelon.phantom;

import net.imglib2.img.array.ArrayImgs;
import org.myelon.image.Affine;
import org.myelon.image.Grid;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;
import org.myelon.step.Parallel;
import org.myelon.step.Progress;

/**
 * Draws the synthetic spine of {@link SpineAnatomy} on any grid: voxels are means over sub-samples
 * (partial volume), a smooth bias field multiplies them, noise is Rician. The same settings give
 * the same bits on every machine.
 */
public final class SpinePhantom {

  /** Image value of the brightest tissue. */
  private static final double FULL_SCALE = 250;

  /** Distance of the sub-samples where the cord and its canal are, and elsewhere. */
  private static final double FINE_MM = 0.4, COARSE_MM = 0.6;

  private static final double CANAL_RADIUS = 18;

  /**
   * What the default field of view covers, mm right-left, posterior-anterior, inferior-superior.
   */
  private static final double[] FIELD_OF_VIEW = {52, 88, 168};

  private SpinePhantom() {}

  /**
   * @param grid where to draw; see {@link #grid}
   * @param contrast how the tissues appear
   * @param noise standard deviation of the noise as part of the brightest tissue
   * @param bias strength of the bias field: about the relative difference between its brightest and
   *     darkest place; 0 for none
   * @param seed of the noise
   */
  public record Settings(Grid grid, Contrast contrast, double noise, double bias, long seed) {

    /**
     * The embedded subject: T2w, 1 mm sagittal, stored as AIL like many T2w scans of the spine, and
     * slightly oblique.
     */
    public static Settings defaults() {
      return new Settings(
          SpinePhantom.grid(Orientation.parse("AIL"), new double[] {1, 1, 1}, 3, 2),
          Contrast.T2,
          0.03,
          0.3,
          2026);
    }

    public Settings withGrid(Grid other) {
      return new Settings(other, contrast, noise, bias, seed);
    }

    public Settings withContrast(Contrast other) {
      return new Settings(grid, other, noise, bias, seed);
    }

    public Settings withNoise(double other) {
      return new Settings(grid, contrast, other, bias, seed);
    }

    public Settings withBias(double other) {
      return new Settings(grid, contrast, noise, other, seed);
    }
  }

  /**
   * A grid over the whole phantom.
   *
   * @param stored orientation of the stored axes
   * @param spacingMm voxel size right-left, posterior-anterior, inferior-superior, mm
   * @param tiltDegrees rotation about the right-left axis
   * @param turnDegrees rotation about the anterior-posterior axis
   */
  public static Grid grid(
      Orientation stored, double[] spacingMm, double tiltDegrees, double turnDegrees) {
    final long[] size = new long[3];
    final double[] toCentre = new double[3];
    for (int a = 0; a < 3; a++) {
      size[a] = Math.round(FIELD_OF_VIEW[a] / spacingMm[a]);
      toCentre[a] = -(size[a] - 1) / 2.0;
    }
    final Affine world =
        turn(turnDegrees)
            .after(tilt(tiltDegrees))
            .after(Affine.scale(-spacingMm[0], spacingMm[1], spacingMm[2]))
            .after(Affine.translation(toCentre[0], toCentre[1], toCentre[2]));
    return new Grid(size, world).reoriented(stored);
  }

  private static Affine tilt(double degrees) {
    final double c = Math.cos(Math.toRadians(degrees));
    final double s = Math.sin(Math.toRadians(degrees));
    return new Affine(1, 0, 0, 0, 0, c, -s, 0, 0, s, c, 0);
  }

  private static Affine turn(double degrees) {
    final double c = Math.cos(Math.toRadians(degrees));
    final double s = Math.sin(Math.toRadians(degrees));
    return new Affine(c, 0, s, 0, 0, 1, 0, 0, -s, 0, c, 0);
  }

  /** Draws the subject. */
  public static Subject draw(Settings settings, Progress progress) {
    final Drawing drawing = new Drawing(settings);
    Parallel.forEach(
        settings.grid.extent(2), "Drawing the synthetic spine", progress, drawing::slice);
    return drawing.subject();
  }

  /** The images while they are filled, slice by slice. */
  private static final class Drawing {

    private final Settings settings;
    private final SpineAnatomy anatomy = new SpineAnatomy();
    private final int nx, ny;
    private final int[] fine, coarse;
    private final short[] image;
    private final float[] cord, grey;
    private final byte[] levels;

    Drawing(Settings settings) {
      this.settings = settings;
      nx = settings.grid.extent(0);
      ny = settings.grid.extent(1);
      fine = samples(FINE_MM);
      coarse = samples(COARSE_MM);
      final int n = Math.toIntExact(settings.grid.voxelCount());
      image = new short[n];
      cord = new float[n];
      grey = new float[n];
      levels = new byte[n];
    }

    private int[] samples(double distance) {
      final double[] spacing = settings.grid.spacing();
      final int[] n = new int[3];
      for (int a = 0; a < 3; a++) n[a] = (int) Math.max(1, Math.ceil(spacing[a] / distance - 1e-6));
      return n;
    }

    void slice(int k) {
      for (int j = 0; j < ny; j++) for (int i = 0; i < nx; i++) voxel(i, j, k);
    }

    private void voxel(int i, int j, int k) {
      final int index = (k * ny + j) * nx + i;
      final Affine toWorld = settings.grid.voxelToWorld();
      final double[] centre = toWorld.apply(i, j, k), p = new double[3];
      final SpineCurve.Neighbourhood near = anatomy.curve().neighbourhood(centre);
      final SpineCurve.Local middle = near.locate(centre);
      final boolean canal = Math.hypot(middle.right(), middle.anterior()) < CANAL_RADIUS;
      final int[] samples = canal ? fine : coarse;
      double sum = 0;
      int inCord = 0, inGrey = 0;
      for (int c = 0; c < samples[2]; c++)
        for (int b = 0; b < samples[1]; b++)
          for (int a = 0; a < samples[0]; a++) {
            p[0] = i + offset(a, samples[0]);
            p[1] = j + offset(b, samples[1]);
            p[2] = k + offset(c, samples[2]);
            toWorld.apply(p, p);
            final Tissue tissue = anatomy.tissue(near.locate(p));
            sum += tissue.brightness(settings.contrast);
            if (tissue == Tissue.GREY_MATTER) inGrey++;
            if (tissue == Tissue.GREY_MATTER || tissue == Tissue.WHITE_MATTER) inCord++;
          }
      final double count = samples[0] * samples[1] * samples[2];
      cord[index] = (float) (inCord / count);
      grey[index] = (float) (inGrey / count);
      if (2 * inCord >= count) levels[index] = (byte) anatomy.level(middle.arcLength());
      image[index] = (short) Math.round(FULL_SCALE * noisy(sum / count * bias(centre), index));
    }

    private static double offset(int sample, int count) {
      return (sample + 0.5) / count - 0.5;
    }

    /** Receive coils lie behind the neck: brighter there, darker towards both ends. */
    private double bias(double[] world) {
      final double back = -world[1] / FIELD_OF_VIEW[1], end = world[2] / FIELD_OF_VIEW[2];
      return 1 + settings.bias * (0.7 * back - 1.2 * end * end);
    }

    /** Magnitude of the signal with noise in its real and its imaginary part. */
    private double noisy(double signal, int index) {
      if (settings.noise == 0) return signal;
      final double u = uniform(2L * index), v = uniform(2L * index + 1);
      final double radius = settings.noise * Math.sqrt(-2 * Math.log(u));
      final double real = signal + radius * Math.cos(2 * Math.PI * v);
      final double imaginary = radius * Math.sin(2 * Math.PI * v);
      return Math.sqrt(real * real + imaginary * imaginary);
    }

    /**
     * Number {@code counter} of a random sequence in (0, 1]: the finaliser of SplitMix64 (Steele et
     * al., OOPSLA 2014) on a counter, so that it does not depend on the order of the voxels.
     */
    private double uniform(long counter) {
      long z = (counter + 1) * 0x9E3779B97F4A7C15L + settings.seed * 0xD1342543DE82EF95L;
      z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
      z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
      z ^= z >>> 31;
      return ((z >>> 11) + 1) * 0x1.0p-53;
    }

    Subject subject() {
      final Grid grid = settings.grid;
      final byte[] mask = new byte[cord.length];
      for (int i = 0; i < mask.length; i++) mask[i] = (byte) (cord[i] >= 0.5f ? 1 : 0);
      final String name = settings.contrast.name().toLowerCase(java.util.Locale.ROOT);
      return new Subject(
          Volume.of(ArrayImgs.shorts(image, grid.size()), grid.voxelToWorld(), name),
          Volume.ofBytes(mask, grid, "cord"),
          Volume.ofFloats(cord, grid, "cord_fraction"),
          Volume.ofFloats(grey, grid, "grey_matter_fraction"),
          Volume.ofBytes(discs(), grid, "discs"),
          Volume.ofBytes(levels, grid, "levels"),
          anatomy);
    }

    private byte[] discs() {
      final byte[] discs = new byte[cord.length];
      final Affine toVoxel = settings.grid.voxelToWorld().inverse();
      for (int value = 1; value <= anatomy.discCount(); value++) {
        final double[] p = toVoxel.apply(anatomy.discPoint(value));
        final int[] v = new int[3];
        boolean inside = true;
        for (int a = 0; a < 3; a++) {
          v[a] = (int) Math.round(p[a]);
          inside &= v[a] >= 0 && v[a] < settings.grid.size(a);
        }
        if (inside) discs[(v[2] * ny + v[1]) * nx + v[0]] = (byte) value;
      }
      return discs;
    }
  }
}
