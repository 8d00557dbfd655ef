package org.myelon.segment.ivadomed;

/** A change of images that a package asks for, along height, width and depth. */
public sealed interface Change {

  /**
   * The step that does it.
   *
   * @param spacing voxel size of the image along height, width and depth, mm
   * @param axes of a block that are height, width and depth
   */
  Step on(double[] spacing, int[] axes);

  /** To another voxel size in mm; a depth of 0 stays. */
  record Resample(double height, double width, double depth) implements Change {
    @Override
    public Step on(double[] spacing, int[] axes) {
      final double[] factor = new double[3];
      factor[axes[0]] = spacing[0] / height;
      factor[axes[1]] = spacing[1] / width;
      factor[axes[2]] = depth == 0 ? 1 : spacing[2] / depth;
      return new ResampleStep(factor);
    }
  }

  /**
   * So many voxels; a depth of 0 stays.
   *
   * @param region whether of the surroundings of a region, where one is given; else of the middle
   */
  record Crop(int height, int width, int depth, boolean region) implements Change {
    @Override
    public Step on(double[] spacing, int[] axes) {
      return CropStep.centred(size(axes));
    }

    int[] size(int... axes) {
      final int[] size = new int[3];
      size[axes[0]] = height;
      size[axes[1]] = width;
      size[axes[2]] = depth;
      return size;
    }
  }
}
