package org.myelon.command.convert;

import org.myelon.image.Volume;
import org.scijava.convert.AbstractConverter;
import org.scijava.convert.Converter;
import org.scijava.plugin.Plugin;

/** The title of an open image or the path of a NIfTI file as input of a command. */
@Plugin(type = Converter.class)
public final class TextToVolume extends AbstractConverter<String, Volume> {

  @Override
  public <T> T convert(Object source, Class<T> type) {
    return type.cast(OpenImages.find((String) source));
  }

  @Override
  public Class<String> getInputType() {
    return String.class;
  }

  @Override
  public Class<Volume> getOutputType() {
    return Volume.class;
  }
}
