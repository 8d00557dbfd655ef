package org.myelon.segment.nnunet;

import java.util.Optional;
import org.myelon.image.Orientation;
import org.myelon.step.InputException;

/** How nnU-Net's classes that read images turn them before the network. */
final class ReaderOrientation {

  /** What nibabel and SimpleITK call RAS, after the ends of the axes. */
  private static final Orientation RAS = Orientation.parse("LPI");

  private ReaderOrientation() {}

  /**
   * @param reader name of the class
   * @return empty if it takes images as they are stored
   * @throws InputException if it reads no medical images, or is none of nnU-Net's
   */
  static Optional<Orientation> of(String reader) {
    return switch (reader) {
      case "NibabelIO", "SimpleITKIO" -> Optional.empty();
      case "NibabelIOWithReorient", "SimpleITKIOWithReorient" -> Optional.of(RAS);
      case "NaturalImage2DIO", "Tiff3DIO" ->
          throw new InputException(
              "The model was trained on photographs or TIFF files (reader "
                  + reader
                  + "), which have no place in space; only models for NIfTI images can be run.");
      default ->
          throw new InputException(
              "The model reads images by '"
                  + reader
                  + "', which is none of nnU-Net's own readers; such a model cannot be run.");
    };
  }
}
