package org.myelon.segment.network;

/** What to cite where a U-Net of ours was used. */
public final class NetworkCitations {

  public static final String UNET =
      "Ronneberger O, Fischer P, Brox T. U-Net: convolutional networks for biomedical image"
          + " segmentation. MICCAI 2015, LNCS 9351:234-241. doi:10.1007/978-3-319-24574-4_28";

  public static final String NNUNET =
      "Isensee F, Jaeger PF, Kohl SAA, Petersen J, Maier-Hein KH. nnU-Net: a self-configuring"
          + " method for deep learning-based biomedical image segmentation. Nat Methods"
          + " 2021;18:203-211. doi:10.1038/s41592-020-01008-z";

  private NetworkCitations() {}
}
