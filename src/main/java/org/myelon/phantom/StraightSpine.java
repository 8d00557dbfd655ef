package org.myelon.phantom;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.myelon.image.Affine;
import org.myelon.image.Grid;
import org.myelon.image.Volume;
import org.myelon.step.Parallel;
import org.myelon.step.Progress;

/**
 * The phantom's spine pulled straight: what a template made of such subjects looks like. Longer and
 * thinner than {@link SpinePhantom}'s subject, so that a registration has something to find. The
 * cord runs along x = 0, y = {@value #CORD_Y}; the grid is LAS with voxels of 0.5 mm x 0.5 mm x 1
 * mm. The same bits on every machine.
 */
public final class StraightSpine {

  static final double CORD_Y = -40;

  private static final double IN_PLANE = 0.5;
  private static final int HALF_WIDTH = 26;

  /** Diameters against the subject's. */
  private static final double THICKNESS_RL = 0.94, THICKNESS_AP = 0.97;

  /** Slices above the highest disc. */
  private static final int ABOVE = 12;

  /** Sub-samples of a voxel in its slice: an even number, so that none lies on the midline. */
  private static final int FINE = 4;

  private final SpineAnatomy anatomy = new SpineAnatomy();
  private final StraightLevels along = new StraightLevels(anatomy);
  private final Grid grid;
  private final int nx = 2 * HALF_WIDTH + 1, ny = nx, nz;
  private final byte[] image, csf;
  private final Map<Tract, float[]> fractions = new EnumMap<>(Tract.class);

  private StraightSpine() {
    nz = along.disc(1) + ABOVE + 1;
    grid =
        new Grid(
            new long[] {nx, ny, nz},
            new Affine(
                -IN_PLANE,
                0,
                0,
                HALF_WIDTH * IN_PLANE,
                0,
                IN_PLANE,
                0,
                CORD_Y - HALF_WIDTH * IN_PLANE,
                0,
                0,
                1,
                -nz));
    image = new byte[nx * ny * nz];
    csf = new byte[image.length];
    for (Tract tract : Tract.values()) fractions.put(tract, new float[image.length]);
  }

  /** Draws the spine. */
  public static StraightSpine draw(Progress progress) {
    final StraightSpine spine = new StraightSpine();
    Parallel.forEach(spine.nz, "Drawing the straight spine", progress, spine::drawSlice);
    return spine;
  }

  /**
   * The affine map from points of {@link SpinePhantom}'s subject to points of this spine, RAS mm,
   * that brings the cord at disc C4/C5 to its place and scales as the two differ: a start for a
   * registration, a few millimetres off where the subject's spine bends.
   */
  public Affine fromSubject() {
    final double[] there =
        anatomy.curve().point(anatomy.curve().parameter(anatomy.discArcLength(5)));
    final double[] here = grid.voxelToWorld().apply(HALF_WIDTH, HALF_WIDTH, along.disc(5));
    return Affine.translation(here[0], here[1], here[2])
        .after(Affine.scale(THICKNESS_RL, THICKNESS_AP, StraightLevels.LENGTH))
        .after(Affine.translation(-there[0], -there[1], -there[2]));
  }

  private void drawSlice(int k) {
    final int[] count = new int[Tract.values().length];
    final double samples = FINE * FINE;
    for (int n = 0; n < nx * ny; n++) {
      final int voxel = k * nx * ny + n;
      Arrays.fill(count, 0);
      double sum = 0;
      int fluid = 0;
      for (int b = 0; b < FINE; b++)
        for (int a = 0; a < FINE; a++) {
          final double right = IN_PLANE * (HALF_WIDTH - n % nx - offset(a));
          final double anterior = IN_PLANE * (n / nx - HALF_WIDTH + offset(b));
          final SpineCurve.Local at = local(right, anterior, k);
          final Tissue tissue = anatomy.tissue(at);
          sum += tissue.brightness(Contrast.T2);
          if (tissue == Tissue.CSF) fluid++;
          final Tract tract = Tract.of(tissue, across(at), before(at));
          if (tract != null) count[tract.ordinal()]++;
        }
      image[voxel] = (byte) Math.round(200 * sum / samples);
      csf[voxel] = (byte) (2 * fluid >= samples ? 1 : 0);
      fractions.forEach((tract, f) -> f[voxel] = (float) (count[tract.ordinal()] / samples));
    }
  }

