package org.myelon.command.convert;

import ij.ImagePlus;
import java.io.File;
import java.lang.reflect.Type;
import java.nio.file.Path;
import org.myelon.image.Volume;
import org.scijava.Priority;
import org.scijava.convert.AbstractConverter;
import org.scijava.convert.ConvertService;
import org.scijava.convert.Converter;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/**
 * Whatever another converter turns into an image of ImageJ: Fiji's Dataset and its displays, for
 * which this project has no classes. Goes before {@link PixelsToVolume}, because a Dataset is a
 * bare ImgLib2 image, too, but knows its voxel size.
 */
@Plugin(type = Converter.class, priority = Priority.NORMAL - 1)
public final class AnyImageToVolume extends AbstractConverter<Object, Volume> {

  @Parameter private ConvertService converters;

  @Override
  public boolean canConvert(Object source, Class<?> type) {
    return type == Volume.class
        && source != null
        && !hasOwnConverter(source)
        && converters.supports(source, ImagePlus.class);
  }

  @Override
  public boolean canConvert(Object source, Type type) {
    return type instanceof Class<?> c && canConvert(source, c);
  }

  @Override
  public boolean canConvert(Class<?> source, Class<?> type) {
    return false; // the other converters know which classes; this one must see the object
  }

  private static boolean hasOwnConverter(Object source) {
    return source instanceof Volume
        || source instanceof ImagePlus
        || source instanceof String
        || source instanceof File
        || source instanceof Path;
  }

  @Override
  public <T> T convert(Object source, Class<T> type) {
    return type.cast(ImagePlusVolumes.toVolume(converters.convert(source, ImagePlus.class)));
  }

  @Override
  public Class<Object> getInputType() {
    return Object.class;
  }

  @Override
  public Class<Volume> getOutputType() {
    return Volume.class;
  }
}
