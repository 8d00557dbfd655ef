package org.myelon.command.convert;

import java.io.File;
import org.myelon.image.Volume;
import org.myelon.image.nifti.Nifti;
import org.scijava.convert.AbstractConverter;
import org.scijava.convert.Converter;
import org.scijava.plugin.Plugin;

/** A NIfTI file as input of a command. */
@Plugin(type = Converter.class)
public final class FileToVolume extends AbstractConverter<File, Volume> {

  @Override
  public <T> T convert(Object source, Class<T> type) {
    return type.cast(Nifti.read(((File) source).toPath()));
  }

  @Override
  public Class<File> getInputType() {
    return File.class;
  }

  @Override
  public Class<Volume> getOutputType() {
    return Volume.class;
  }
}
