package org.myelon.image.nifti;

import java.io.IOException;
import java.nio.file.Path;
import org.myelon.image.DataType;
import org.myelon.image.Grid;
import org.myelon.image.Header;
import org.myelon.image.PlaneReader;
import org.myelon.step.InputException;
import org.myelon.step.Progress;

/**
 * A 3-D NIfTI file, read plane by plane from the first to the last that is wanted, so that no more
 * than a plane is held. For one thread.
 */
public final class NiftiPlanes implements AutoCloseable {

  private final Path file;
  private final ImageReader.Opened image;
  private final PlaneInput input;
  private final int count;
  private final double[] values;
  private long next;

  private NiftiPlanes(Path file, ImageReader.Opened image) {
    this.file = file;
    this.image = image;
    if (image.size().length != 3)
      throw new InputException(
          NiftiNames.stem(file)
              + " has "
              + image.size().length
              + " dimensions; a single 3-D volume is needed here.");
    input = new PlaneInput(image.in(), image.raw().order());
    count = Math.toIntExact(image.size()[0] * image.size()[1]);
    values = new double[count];
  }

  /**
   * Reads the header.
   *
   * @throws InputException if the file is no 3-D NIfTI image that can be understood
   */
  public static NiftiPlanes open(Path file) {
    return Nifti.explaining(
        file,
        () -> {
          final ImageReader.Opened image = new ImageReader(file, Progress.NONE).open();
          boolean fits = false;
          try {
            final NiftiPlanes planes = new NiftiPlanes(file, image);
            fits = true;
            return planes;
          } finally {
            if (!fits) image.close();
          }
        });
  }

  public Grid grid() {
    return image.header().geometry().grid();
  }

  /** The type in which the values are best stored: the file's, or float32 if it scales them. */
  public DataType type() {
    return image.header().scaling() == null ? image.type() : DataType.FLOAT32;
  }

  /**
   * Reads a plane (first two axes); those before it that were not read are skipped.
   *
   * @param plane larger than that of the last call
   * @param into receives the values as float32, x fastest
   * @throws InputException if the file is damaged
   */
  public void read(int plane, float[] into) {
    if (plane < next) throw new IllegalArgumentException("plane " + plane + " has gone by");
    Nifti.explaining(
        file,
        () -> {
          image.in().skipNBytes((plane - next) * count * image.type().bytes());
          next = plane + 1;
          convert(into);
          return null;
        });
  }

  private void convert(float[] into) throws IOException {
    if (image.type() == DataType.FLOAT32 && image.header().scaling() == null) {
      input.read(into, count);
      return;
    }
    final long[] size = {image.size()[0], image.size()[1]};
    final Header.Scaling s = image.header().scaling();
    new PlaneReader(PlanarBuilder.image(image.type(), size, () -> input.read(image.type(), count)))
        .read(0, values);
    for (int i = 0; i < count; i++)
      into[i] = (float) (s == null ? values[i] : s.slope() * values[i] + s.intercept());
  }

  @Override
  public void close() {
    Nifti.explaining(
        file,
        () -> {
          image.close();
          return null;
        });
  }
}
