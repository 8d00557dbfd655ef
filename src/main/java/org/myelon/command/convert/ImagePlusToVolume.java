package org.myelon.command.convert;

import ij.ImagePlus;
import java.util.Collection;
import org.myelon.image.Volume;
import org.scijava.convert.AbstractConverter;
import org.scijava.convert.Converter;
import org.scijava.plugin.Plugin;

/** An image of ImageJ as input of a command; the open ones are offered in dialogs. */
@Plugin(type = Converter.class)
public final class ImagePlusToVolume extends AbstractConverter<ImagePlus, Volume> {

  @Override
  public <T> T convert(Object source, Class<T> type) {
    return type.cast(ImagePlusVolumes.toVolume((ImagePlus) source));
  }

  @Override
  public Class<ImagePlus> getInputType() {
    return ImagePlus.class;
  }

  @Override
  public Class<Volume> getOutputType() {
    return Volume.class;
  }

  /** Offers the open images to the dialogs of Fiji. */
  @Override
  public void populateInputCandidates(Collection<Object> candidates) {
    candidates.addAll(OpenImages.all());
  }
}
