package org.myelon.segment.training;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.myelon.image.Affine;
import org.myelon.image.Interpolation;
import org.myelon.image.Sampler;
import org.myelon.image.Volume;
import org.myelon.label.PointLabel;
import org.myelon.label.PointLabels;
import org.myelon.step.Progress;
import org.myelon.vertebra.network.DiscModel.Window;

/**
 * A straight image with labelled discs, seen as of another person: parts of the spine longer and
 * shorter, bodies deeper, the cord beside the line, discs tilted.
 */
final class TemplateSpine implements SlabSource.Spines {

  private static final int C2_C3 = 3, PMJ = 50, LAST = 25;

  private final Sampler sampler;
  private final double[] spacing;
  private final double middleX;
  private final double middleY;
  private final double length;
  private final List<double[]> discs = new ArrayList<>();
  private double[] c2c3;
  private double[] pmj;

  /**
   * @param image in RPI orientation, straight
   * @param labels posterior tips of discs and the junction
   * @param middleX of the cord, in voxels
   * @param middleY of the cord, in voxels
   */
  TemplateSpine(Volume image, List<PointLabels> labels, double middleX, double middleY) {
    final float[] values = image.toFloats();
    float largest = 0;
    for (float v : values) largest = Math.max(largest, v);
    for (int i = 0; i < values.length; i++) values[i] /= largest * 0.6f;
    sampler =
        Sampler.of(
            Volume.ofFloats(values, image.grid(), image.name()),
            Interpolation.LINEAR,
            Progress.NONE);
    spacing = image.grid().spacing();
    this.middleX = middleX;
    this.middleY = middleY;
    length = image.grid().extent(2) * spacing[2];
    final Affine toVoxel = image.voxelToWorld().inverse();
    for (PointLabels set : labels)
      for (PointLabel p : set.points()) {
        final double[] v = toVoxel.apply(set.world(p));
        final double[] yz = {(v[1] - middleY) * spacing[1], v[2] * spacing[2]};
        if (p.value() >= C2_C3 && p.value() <= LAST) discs.add(yz);
        if (p.value() == C2_C3) c2c3 = yz;
        if (p.value() == PMJ) pmj = yz;
      }
  }

  @Override
  public SlabSpecimen draw(Window window, RandomGenerator random) {
    return new Seen(window, random);
  }

  private final class Seen implements SlabSpecimen {

    private static final double MARGIN = 80;

    /** Height in the image of each mm of the window, from MARGIN below it on. */
    private final double[] heights;

    private final double deep;
    private final double wide;
    private final Curve tilt;
    private final Curve shift;
    private final Curve aside;
    private final double lean;

    Seen(Window window, RandomGenerator random) {
      final double rows = window.rows() * window.spacing();
      final Wave stretch = new Wave(0.12, 50, 250, random);
      final double general = Chance.logBetween(random, 0.72, 1.3);
      deep = Chance.logBetween(random, 0.78, 1.25);
      wide = Chance.logBetween(random, 0.85, 1.2);
      tilt = curve(new Wave(0.12, 80, 300, random), rows);
      shift = curve(new Wave(2, 90, 300, random), rows);
      aside = curve(new Wave(2.5, 100, 400, random), rows);
      lean = Chance.around(random, 0.06);
      heights = new double[(int) (rows + 2 * MARGIN) + 2];
      final double start =
          Chance.once(random, 0.45)
              ? Chance.between(random, c2c3[1] - rows + 30, c2c3[1] - 30)
              : Chance.between(random, -60, length - rows + 40);
      heights[0] = start - MARGIN / general;
      for (int i = 1; i < heights.length; i++)
        heights[i] = heights[i - 1] + Math.exp(stretch.at(i)) / general;
    }

    private static Curve curve(Wave wave, double rows) {
      return new Curve(-MARGIN, rows + MARGIN, wave::at);
    }

    private double height(double z) {
      final double at = Math.max(0, Math.min(heights.length - 1.001, z + MARGIN));
      final int i = (int) at;
      return heights[i] + (at - i) * (heights[i + 1] - heights[i]);
    }

    private double slope(double z) {
      return (height(z + 4) - height(z - 4)) / 8;
    }

    private double imageY(double y, double z) {
      return (y - shift.at(z)) / deep;
    }

    private double imageZ(double y, double z) {
      return height(z) + (lean + tilt.at(z)) * y;
    }

    @Override
    public float at(double x, double y, double z) {
      final double i = middleX + (x / wide + aside.at(z)) / spacing[0];
      final double j = middleY + imageY(y, z) / spacing[1];
      final double k = imageZ(y, z) / spacing[2];
      return sampler.contains(i, j, k) ? sampler.at(i, j, k) : Float.NaN;
    }

    /** Where a place of the image is seen: found by steps of the fixed point. */
    private double[] seen(double[] place) {
      double y = place[0] * deep, z = heights.length / 2.0 - MARGIN;
      for (int i = 0; i < 60; i++) {
        y += (place[0] - imageY(y, z)) * deep;
        z += 0.7 * (place[1] - imageZ(y, z)) / Math.max(0.3, slope(z));
        z = Math.max(-MARGIN, Math.min(heights.length - MARGIN, z));
      }
      return new double[] {y, z};
    }

    @Override
    public List<double[]> discs() {
      return discs.stream().map(this::seen).toList();
    }

    @Override
    public double[] c2c3() {
      return seen(c2c3);
    }

    @Override
    public double[] pmj() {
      return seen(pmj);
    }
  }
}