  private static double offset(int sample) {
    return (sample + 0.5) / FINE - 0.5;
  }

  /** The place in the subject that a place in a slice stands for; mm to the right and in front. */
  private SpineCurve.Local local(double right, double anterior, int slice) {
    return new SpineCurve.Local(
        Double.NaN, right / THICKNESS_RL, anterior / THICKNESS_AP, along.arcLength(slice));
  }

  private double across(SpineCurve.Local at) {
    return 2 * at.right() / anatomy.diameterRL(at.arcLength());
  }

  private double before(SpineCurve.Local at) {
    return 2 * at.anterior() / anatomy.diameterAP(at.arcLength());
  }

  /** The T2w image without noise, 8 bits. */
  public Volume image() {
    return Volume.ofBytes(image, grid, "t2");
  }

  /**
   * The part of each voxel that belongs to each tract, 0 to 1; 1 in sum within the cord and at its
   * rim.
   */
  public Map<Tract, Volume> tracts() {
    final Map<Tract, Volume> tracts = new EnumMap<>(Tract.class);
    fractions.forEach((tract, f) -> tracts.put(tract, Volume.ofFloats(f, grid, tract.text())));
    return Collections.unmodifiableMap(tracts);
  }

  /** The sum of the tracts from one to another, both included. */
  private float[] sum(Tract first, Tract last) {
    final float[] sum = new float[image.length];
    fractions.forEach(
        (tract, f) -> {
          if (tract.compareTo(first) >= 0 && tract.compareTo(last) <= 0)
            for (int i = 0; i < sum.length; i++) sum[i] += f[i];
        });
    return sum;
  }

  /** The part of each voxel that is white matter. */
  public Volume whiteMatter() {
    return Volume.ofFloats(sum(Tract.GRACILIS_LEFT, Tract.VENTRAL_RIGHT), grid, "wm");
  }

  /** The part of each voxel that is grey matter. */
  public Volume greyMatter() {
    return Volume.ofFloats(sum(Tract.GREY_LEFT, Tract.GREY_RIGHT), grid, "gm");
  }

  /** 1 where at least half of the voxel is cord. */
  public Volume cord() {
    return Volume.ofBytes(cordMask(), grid, "cord");
  }

  byte[] cordMask() {
    final float[] fraction = sum(Tract.GRACILIS_LEFT, Tract.GREY_RIGHT);
    final byte[] mask = new byte[fraction.length];
    for (int i = 0; i < mask.length; i++) mask[i] = (byte) (fraction[i] >= 0.5f ? 1 : 0);
    return mask;
  }

  /** 1 where at least half of the voxel is fluid. */
  public Volume csf() {
    return Volume.ofBytes(csf.clone(), grid, "csf");
  }

  /** Levels, discs, rootlets and the like. */
  public StraightLabels labels() {
    return new StraightLabels(this, anatomy, along);
  }

  Grid grid() {
    return grid;
  }

  /** The voxel on the centreline in a slice. */
  int middle(int slice) {
    return (slice * ny + HALF_WIDTH) * nx + HALF_WIDTH;
  }

  /** The voxel on the midline of a slice that is so far in front of the centreline, mm. */
  int middle(int slice, double anterior) {
    return middle(slice) + nx * (int) Math.round(THICKNESS_AP * anterior / IN_PLANE);
  }

  int slice(int voxel) {
    return voxel / (nx * ny);
  }

  boolean isFluid(int voxel) {
    return csf[voxel] != 0;
  }

  /** Where a voxel lies in the cord, in its radii: to the right, to the front. */
  double[] inRadii(int voxel) {
    final double right = IN_PLANE * (HALF_WIDTH - voxel % nx);
    final double anterior = IN_PLANE * (voxel / nx % ny - HALF_WIDTH);
    final SpineCurve.Local at = local(right, anterior, slice(voxel));
    return new double[] {across(at), before(at)};
  }
}
