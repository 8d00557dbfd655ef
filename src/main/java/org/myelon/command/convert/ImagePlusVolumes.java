package org.myelon.command.convert;

import ij.ImagePlus;
import org.myelon.centerline.CurvedLink;
import org.myelon.image.Volume;
import org.myelon.step.InputException;

/**
 * ImageJ's images as volumes and back: voxel (i, j, k) is pixel (i, j) of slice k + 1, so nothing
 * is flipped and, where the types allow, no pixel is copied. See {@link StackPixels} for the types
 * and {@link ImagePlusGeometry} for the place in the body.
 */
public final class ImagePlusVolumes {

  private ImagePlusVolumes() {}

  /**
   * @return a volume under the title of the image, sharing its pixels
   * @throws InputException if it has no pixels, is in colour, is a single 2-D picture, or its place
   *     is unknown
   */
  public static Volume toVolume(ImagePlus image) {
    if (image.getProcessor() == null)
      throw new InputException(
          "There is no image '" + image.getTitle() + "'; give the title of an open image.");
    if (image.getStackSize() == 1 && !ImagePlusGeometry.isKnown(image))
      throw new InputException(
          image.getTitle() + " is a single 2-D picture; a stack of slices is needed.");
    final Volume pixels =
        Volume.of(
                StackPixels.read(image), ImagePlusGeometry.affine(image), nameOf(image.getTitle()))
            .withHeader(ImagePlusGeometry.header(image));
    final Volume volume = ImagePlusGeometry.file(image).map(pixels::withSource).orElse(pixels);
    return LinkedPoints.of(image).map(link -> link.attach(volume)).orElse(volume);
  }

  /** A title without the ending of a file. */
  private static String nameOf(String title) {
    return title.replaceFirst("(?i)\\.(nii|nii\\.gz|hdr|img|tif|tiff)$", "");
  }

  /**
   * @return an image under the name of the volume, not shown, sharing its pixels if they lie slice
   *     by slice
   */
  public static ImagePlus toImagePlus(Volume volume) {
    final ImagePlus image = StackPixels.write(volume.pixels(), volume.name());
    ImagePlusGeometry.write(volume, image);
    LabelColors.apply(volume, image);
    CurvedLink.of(volume).ifPresent(link -> LinkedPoints.keep(link, image));
    return image;
  }
}
