package org.myelon.command;

import java.io.File;
import org.myelon.atlas.Atlas;
import org.myelon.command.convert.OpenImages;

/** An atlas as a user names it. */
final class AtlasSource {

  private AtlasSource() {}

  /**
   * The atlas in a folder, or a mask: a file or the title of an open image.
   *
   * @throws org.myelon.step.InputException if there is none of these, or it is no atlas
   */
  static Atlas of(File place) {
    return place.isDirectory()
        ? Atlas.open(place.toPath())
        : Atlas.ofMask(OpenImages.find(place.getPath()));
  }
}
