package org.myelon.transform;

import java.util.Optional;
import java.util.stream.Stream;

/** What BigWarp makes of landmarks, with its words. */
public enum BigWarpKind {
  SPLINE("Thin Plate Spline") {
    @Override
    Transform fit(LandmarkPairs pairs) {
      return ThinPlateSpline.through(pairs, 0, SplineKernel.R2_LOG_R);
    }
  },
  AFFINE("Affine") {
    @Override
    Transform fit(LandmarkPairs pairs) {
      return LandmarkFit.affine(pairs);
    }
  },
  SIMILARITY("Similarity") {
    @Override
    Transform fit(LandmarkPairs pairs) {
      return LandmarkFit.similarity(pairs);
    }
  },
  RIGID("Rotation") {
    @Override
    Transform fit(LandmarkPairs pairs) {
      return LandmarkFit.rigid(pairs);
    }
  },
  TRANSLATION("Translation") {
    @Override
    Transform fit(LandmarkPairs pairs) {
      return LandmarkFit.translation(pairs);
    }
  };

  private final String word;

  BigWarpKind(String word) {
    this.word = word;
  }

  abstract Transform fit(LandmarkPairs pairs);

  static Optional<BigWarpKind> of(String word) {
    return Stream.of(values()).filter(kind -> kind.word.equals(word)).findFirst();
  }

  /** BigWarp's word. */
  @Override
  public String toString() {
    return word;
  }
}
