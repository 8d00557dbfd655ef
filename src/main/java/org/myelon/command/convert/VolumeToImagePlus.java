package org.myelon.command.convert;

import ij.ImagePlus;
import org.myelon.image.Volume;
import org.scijava.convert.AbstractConverter;
import org.scijava.convert.Converter;
import org.scijava.plugin.Plugin;

/** A result of a command as an image of ImageJ, for scripts. */
@Plugin(type = Converter.class)
public final class VolumeToImagePlus extends AbstractConverter<Volume, ImagePlus> {

  @Override
  public <T> T convert(Object source, Class<T> type) {
    return type.cast(ImagePlusVolumes.toImagePlus((Volume) source));
  }

  @Override
  public Class<Volume> getInputType() {
    return Volume.class;
  }

  @Override
  public Class<ImagePlus> getOutputType() {
    return ImagePlus.class;
  }
}
