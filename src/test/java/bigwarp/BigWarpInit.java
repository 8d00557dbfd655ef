package bigwarp;

import ij.ImagePlus;

/** Stands in for the class of this name in BigWarp, which is not on Maven Central. */
public final class BigWarpInit {

  private BigWarpInit() {}

  public static BigWarp.Data createBigWarpDataFromImages(ImagePlus moving, ImagePlus target) {
    if (moving.getTitle().equals("bad")) throw new IllegalStateException("two\nlines");
    return new BigWarp.Data(moving, target);
  }
}
