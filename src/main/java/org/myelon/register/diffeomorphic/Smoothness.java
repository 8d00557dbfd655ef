package org.myelon.register.diffeomorphic;

import org.myelon.register.Algorithm;
import org.myelon.register.Kind;
import org.myelon.register.StepSettings;
import org.myelon.register.lattice.Lattice;
import org.myelon.register.lattice.Region;

/**
 * Of which bumps a velocity field is made, and how far from its border it has faded out.
 *
 * @param bases the bumps of the iterations of a level, wide ones first: what is common to a
 *     neighbourhood is moved before what is not, so that the inside of an object follows its
 *     outline
 * @param fade width in mm of the seam in which the field fades out toward the border of the slices;
 *     0: it goes on beyond
 */
record Smoothness(SmoothBasis[] bases, double fade) {

  /** Variance of the Gaussian of syn, in squared voxels of the slices. */
  private static final double VARIANCE = 3;

  /** Distance of the control points of bsplinesyn. */
  private static final double CONTROL_MM = 4;

  /** That for rootlets, which lie further apart. */
  private static final double ROOTLET_MM = 26;

  /** How often the width of the bumps is halved in the course of a level. */
  private static final int HALVINGS = 2;

  static Smoothness of(StepSettings settings, double[] share, Lattice lattice) {
    final boolean alongCord = share[0] == 0 && share[1] == 0;
    if (settings.kind() == Kind.ROOTLET && alongCord)
      return new Smoothness(new SmoothBasis[] {SmoothBasis.alongCord(lattice, ROOTLET_MM)}, 0);
    final SmoothBasis[] bases = new SmoothBasis[HALVINGS + 1];
    for (int b = 0; b <= HALVINGS; b++) bases[b] = basis(settings, lattice, 1 << HALVINGS - b);
    return new Smoothness(bases, Region.MARGIN_MM / 2);
  }

  private static SmoothBasis basis(StepSettings settings, Lattice lattice, double wider) {
    return settings.algorithm() == Algorithm.BSPLINESYN
        ? SmoothBasis.splines(lattice, wider * CONTROL_MM)
        : SmoothBasis.gaussian(lattice, wider * Math.sqrt(VARIANCE) * lattice.inPlane());
  }

  /** The bumps of an iteration of so many: the narrowest in the last one. */
  SmoothBasis basis(int iteration, int iterations) {
    return bases[(bases.length * (iteration + 1) - 1) / iterations];
  }

  boolean isNarrowest(SmoothBasis basis) {
    return basis == bases[bases.length - 1];
  }
}
