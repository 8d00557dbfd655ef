package org.myelon.command.convert;

import net.imglib2.RandomAccessibleInterval;
import org.myelon.image.Volume;
import org.scijava.convert.AbstractConverter;
import org.scijava.convert.Converter;
import org.scijava.plugin.Plugin;

/** The pixels of a result, for scripts that go on with ImgLib2. */
@Plugin(type = Converter.class)
public final class VolumeToPixels extends AbstractConverter<Volume, RandomAccessibleInterval<?>> {

  @Override
  public <T> T convert(Object source, Class<T> type) {
    return type.cast(((Volume) source).pixels());
  }

  @Override
  public Class<Volume> getInputType() {
    return Volume.class;
  }

  @Override
  @SuppressWarnings({"unchecked", "rawtypes"}) // a class literal has no type arguments
  public Class<RandomAccessibleInterval<?>> getOutputType() {
    return (Class) RandomAccessibleInterval.class;
  }
}
