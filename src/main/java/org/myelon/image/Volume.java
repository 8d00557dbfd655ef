package org.myelon.image;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.RealType;
import net.imglib2.view.Views;
import org.myelon.step.InputException;

/**
 * An image and where it lies in the body: ImgLib2 pixels, voxel-to-world affine and header facts.
 * Immutable; the pixels are shared, never changed by a step.
 *
 * <p>Axes: x, y, z; a series has time as the fourth; a vector field has five (x, y, z, 1,
 * component). The voxel-to-world map speaks of the first three.
 */
public final class Volume {

  private final RandomAccessibleInterval<? extends RealType<?>> pixels;
  private final Grid grid;
  private final Header header;
  private final String name;
  private final Path source;

  private Volume(
      RandomAccessibleInterval<? extends RealType<?>> pixels,
      Affine voxelToWorld,
      Header header,
      String name) {
    this(pixels, voxelToWorld, header, name, null);
  }

  private Volume(
      RandomAccessibleInterval<? extends RealType<?>> pixels,
      Affine voxelToWorld,
      Header header,
      String name,
      Path source) {
    if (pixels.numDimensions() < 3 || pixels.numDimensions() > 5)
      throw new InputException(
          name
              + " has "
              + pixels.numDimensions()
              + " dimensions; a volume has 3, a series 4, a vector field 5.");
    this.pixels = pixels;
    this.grid = new Grid(Arrays.copyOf(pixels.dimensionsAsLongArray(), 3), voxelToWorld);
    this.header = header;
    this.name = name;
    this.source = source;
  }

  /**
   * @param pixels 3, 4 or 5 axes, see the class comment; its minimum must be at the origin
   * @param voxelToWorld voxel index to RAS mm
   * @param name what the user calls the image: a window title, or a file name without its extension
   */
  public static Volume of(
      RandomAccessibleInterval<? extends RealType<?>> pixels, Affine voxelToWorld, String name) {
    return new Volume(pixels, voxelToWorld, Header.NONE, name);
  }

  /** A 3-D float32 image around an array (x fastest), which is not copied. */
  public static Volume ofFloats(float[] values, Grid grid, String name) {
    return of(ArrayImgs.floats(values, grid.size()), grid.voxelToWorld(), name);
  }

  /** A 3-D unsigned 8-bit image around an array (x fastest), which is not copied: masks. */
  public static Volume ofBytes(byte[] values, Grid grid, String name) {
    return of(ArrayImgs.unsignedBytes(values, grid.size()), grid.voxelToWorld(), name);
  }

  public RandomAccessibleInterval<? extends RealType<?>> pixels() {
    return pixels;
  }

  public Grid grid() {
    return grid;
  }

  public Affine voxelToWorld() {
    return grid.voxelToWorld();
  }

  public Orientation orientation() {
    return grid.orientation();
  }

  public Header header() {
    return header;
  }

  public String name() {
    return name;
  }

  /**
   * The file that holds this image voxel by voxel; empty for one that was computed, moved or
   * reoriented. What is drawn on the image by hand is kept beside that file.
   */
  public Optional<Path> source() {
    return Optional.ofNullable(source);
  }

  public int numDimensions() {
    return pixels.numDimensions();
  }

  /** Number of 3-D volumes of a series, 1 for a 3-D image. */
  public long volumeCount() {
    return numDimensions() == 3 ? 1 : pixels.dimension(3);
  }

  /** One 3-D volume of a series, as a view. */
  public Volume volume(long t) {
    if (numDimensions() == 3 && t == 0) return this;
    if (numDimensions() != 4 || t < 0 || t >= volumeCount())
      throw new InputException(name + " has no volume " + t + ".");
    return new Volume(Views.hyperSlice(pixels, 3, t), voxelToWorld(), header, name);
  }

  /** The same place and facts with other pixels, whose type a file will have. */
  public Volume withPixels(RandomAccessibleInterval<? extends RealType<?>> other) {
    return new Volume(other, voxelToWorld(), header.forOtherValues(), name);
  }

  public Volume withName(String other) {
    return new Volume(pixels, voxelToWorld(), header, other, source);
  }

  public Volume withHeader(Header other) {
    return new Volume(pixels, voxelToWorld(), other, name, source);
  }

  /** The same image as the content of a file, whose path is kept in full. */
  public Volume withSource(Path file) {
    return new Volume(pixels, voxelToWorld(), header, name, file.toAbsolutePath().normalize());
  }

  /** The same pixels in another place. */
  public Volume withVoxelToWorld(Affine other) {
    return new Volume(pixels, other, header, name);
  }

  /**
   * The same image with its axes in another order and direction: a view, nothing is copied or
   * resampled.
   */
  public Volume reoriented(Orientation target) {
    final Orientation own = orientation();
    if (own.equals(target)) return this;
    return new Volume(
        reorient(pixels, own, target), grid.reoriented(target).voxelToWorld(), header, name);
  }

  private static <T> RandomAccessibleInterval<T> reorient(
      RandomAccessibleInterval<T> image, Orientation own, Orientation target) {
    RandomAccessibleInterval<T> view = image;
    Orientation current = own;
    for (int b = 0; b < 3; b++) {
      final int a = current.axisOf(target.worldAxis(b));
      if (a != b) {
        view = Views.permute(view, a, b);
        current = current.swapped(a, b);
      }
      if (current.growsPositive(b) != target.growsPositive(b))
        view = Views.zeroMin(Views.invertAxis(view, b));
    }
    return view;
  }

  /**
   * Refuses an image that is not a single 3-D volume.
   *
   * @return this
   * @throws InputException if it is a series or a vector field
   */
  public Volume require3D() {
    if (numDimensions() != 3)
      throw new InputException(
          name + " has " + numDimensions() + " dimensions; a single 3-D volume is needed here.");
    return this;
  }

  /**
   * A copy of the values of a 3-D image, x fastest.
   *
   * @throws InputException if it is not 3-D or has more voxels than an array holds
   */
  public float[] toFloats() {
    require3D();
    grid.requireFits(name);
    final float[] values = new float[(int) grid.voxelCount()];
    final PlaneReader planes = new PlaneReader(pixels);
    final double[] plane = new double[planes.planeSize()];
    for (int p = 0; p < planes.planeCount(); p++) {
      planes.read(p, plane);
      narrow(plane, values, p * plane.length);
    }
    return values;
  }

  private static void narrow(double[] plane, float[] values, int at) {
    for (int i = 0; i < plane.length; i++) values[at + i] = (float) plane[i];
  }

  @Override
  public String toString() {
    return name;
  }
}
