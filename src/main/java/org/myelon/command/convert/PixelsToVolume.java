package org.myelon.command.convert;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
import net.imglib2.view.Views;
import org.myelon.image.Affine;
import org.myelon.image.Volume;
import org.myelon.step.InputException;
import org.scijava.Priority;
import org.scijava.convert.AbstractConverter;
import org.scijava.convert.Converter;
import org.scijava.plugin.Plugin;

/**
 * A bare ImgLib2 image as input of a command: it knows no place in the body, so its voxels are
 * taken as 1 mm cubes with the first one at the world's origin (orientation LPI). A script that
 * knows the place makes a {@link Volume} itself.
 */
@Plugin(type = Converter.class, priority = Priority.LOW)
public final class PixelsToVolume extends AbstractConverter<RandomAccessibleInterval<?>, Volume> {

  @Override
  public <T> T convert(Object source, Class<T> type) {
    return type.cast(
        Volume.of(realPixels((RandomAccessibleInterval<?>) source), Affine.IDENTITY, "image"));
  }

  @SuppressWarnings("unchecked") // the type of its pixels was looked at
  private static RandomAccessibleInterval<? extends RealType<?>> realPixels(
      RandomAccessibleInterval<?> pixels) {
    if (!(pixels.getType() instanceof RealType))
      throw new InputException("The image has pixels that are no real numbers.");
    return Views.zeroMin((RandomAccessibleInterval<? extends RealType<?>>) pixels);
  }

  @Override
  @SuppressWarnings({"unchecked", "rawtypes"}) // a class literal has no type arguments
  public Class<RandomAccessibleInterval<?>> getInputType() {
    return (Class) RandomAccessibleInterval.class;
  }

  @Override
  public Class<Volume> getOutputType() {
    return Volume.class;
  }
}
