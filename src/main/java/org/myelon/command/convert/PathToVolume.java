package org.myelon.command.convert;

import java.nio.file.Path;
import org.myelon.image.Volume;
import org.myelon.image.nifti.Nifti;
import org.scijava.convert.AbstractConverter;
import org.scijava.convert.Converter;
import org.scijava.plugin.Plugin;

/** A NIfTI file as input of a command. */
@Plugin(type = Converter.class)
public final class PathToVolume extends AbstractConverter<Path, Volume> {

  @Override
  public <T> T convert(Object source, Class<T> type) {
    return type.cast(Nifti.read((Path) source));
  }

  @Override
  public Class<Path> getInputType() {
    return Path.class;
  }

  @Override
  public Class<Volume> getOutputType() {
    return Volume.class;
  }
}
