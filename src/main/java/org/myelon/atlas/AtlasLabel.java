package org.myelon.atlas;

import java.util.List;
import org.myelon.template.InfoLabel;

/**
 * A region that a value is asked for: one image of an atlas or the sum of several.
 *
 * @param name as in the table
 * @param images ids of the images
 */
public record AtlasLabel(String name, List<Integer> images) {

  public AtlasLabel {
    images = List.copyOf(images);
  }

  static AtlasLabel of(InfoLabel.Image image) {
    return new AtlasLabel(image.name(), List.of(image.id()));
  }

  static AtlasLabel of(InfoLabel.Combined group) {
    return new AtlasLabel(group.name(), group.ids());
  }
}
