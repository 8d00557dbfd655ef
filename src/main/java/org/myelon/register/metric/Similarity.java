package org.myelon.register.metric;

import org.myelon.register.Metric;
import org.myelon.register.lattice.Lattice;
import org.myelon.register.lattice.Scene;
import org.myelon.step.Progress;

/**
 * How alike two images on a lattice are. What is minimised is written as a sum over the voxels, of
 * which each image's intensity at a voxel changes one term; a second-order model of that term says
 * how strongly the voxel pulls and how stiff it is.
 */
public interface Similarity {

  /**
   * What the voxels want, per unit of the images.
   *
   * @param moving minus the derivative of the term by the intensity of the moving image
   * @param fixed the derivative by the intensity of the fixed image: with equal gradients both pull
   *     the same way
   * @param movingStiffness the curvature of the term by the intensity of the moving image, not
   *     negative
   * @param fixedStiffness likewise of the fixed image
   */
  record Pull(float[] moving, float[] fixed, float[] movingStiffness, float[] fixedStiffness) {

    public static Pull on(Lattice lattice) {
      final int n = lattice.count();
      return new Pull(new float[n], new float[n], new float[n], new float[n]);
    }
  }

  /**
   * The similarity that goes by a name.
   *
   * @param scene the images, whose intensities matter to {@link Metric#MI}
   * @param planar whether each slice is compared for itself
   */
  static Similarity of(Metric metric, Scene scene, boolean planar) {
    return switch (metric) {
      case MEANSQUARES -> new SquaredDifference();
      case CC -> new LocalCorrelation(planar);
      case MI -> new MutualInformation(scene);
    };
  }

  /**
   * @param weight of each voxel, not negative
   * @param pull receives what the voxels want, the weight included
   * @return what is minimised
   */
  double compare(
      Lattice lattice, float[] fixed, float[] moving, float[] weight, Pull pull, Progress progress);
}
