package org.myelon.segment;

/**
 * How the cord looks against the fluid around it. The names are those of the sequences; what counts
 * is the sign.
 */
public enum Contrast {
  /** Both signs are tried and the one with the clearer cord is taken. */
  AUTO,
  /** Cord brighter than the fluid: T1-weighted. */
  T1,
  /** Cord darker than the fluid: T2-weighted. */
  T2,
  /** Cord darker than the fluid: T2*-weighted, also MT images and EPI series means. */
  T2S,
  /** Cord brighter than everything around it: diffusion-weighted mean. */
  DWI;

  /** +1 where the fluid is brighter than the cord, -1 where the cord is brighter. */
  int sign() {
    return switch (this) {
      case T2, T2S -> 1;
      case T1, DWI -> -1;
      case AUTO -> throw new IllegalStateException("AUTO has no sign of its own");
    };
  }
}
