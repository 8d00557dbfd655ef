package org.myelon.segment.training;

import java.util.random.RandomGenerator;

/**
 * Bodies that do not exist, of all shapes and contrasts (domain randomisation: Billot et al., Med
 * Image Anal 2023): cord and bones of a label map, changed, in a canal, a trunk and a contrast that
 * are drawn anew each time.
 */
public final class SyntheticBody implements Anatomy {

  /** The cord ends near the height that was chosen, or has ended, so often ... */
  private static final double CONUS = 0.7;

  /** ... in so much of its length, from the lower end. */
  private static final double LOW = 0.25;

  /** Necks are what most images show: so often, the height is drawn from the upper quarter. */
  private static final double NECK = 0.4;

  private final LabelMap map;
  private final boolean grey;
  private final double field;
  private final double reach;
  private final NoiseField noise = new NoiseField(4);

  /**
   * @param map where cord and bones are
   * @param grey whether grey matter is looked for, else the whole cord
   * @param field fraction of images whose field of view ends near the spine: a box or a slab
   * @param side of the windows, mm: what lies farther away need not be drawn
   */
  public SyntheticBody(LabelMap map, boolean grey, double field, double side) {
    this.map = map;
    this.grey = grey;
    this.field = field;
    this.reach = 1.6 * side;
  }

  @Override
  public Specimen draw(RandomGenerator random) {
    final double low = Chance.once(random, NECK) ? 0.72 : grey ? 0.08 : 0;
    return new Body(Chance.between(random, low, 1), random);
  }

  private final class Body implements Specimen {
    private final LabelMap.Level level;
    private final CordShape cord;
    private final Canal canal;
    private final Vertebra vertebra;
    private final Trunk trunk;
    private final TissueContrast contrast;
    private final Lesions lesions;
    private final FieldOfView view;
    private final double textureScale;

    Body(double part, RandomGenerator random) {
      level = map.level(part);
      contrast = TissueContrast.draw(grey, random);
      final boolean conus = part < LOW && Chance.once(random, CONUS);
      cord = new CordShape(map, level, conus, random);
      canal = new Canal(cord, conus, random);
      final Region region = Region.at(part, random);
      vertebra = new Vertebra(map, level, canal, region, random);
      trunk = new Trunk(region, vertebra.front(), reach, random);
      lesions = new Lesions(cord, random);
      view = new FieldOfView(field, random);
      textureScale = Chance.logBetween(random, 0.3, 1.5);
    }

    @Override
    public float intensity(double x, double y, double z) {
      if (!view.contains(x, y)) return Float.NaN;
      final float n = noise.at(x * textureScale, y * textureScale, z * textureScale);
      return view.sensitivity(y) * tissues(x, y, z, n);
    }

    private float tissues(double x, double y, double z, float n) {
      final Tissue around = canal.at(x, y, z);
      final float part = cord.cord(x, y, z);
      if (around == null && part == 0) {
        final Tissue bone = vertebra.at(x, y, z);
        return contrast.value(bone != null ? bone : trunk.at(x, y, z, noise), n);
      }
      float value = contrast.value(around == null ? Tissue.LIGAMENT : around, n);
      if (around == Tissue.CSF) value *= canal.flow(noise, x, y, z);
      return part == 0 ? value : value + part * (cordValue(x, y, z, n) - value);
    }

    private float cordValue(double x, double y, double z, float n) {
      final float g = cord.grey(x, y, z);
      final float white = contrast.value(Tissue.WHITE, 0.5f * n);
      final float value = white + g * (contrast.mean(Tissue.GREY) - contrast.mean(Tissue.WHITE));
      return value + lesions.change(x, y, z);
    }

    @Override
    public float target(double x, double y, double z) {
      if (!view.contains(x, y)) return 0;
      return grey ? cord.grey(x, y, z) * cord.cord(x, y, z) : cord.cord(x, y, z);
    }

    @Override
    public double[] centre() {
      return new double[3];
    }

    @Override
    public double sliceDistance() {
      return 0;
    }
  }
}
